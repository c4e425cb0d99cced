import { useAsk } from '../data/query.ts';
import { MeasurePageDocument, type OrderedFragment } from '../generated/oversight.ts';
import { Answer } from '../parts/Answer.tsx';
import { Deadline } from '../parts/Deadline.tsx';
import { Identifier } from '../parts/Identifier.tsx';
import { Moment } from '../parts/Moment.tsx';
import { useNow } from '../parts/now.ts';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useNames } from '../session/names.ts';
import { useSession } from '../session/session.ts';
import { useCommand } from '../words/commands.ts';
import { useTerm } from '../words/terms.ts';
import { movesOfMeasure } from './moves.ts';
import { AssetNamed, Fact, Life, Ways } from './Shown.tsx';
import { MEASURE_TONES } from './tones.ts';
import { useOversight } from './words.ts';

function Facts({ of }: { readonly of: OrderedFragment }) {
  const say = useOversight();
  const names = useNames();
  const { certificate, leaf, lifted } = of;
  return (
    <Panel title={say('facts')}>
      <dl className="facts">
        <Fact name={say('reason')}>{of.reason}</Fact>
        <Fact name={say('orderer')}>
          {names.entity(of.orderer?.id)} <small>{of.by.person}</small>
        </Fact>
        <Fact name={say('orderedAt')}>
          <Moment time={of.orderedAt} />
        </Fact>
        <Fact name={say('asset')}>
          <AssetNamed id={of.assetId} asset={of.asset} />
        </Fact>
        {certificate ? (
          <Fact name={say('certificate')}>
            <Identifier value={certificate.number} to={`/certificates/${certificate.number}`} whole />{' '}
            <Tag kind="CertificateState" value={certificate.state} />
          </Fact>
        ) : null}
        {leaf ? (
          <Fact name={say('certificate')}>{say('leafOf', { batch: leaf.batchId, index: leaf.index })}</Fact>
        ) : null}
        {lifted ? (
          <Fact name={say('lifted')}>
            {names.signer(lifted.by)} · {lifted.reason} · <Moment time={lifted.at} />
          </Fact>
        ) : (
          <Fact name={say('appealUntil')}>
            <Deadline time={of.appealUntil} />
          </Fact>
        )}
        <Fact name={say('recorded')}>
          <Moment time={of.recorded.time} block={of.recorded.block} />
        </Fact>
      </dl>
    </Panel>
  );
}

function Appeal({ of: { appeal, next } }: { readonly of: OrderedFragment }) {
  const say = useOversight();
  const term = useTerm();
  const command = useCommand();
  const names = useNames();
  if (!appeal) return null;
  return (
    <Panel title={say('appeal')}>
      <dl className="facts">
        <Fact name={say('by')}>{names.signer(appeal.by)}</Fact>
        <Fact name={say('grounds')}>{appeal.grounds}</Fact>
        <Fact name={say('appealBody')}>{names.entity(appeal.body)}</Fact>
        {next ? (
          <Fact name={say('nextMove')}>
            {names.entity(next.entity)} {command(next.action)} <Deadline time={next.deadline} />{' '}
            <small>{term('Silence', next.silence)}</small>
          </Fact>
        ) : null}
        {appeal.outcome ? (
          <Fact name={say('decided')}>
            {term('MeasureOutcome', appeal.outcome)} {appeal.decidedBy ? `· ${names.signer(appeal.decidedBy)}` : ''}{' '}
            {appeal.reason}
          </Fact>
        ) : null}
      </dl>
    </Panel>
  );
}

/** One measure: against what, by whom and why, its appeal, and what one can do. */
export function MeasurePage({ id }: { readonly id: string }) {
  const say = useOversight();
  const term = useTerm();
  const me = useSession()?.person;
  const now = useNow();
  const asked = useAsk(MeasurePageDocument, { id });
  return (
    <Answer of={asked}>
      {({ measure }) =>
        measure ? (
          <>
            <PageHead
              title={
                <>
                  {term('MeasureKind', measure.kind)}{' '}
                  <Tag kind="MeasureState" value={measure.state} tone={MEASURE_TONES[measure.state]} />
                </>
              }
              text={<Identifier value={measure.id} whole />}
            />
            <div className="columns wide-left">
              <div className="stack">
                <Facts of={measure} />
                <Appeal of={measure} />
              </div>
              <div className="stack">
                <Ways of={movesOfMeasure(measure, me, now)} />
                <Life kind="MeasureState" of={measure.history} />
              </div>
            </div>
          </>
        ) : (
          <Nothing>{say('gone')}</Nothing>
        )
      }
    </Answer>
  );
}
