import { Link } from 'react-router';
import { usePages } from '../data/pages.ts';
import { ReportsDocument } from '../generated/oversight.ts';
import { Moment } from '../parts/Moment.tsx';
import { Paged, Total } from '../parts/Paged.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useHasRole, useSession } from '../session/session.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { Acts } from './Act.tsx';
import { movesOfReport } from './moves.ts';
import { REPORT_TONES } from './tones.ts';
import { useOversight } from './words.ts';

/** Assessors' opinions that one may see, and what registrars made of them. */
export function Reports() {
  const say = useOversight();
  useLanguage();
  const me = useSession()?.person;
  const assessor = useHasRole('ASSESSOR');
  const pages = usePages(ReportsDocument, {}, ({ reports }) => reports);
  return (
    <Panel
      title={say('reports')}
      extra={
        <>
          {assessor ? <Acts of={[{ command: 'report:sign', known: {} }]} /> : null}
          <Total of={pages} />
        </>
      }
    >
      <p className="hint lead">{say('reportsText')}</p>
      <Paged of={pages} none={<Nothing>{say('reportsNone')}</Nothing>}>
        {(nodes) => (
          <ul className="rows">
            {nodes.map((one) => (
              <li key={one.id}>
                <span className="row-head">
                  <Link to={`/oversight/${one.id}`} className="big">
                    {say('reportOf', { entity: titled(one.entity?.title) || one.entityId })}
                  </Link>
                  <Tag kind="ReportState" value={one.state} tone={REPORT_TONES[one.state]} />
                  <span className="end">
                    {say('to')} <Tag kind="Grade" value={one.grade} />
                  </span>
                </span>
                <small>
                  {say('assessor')} {titled(one.assessor?.title)} · {one.signedBy.person} ·{' '}
                  <Moment time={one.signedAt} block={one.recorded.block} />
                </small>
                <Acts of={movesOfReport(one, me)} />
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </Panel>
  );
}
