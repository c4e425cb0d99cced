import type { CaseFileQuery } from '../generated/case.ts';
import { Moment } from '../parts/Moment.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useTerm } from '../words/terms.ts';
import { useCase } from './words.ts';

type Found = NonNullable<CaseFileQuery['case']>;

/** Who objected and appealed, on what ground, and what was decided. */
export function Objections({ of }: { readonly of: Found }) {
  const say = useCase();
  const term = useTerm();
  if (of.objections.length === 0 && of.appeals.length === 0) return null;
  return (
    <Panel title={say('objections')}>
      <ul className="rows">
        {of.objections.map(({ n, by, ground, statement, state, reason, openedAt }) => (
          <li key={n}>
            <span className="row-head">
              <span>
                {n}. {term('ObjectionGround', ground)}
              </span>
              <Tag kind="ObjectionState" value={state} />
            </span>
            <p>{statement}</p>
            {reason ? <p className="hint">{reason}</p> : null}
            <small>
              {by.entity} · {by.person} · <Moment time={openedAt} />
            </small>
          </li>
        ))}
        {of.appeals.map(({ by, grounds, outcome, reason, openedAt }) => (
          <li key={openedAt}>
            <span className="row-head">
              <span>{say('appeals')}</span>
              {outcome ? <Tag kind="AppealOutcome" value={outcome} /> : null}
            </span>
            <p>{grounds}</p>
            {reason ? <p className="hint">{reason}</p> : null}
            <small>
              {by.entity} · {by.person} · <Moment time={openedAt} />
            </small>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
