import { Button } from 'antd';
import { useState } from 'react';
import { count } from '../parts/format.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { Tag } from '../parts/Tag.tsx';
import { titled } from '../words/i18n.ts';
import { GradeLetter } from './Marks.tsx';
import { type About, type Line, type Lineage, lineId, type Point } from './model.ts';
import { nameOf } from './naming.ts';
import type { Pick } from './pick.ts';
import { useTrace } from './words.ts';

const STEP = 100;

type Props = Pick & {
  readonly of: Lineage;
  readonly about: ReadonlyMap<string, About>;
};

function Rest({ left, onMore }: { readonly left: number; readonly onMore: () => void }) {
  const say = useTrace();
  return left > 0 ? <Button onClick={onMore}>{say('more', { count: count(Math.min(left, STEP)) })}</Button> : null;
}

export function PointRows({
  points,
  about,
  at,
  onPick,
  onOpen,
}: Omit<Props, 'of'> & { readonly points: readonly Point[] }) {
  const say = useTrace();
  const [shown, setShown] = useState(STEP);
  const where = { start: 'start', upstream: 'sideUp', downstream: 'sideDown', both: 'hop' } as const;
  return (
    <>
      <section className="scroll" aria-label={say('nodes')}>
        <table>
          <thead>
            <tr>
              <th>{say('node')}</th>
              <th>{say('hop', { hop: '' })}</th>
              <th>{say('grade')}</th>
              <th>{say('holder')}</th>
            </tr>
          </thead>
          <tbody>
            {points.slice(0, shown).map((point) => (
              <tr key={point.id} aria-current={at === point.id ? 'true' : undefined}>
                <td>
                  <button type="button" className="link" onClick={() => onPick(point.id)}>
                    {nameOf(point, about.get(point.id), say)}
                  </button>{' '}
                  {about.get(point.id)?.recalled ? <span className="tag bad">{say('recalled')}</span> : null}{' '}
                  {point.cut ? (
                    <Button size="small" disabled={!point.visible} onClick={() => onOpen(point.id)}>
                      {say('cutList')}
                    </Button>
                  ) : null}
                  <br />
                  <Identifier value={point.id} />
                </td>
                <td>{say(where[point.side], { hop: point.hop })}</td>
                <td>
                  {about.get(point.id)?.kind === 'EXTERNAL' ? '—' : <GradeLetter grade={point.grade ?? 'GENERAL'} />}
                </td>
                <td>{titled(about.get(point.id)?.holder?.title) || '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Rest left={points.length - shown} onMore={() => setShown(shown + STEP)} />
    </>
  );
}

function LineRows({ of, about, at, onPick }: Props) {
  const say = useTrace();
  const [shown, setShown] = useState(STEP);
  const points = new Map(of.points.map((point) => [point.id, point]));
  const name = (id: string) => nameOf(points.get(id) ?? { id, visible: true }, about.get(id), say);
  const open = (line: Line) => onPick(lineId(line));
  return (
    <>
      <section className="scroll" aria-label={say('edges')}>
        <table>
          <thead>
            <tr>
              <th>{say('from')}</th>
              <th>{say('to')}</th>
              <th>{say('state')}</th>
            </tr>
          </thead>
          <tbody>
            {of.lines.slice(0, shown).map((line) => (
              <tr key={lineId(line)} aria-current={at === lineId(line) ? 'true' : undefined}>
                <td>{name(line.from)}</td>
                <td>{name(line.to)}</td>
                <td>
                  <button type="button" className="link" onClick={() => open(line)}>
                    {line.alias ? (
                      <span className="tag plain">{say('alias')}</span>
                    ) : (
                      <Tag kind="EdgeState" value={line.state} />
                    )}
                  </button>{' '}
                  {line.loop ? <small>{say('loop')}</small> : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Rest left={of.lines.length - shown} onMore={() => setShown(shown + STEP)} />
    </>
  );
}

/** What the graph shows, as tables: for the keyboard, and for who hears the page. */
export function Listing(props: Props) {
  const say = useTrace();
  return (
    <div className="stack">
      <h3>{say('nodes')}</h3>
      <PointRows {...props} points={props.of.points} />
      <h3>{say('edges')}</h3>
      <LineRows {...props} />
    </div>
  );
}
