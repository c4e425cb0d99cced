import { Button } from 'antd';
import { useState } from 'react';
import { usePages } from '../data/pages.ts';
import { GradeFrontierDocument } from '../generated/oversight.ts';
import { count } from '../parts/format.ts';
import { Paged, Total } from '../parts/Paged.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { Tag } from '../parts/Tag.tsx';
import { act } from '../session/act.ts';
import { useHasRole, useSession } from '../session/session.ts';
import { useLanguage } from '../words/i18n.ts';
import { Acts } from './Act.tsx';
import { NodeNamed } from './Shown.tsx';
import { useOversight } from './words.ts';

/** Hops that one command carries at most. */
const HOPS = 50;

type Hop = { readonly from: string; readonly to: string };

function Push({ of }: { readonly of: readonly Hop[] }) {
  const say = useOversight();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const edges = of.slice(0, HOPS).map(({ from, to }) => ({ from, to }));
  const push = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await act('grading:push', { edges });
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div>
        <Button type="primary" loading={busy} onClick={() => void push()}>
          {busy ? say('pushing') : say('push', { count: count(edges.length) })}
        </Button>
      </div>
      {error === undefined ? null : <Refusal error={error} />}
    </>
  );
}

/** Where raised grades have not arrived yet, and carrying them on. */
export function Grades() {
  const say = useOversight();
  useLanguage();
  const raises = useHasRole('HOLDER', 'REGISTRAR');
  const member = Boolean(useSession()?.person.entity);
  const pages = usePages(GradeFrontierDocument, {}, ({ gradeFrontier }) => gradeFrontier);
  return (
    <Panel
      title={say('grades')}
      extra={
        <>
          {raises ? <Acts of={[{ command: 'grading:raise', known: {} }]} /> : null}
          <Total of={pages} />
        </>
      }
    >
      <p className="hint lead">{say('gradesText')}</p>
      <Paged of={pages} none={<Nothing>{say('gradesNone')}</Nothing>}>
        {(nodes) => (
          <div className="stack">
            {member ? <Push of={nodes} /> : null}
            <ul className="rows">
              {nodes.map(({ from, to, fromGrade, toGrade, edge }) => (
                <li key={`${from}/${to}`}>
                  <span>
                    {say('from')} <NodeNamed id={from} release={edge.fromRelease} />{' '}
                    <Tag kind="Grade" value={fromGrade} />
                  </span>
                  <span>
                    {say('reached')} <NodeNamed id={to} release={edge.toRelease} /> <Tag kind="Grade" value={toGrade} />{' '}
                    <Tag kind="EdgeState" value={edge.state} />
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </Paged>
    </Panel>
  );
}
