import { CloudOutlined, EyeInvisibleOutlined, PlusOutlined } from '@ant-design/icons';
import {
  BaseEdge,
  type Edge,
  EdgeLabelRenderer,
  type EdgeProps,
  getBezierPath,
  Handle,
  type Node,
  type NodeProps,
  Position,
} from '@xyflow/react';
import { count } from '../parts/format.ts';
import type { Bundle, Group } from './group.ts';
import { GradeLetter, lineOf } from './Marks.tsx';
import type { About, Line, Point } from './model.ts';
import { nameOf, subOf } from './naming.ts';
import { useTrace } from './words.ts';

export const CARD = { width: 230, height: 78 } as const;

type Shared = {
  readonly down: boolean;
  readonly pale: boolean;
  readonly chosen: boolean;
  readonly onPick: (id: string) => void;
};
export type PointNode = Node<
  Shared & { point: Point; about: About | undefined; onOpen: (id: string) => void },
  'point'
>;
export type GroupNode = Node<Shared & { group: Group; title: string }, 'group'>;
export type LineEdge = Edge<
  { line: Line | Bundle; id: string; text: string; pale: boolean; chosen: boolean; onPick: (id: string) => void },
  'line'
>;

function Ends({ down }: { readonly down: boolean }) {
  return (
    <>
      <Handle type="target" position={down ? Position.Top : Position.Left} isConnectable={false} />
      <Handle type="source" position={down ? Position.Bottom : Position.Right} isConnectable={false} />
    </>
  );
}

/** A node as a card: what it is called, whose it is, its grade, and what is particular about it. */
export function PointCard({ data: { point, about, down, pale, chosen, onPick, onOpen } }: NodeProps<PointNode>) {
  const say = useTrace();
  const name = nameOf(point, about, say);
  const kind = point.visible ? (about?.kind === 'EXTERNAL' ? 'outside' : '') : 'hidden-one';
  return (
    <div className={['trace-card', kind, point.side === 'start' ? 'start' : '', pale ? 'pale' : ''].join(' ')}>
      <Ends down={down} />
      <button type="button" aria-pressed={chosen} onClick={() => onPick(point.id)} title={point.id}>
        <span className="trace-name">
          {kind === 'hidden-one' ? <EyeInvisibleOutlined aria-hidden="true" /> : null}
          {kind === 'outside' ? <CloudOutlined aria-hidden="true" /> : null}
          <b>{name}</b>
        </span>
        <small>{subOf(point, about, say)}</small>
        <span className="trace-marks">
          {point.grade || about?.kind !== 'EXTERNAL' ? <GradeLetter grade={point.grade ?? 'GENERAL'} /> : null}
          {point.side === 'start' ? <span className="tag info">{say('start')}</span> : null}
          {about?.recalled ? <span className="tag bad">⟲ {say('recalled')}</span> : null}
          {point.cut && !(point.visible && about?.kind === 'RELEASE') ? (
            <span className="tag plain">{say('cut')}</span>
          ) : null}
        </span>
      </button>
      {point.cut && point.visible && about?.kind === 'RELEASE' ? (
        <button
          type="button"
          className="trace-cut"
          aria-label={say('cutHere', { name })}
          onClick={() => onOpen(point.id)}
        >
          <PlusOutlined aria-hidden="true" />
        </button>
      ) : null}
    </div>
  );
}

/** Many nodes of one hop and grade, or of one entity, as one card. */
export function GroupCard({ data: { group, title, down, pale, chosen, onPick } }: NodeProps<GroupNode>) {
  const say = useTrace();
  const where = { start: 'start', upstream: 'sideUp', downstream: 'sideDown', both: 'hop' } as const;
  return (
    <div className={['trace-card group', group.hidden ? 'hidden-one' : '', pale ? 'pale' : ''].join(' ')}>
      <Ends down={down} />
      <button type="button" aria-pressed={chosen} onClick={() => onPick(group.id)}>
        <span className="trace-name">
          {group.hidden ? <EyeInvisibleOutlined aria-hidden="true" /> : null}
          <b>{title}</b>
        </span>
        <small>
          {group.by === 'entity' ? `${say('groupOf', { count: count(group.members.length) })} · ` : ''}
          {say(where[group.side], { hop: group.hop })}
          {group.hidden ? ` · ${say('hidden')}` : ''}
        </small>
        <span className="trace-marks">
          <GradeLetter grade={group.grade} />
          {group.cut > 0 ? (
            <span className="tag plain">
              {say('cut')} {count(group.cut)}
            </span>
          ) : null}
        </span>
      </button>
    </div>
  );
}

/** An edge with the sign of its state on it, which opens it. */
export function LineArrow({ data, markerEnd, ...ends }: EdgeProps<LineEdge>) {
  const [path, x, y] = getBezierPath(ends);
  if (!data) return null;
  const { tone, dash, width, sign } = lineOf(data.line);
  const many = 'count' in data.line ? data.line.count : 0;
  const thick = many > 1 ? Math.min(8, width + Math.log2(many) / 2) : width;
  return (
    <>
      <BaseEdge
        path={path}
        interactionWidth={18}
        {...(markerEnd ? { markerEnd } : {})}
        style={{
          stroke: `var(${tone})`,
          strokeWidth: data.chosen ? thick + 1.5 : thick,
          strokeDasharray: dash,
          opacity: data.pale ? 0.25 : 1,
        }}
      />
      <EdgeLabelRenderer>
        <button
          type="button"
          className="trace-sign nodrag nopan"
          aria-label={data.text}
          aria-pressed={data.chosen}
          title={data.text}
          style={{
            transform: `translate(-50%, -50%) translate(${x}px, ${y}px)`,
            color: `var(${tone})`,
            opacity: data.pale ? 0.4 : 1,
          }}
          onClick={() => data.onPick(data.id)}
        >
          {sign}
          {many > 1 ? ` ${count(many)}` : ''}
        </button>
      </EdgeLabelRenderer>
    </>
  );
}
