import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useMemo } from 'react';
import { Panel } from '../parts/Panel.tsx';
import { EdgeDetail } from './Edge.tsx';
import { type By, grouped } from './group.ts';
import { PointRows } from './Listing.tsx';
import { type About, type Lineage, lineId } from './model.ts';
import { NodeDetail } from './Node.tsx';
import { nameOf } from './naming.ts';
import type { Mark } from './pick.ts';
import type { Question } from './question.ts';
import { useTrace } from './words.ts';

type Props = {
  readonly of: Lineage;
  readonly about: ReadonlyMap<string, About>;
  readonly question: Question;
  readonly by: By;
  readonly at: string;
  readonly onPick: (id: string) => void;
  readonly onOpen: (id: string) => void;
  readonly onMark: Mark;
};

/** Beside the graph: the node, edge or group that was clicked. */
export function Detail({ of, about, question, by, at, onPick, onOpen, onMark }: Props) {
  const say = useTrace();
  const point = of.points.find(({ id }) => id === at);
  const line = point ? undefined : of.lines.find((one) => lineId(one) === at);
  const members = useMemo(() => {
    if (point || line) return [];
    const inside = new Set(grouped(of, by).groups.find(({ id }) => id === at)?.members);
    return of.points.filter(({ id }) => inside.has(id));
  }, [of, by, at, point, line]);
  const names = (id: string) =>
    nameOf(of.points.find((one) => one.id === id) ?? { id, visible: true }, about.get(id), say);
  if (!point && !line && members.length === 0) return null;
  return (
    <Panel
      className="trace-detail"
      title={point ? nameOf(point, about.get(point.id), say) : say(line ? 'edges' : 'members')}
      extra={
        <Button
          type="text"
          icon={<CloseOutlined aria-hidden="true" />}
          aria-label={say('close')}
          onClick={() => onPick(at)}
        />
      }
    >
      {point ? <NodeDetail point={point} about={about.get(point.id)} question={question} onMark={onMark} /> : null}
      {line ? <EdgeDetail line={line} names={names} /> : null}
      {members.length > 0 ? (
        <PointRows points={members} about={about} at={at} marked={undefined} onPick={onPick} onOpen={onOpen} />
      ) : null}
    </Panel>
  );
}
