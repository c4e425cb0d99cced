import { lazy, Suspense } from 'react';
import { useAsk } from '../data/query.ts';
import { TraceEdgeDocument } from '../generated/trace.ts';
import { Answer } from '../parts/Answer.tsx';
import { Deadline } from '../parts/Deadline.tsx';
import { moment } from '../parts/format.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Nothing } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useTerm } from '../words/terms.ts';
import type { Line } from './model.ts';
import { Fact } from './Node.tsx';
import { useTrace } from './words.ts';

const MovesOfEdge = lazy(() => import('../lineage/EdgeMoves.tsx'));

/** What there is to know of an edge: who says so, who answered, by which run, which column became which. */
export function EdgeDetail({ line, names }: { readonly line: Line; readonly names: (id: string) => string }) {
  const say = useTrace();
  const term = useTerm();
  const asked = useAsk(TraceEdgeDocument, { from: line.from, to: line.to }, { when: !line.alias });
  const ends = (
    <p>
      {names(line.from)} → {names(line.to)}
    </p>
  );
  if (line.alias)
    return (
      <>
        {ends}
        <span className="tag plain">{say('alias')}</span>
      </>
    );
  return (
    <Answer of={asked}>
      {({ edge }) =>
        edge && edge.from === line.from && edge.to === line.to ? (
          <div className="stack">
            {ends}
            <dl className="facts">
              <Fact name={say('state')}>
                <Tag kind="EdgeState" value={edge.state} />
              </Fact>
              <Fact name={say('claimedBy')}>
                {edge.claimedBy.person} <small>{edge.claimedBy.msp}</small>
              </Fact>
              {edge.answeredBy ? (
                <Fact name={say('answeredBy')}>
                  {edge.answeredBy.person} <small>{edge.answeredBy.msp}</small>
                </Fact>
              ) : null}
              {edge.reason ? <Fact name={say('reason')}>{edge.reason}</Fact> : null}
              {edge.arbitration ? (
                <Fact name={say('arbiter')}>
                  <Identifier value={edge.arbitration.arbiter} /> {edge.arbitration.ground}
                </Fact>
              ) : null}
              {edge.next ? (
                <Fact name={say('next')}>
                  {term('Mover', edge.next.mover)} · <Deadline time={edge.next.deadline} /> ·{' '}
                  <small>{term('Silence', edge.next.silence)}</small>
                </Fact>
              ) : null}
              {edge.run ? (
                <Fact name={say('run')}>
                  {term('RunKind', edge.run.kind)} · {edge.run.job.namespace} / {edge.run.job.name}{' '}
                  {edge.run.startedAt ? <small>{moment(edge.run.startedAt)}</small> : null}
                </Fact>
              ) : null}
              <Fact name={say('recorded')}>
                <Moment time={edge.recorded.time} block={edge.recorded.block} />
              </Fact>
              <Fact name={say('transaction')}>
                <Identifier value={edge.recorded.transactionId} />
              </Fact>
            </dl>
            <Suspense fallback={null}>
              <MovesOfEdge from={edge.from} to={edge.to} />
            </Suspense>
            <h3>{say('columns')}</h3>
            {edge.columns.length === 0 ? <p className="hint">{say('columnsUnsaid')}</p> : null}
            <ul className="rows">
              {edge.columns.map(({ from, to, transformation }) => (
                <li key={`${from}/${to}`}>
                  <span>
                    <code>{from}</code> → <code>{to}</code>{' '}
                    <span className="tag plain">{term('Transformation', transformation)}</span>
                  </span>
                </li>
              ))}
            </ul>
            <h3>{say('history')}</h3>
            <ol className="timeline">
              {edge.history.toReversed().map(({ state, recorded }) => (
                <li key={`${recorded.transactionId}/${state}`}>
                  <Tag kind="EdgeState" value={state} />
                  <small>
                    <Moment time={recorded.time} block={recorded.block} />
                  </small>
                </li>
              ))}
            </ol>
          </div>
        ) : (
          <>
            {ends}
            {edge ? null : <Nothing>{say('gone')}</Nothing>}
          </>
        )
      }
    </Answer>
  );
}
