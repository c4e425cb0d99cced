import { Papers } from '../case/Papers.tsx';
import { useAsk } from '../data/query.ts';
import { ReportPageDocument, type ReportPageQuery } from '../generated/oversight.ts';
import { Answer } from '../parts/Answer.tsx';
import { Identifier } from '../parts/Identifier.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { Named } from '../session/Named.tsx';
import { useNames } from '../session/names.ts';
import { useSession } from '../session/session.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { movesOfReport } from './moves.ts';
import { Fact, Life, Ways } from './Shown.tsx';
import { REPORT_TONES } from './tones.ts';
import { useOversight } from './words.ts';

function Facts({ of }: { readonly of: NonNullable<ReportPageQuery['report']> }) {
  const say = useOversight();
  const names = useNames();
  return (
    <Panel title={say('facts')}>
      <dl className="facts">
        <Fact name={say('opinion')}>{of.opinion}</Fact>
        <Fact name={say('to')}>
          <Tag kind="Grade" value={of.grade} />
        </Fact>
        <Fact name={say('inputs')}>
          {of.inputs.map(({ release, grade }) => (
            <div key={release}>
              <Named id={release} /> <Tag kind="Grade" value={grade} />
            </div>
          ))}
        </Fact>
        {of.release ? (
          <Fact name={say('release')}>
            <Named id={of.release} />
          </Fact>
        ) : null}
        <Fact name={say('outputs')}>
          {of.outputs.map((digest) => (
            <div key={digest}>
              <Identifier value={digest} />
            </div>
          ))}
        </Fact>
        <Fact name={say('assessor')}>
          {titled(of.assessor?.title)} <small>{of.signedBy.person}</small> · <Moment time={of.signedAt} />
        </Fact>
        {of.decidedBy ? (
          <Fact name={say('decided')}>
            {names.signer(of.decidedBy)} {of.reason ? `· ${of.reason}` : ''}
          </Fact>
        ) : null}
        <Fact name={say('recorded')}>
          <Moment time={of.recorded.time} block={of.recorded.block} />
        </Fact>
      </dl>
      <h3>{say('evidence')}</h3>
      <Papers papers={of.evidence} />
    </Panel>
  );
}

/** One de-identification report: what it says of which outputs and inputs, and what a registrar made of it. */
export function ReportPage({ id }: { readonly id: string }) {
  const say = useOversight();
  useLanguage();
  const me = useSession()?.person;
  const asked = useAsk(ReportPageDocument, { id });
  return (
    <Answer of={asked}>
      {({ report }) =>
        report ? (
          <>
            <PageHead
              title={
                <>
                  {say('reportOf', { entity: titled(report.entity?.title) || report.entityId })}{' '}
                  <Tag kind="ReportState" value={report.state} tone={REPORT_TONES[report.state]} />
                </>
              }
              text={<Identifier value={report.id} whole />}
            />
            <div className="columns wide-left">
              <Facts of={report} />
              <div className="stack">
                <Ways of={movesOfReport(report, me)} />
                <Life kind="ReportState" of={report.history} />
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
