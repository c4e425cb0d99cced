import './licence.css';
import '../words/trade-terms.ts';
import { Link, useParams } from 'react-router';
import { useAsk } from '../data/query.ts';
import { AgreementPageDocument } from '../generated/licence.ts';
import { Answer } from '../parts/Answer.tsx';
import { Deadline } from '../parts/Deadline.tsx';
import { count } from '../parts/format.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { titled, useLanguage } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { Running } from './Agreements.tsx';
import { Facts } from './Facts.tsx';
import { Licence, PaperLine } from './Licence.tsx';
import { Moves } from './Moves.tsx';
import type { Found } from './moves.ts';
import { AGREEMENT_TONES } from './tones.ts';
import { useLicence } from './words.ts';

type Props = { readonly of: Found };

function Next({ of }: Props) {
  const say = useLicence();
  const { next, licensee, grantor } = of;
  const awaited = next?.entity === licensee?.id ? licensee : grantor;
  return (
    <Panel title={say('next')} className="next" extra={next ? <Deadline time={next.deadline} /> : null}>
      {next ? <p>{say('waits', { who: titled(awaited?.title) })}</p> : null}
      <Moves of={of} />
    </Panel>
  );
}

function Quota({ of: { quota } }: Props) {
  const say = useLicence();
  if (!quota) return null;
  const { drawn, spent, remainder, lanes } = quota;
  return (
    <Panel title={say('quota')}>
      <p>
        {say('quotaText', {
          count: count(quota.count),
          spent: count(spent),
          drawn: count(drawn),
          remainder: count(remainder),
        })}
      </p>
      <ul className="lanes">
        {lanes.map(({ lane, slots, spent: used }) => {
          const left = say('lane', { lane, left: count(slots - used), slots: count(slots) });
          return (
            <li key={lane}>
              <small>{left}</small>
              <meter min={0} max={Math.max(1, slots)} value={slots - used} aria-label={left} />
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function Chain({ of: { restsOn } }: Props) {
  const say = useLicence();
  if (restsOn.length === 0) return null;
  return (
    <Panel title={say('chain')}>
      <p className="hint">{say('chainText')}</p>
      <ol className="chain-list">
        {restsOn.map(({ id, state, grantor, licensee }) => (
          <li key={id}>
            <Link to={`/agreements/${id}`}>
              {titled(grantor?.title)} → {titled(licensee?.title)}
            </Link>
            <Tag kind="AgreementState" value={state} tone={AGREEMENT_TONES[state]} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function End({ of: { termination, reason } }: Props) {
  const say = useLicence();
  const term = useTerm();
  if (!termination) return reason ? <Panel title={say('ends_title')}>{reason}</Panel> : null;
  return (
    <Panel title={say('ends_title')} extra={<Deadline time={termination.effectiveAt} />}>
      <dl className="facts">
        <dt>{say('ground')}</dt>
        <dd>{term('AgreementEnd', termination.ground)}</dd>
        <dt>{say('reason')}</dt>
        <dd>{termination.reason}</dd>
        <dt>{say('signed')}</dt>
        <dd>
          {termination.by.person} · <Moment time={termination.givenAt} />
        </dd>
        {termination.evidence.map((paper) => (
          <div key={paper.sha256}>
            <dt>{say('evidence')}</dt>
            <dd>
              <PaperLine of={paper} />
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

/** A licence that binds two institutions: what it allows, what it rests on, how much of it is used, and its end. */
export default function Agreement() {
  const say = useLicence();
  useLanguage();
  const { id = '' } = useParams();
  const asked = useAsk(AgreementPageDocument, { id });
  return (
    <Answer of={asked}>
      {({ agreement: found }) =>
        found ? (
          <>
            <PageHead
              title={
                <>
                  {titled(found.asset?.text?.descriptor?.title) || found.assetId} <Running of={found} />
                </>
              }
              text={
                <>
                  {say('agreement')} · {titled(found.grantor?.title)} → {titled(found.licensee?.title)} ·{' '}
                  <Identifier value={found.id} />
                </>
              }
            />
            <div className="columns wide-left">
              <div className="stack">
                <Next of={found} />
                <End of={found} />
                <Licence of={found} licensee={titled(found.licensee?.title)} />
              </div>
              <div className="stack">
                <Facts of={found} />
                <Quota of={found} />
                <Chain of={found} />
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
