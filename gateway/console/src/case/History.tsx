import type { CaseFileQuery } from '../generated/case.ts';
import { Moment } from '../parts/Moment.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useCase } from './words.ts';

/** Every state that the case was in, the newest first, with the block that says so. */
export function History({ of }: { readonly of: NonNullable<CaseFileQuery['case']> }) {
  const say = useCase();
  const states = of.history.filter((version, index, all) => index === 0 || version.state !== all[index - 1]?.state);
  return (
    <Panel title={say('history')}>
      {states.length === 0 ? <p className="hint">{say('notShown')}</p> : null}
      <ol className="timeline">
        {states.toReversed().map(({ state, recorded }) => (
          <li key={recorded.transactionId}>
            <Tag kind="CaseState" value={state} />
            <small>
              <Moment time={recorded.time} block={recorded.block} />
            </small>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
