import '@xyflow/react/dist/style.css';
import {
  Background,
  Controls,
  MarkerType,
  ReactFlow,
  ReactFlowProvider,
  useNodesInitialized,
  useReactFlow,
  useStore,
} from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import { useLook } from '../app/look.ts';
import { count } from '../parts/format.ts';
import { Refusal } from '../parts/Refusal.tsx';
import { useTerm } from '../words/terms.ts';
import { CARD, GroupCard, type GroupNode, LineArrow, type LineEdge, PointCard, type PointNode } from './Cards.tsx';
import { useNarrow, usePlaces } from './drawing.ts';
import type { Grouped } from './group.ts';
import type { Places } from './layout.ts';
import { lineOf } from './Marks.tsx';
import { type About, type Lineage, lineId } from './model.ts';
import { groupName, nameOf } from './naming.ts';
import type { Pick } from './pick.ts';
import { useTitles } from './titles.ts';
import { useTrace } from './words.ts';

const NODES = { point: PointCard, group: GroupCard };
const EDGES = { line: LineArrow };

type Props = Pick & { readonly of: Lineage | Grouped; readonly about: ReadonlyMap<string, About> };

/** Brings the whole graph into view, again when it is laid out otherwise or has more or less room, until it is moved. */
function Fit({ to, moved }: { readonly to: Places; readonly moved: { readonly current: boolean } }) {
  const { fitView } = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const ready = useNodesInitialized();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another layout is fitted anew
  useEffect(() => {
    if (!ready || width === 0 || height === 0 || moved.current) return;
    const frame = requestAnimationFrame(() => void fitView({ padding: 0.08, maxZoom: 1.1 }));
    return () => cancelAnimationFrame(frame);
  }, [ready, to, width, height, fitView, moved]);
  return null;
}

function useDrawn({ of, about, at, marked, onPick, onOpen }: Props, places: Places | undefined) {
  const say = useTrace();
  const term = useTerm();
  const down = useNarrow();
  const titles = useTitles();
  return useMemo(() => {
    if (!places) return { nodes: [], edges: [] };
    const pale = (id: string) => marked !== undefined && !marked.has(id);
    const shared = (id: string) => ({
      id,
      position: places.get(id) ?? { x: 0, y: 0 },
      ...CARD,
      // Their size is known before they are drawn, so that the graph can be fitted at once.
      measured: CARD,
      data: { down, pale: pale(id), chosen: at === id, onPick },
    });
    const nodes: (PointNode | GroupNode)[] =
      'points' in of
        ? of.points
            .filter(({ id }) => places.has(id))
            .map((point): PointNode => {
              const one = shared(point.id);
              return { ...one, type: 'point', data: { ...one.data, point, about: about.get(point.id), onOpen } };
            })
        : of.groups
            .filter(({ id }) => places.has(id))
            .map((group): GroupNode => {
              const one = shared(group.id);
              return { ...one, type: 'group', data: { ...one.data, group, title: groupName(group, titles, say) } };
            });
    const names = new Map(
      'points' in of ? of.points.map((point) => [point.id, nameOf(point, about.get(point.id), say)]) : [],
    );
    const edges = ('points' in of ? of.lines : of.bundles).map((line, n): LineEdge => {
      const id = lineId(line);
      const state = line.alias ? say('alias') : term('EdgeState', line.state);
      const text =
        'count' in line
          ? `${state}: ${count(line.count)}`
          : say('edgeOf', { from: names.get(line.from) ?? line.from, to: names.get(line.to) ?? line.to, state });
      return {
        id: `${n}/${id}`,
        type: 'line',
        source: line.from,
        target: line.to,
        markerEnd: {
          type: MarkerType.ArrowClosed,
          color: `var(${lineOf(line).tone})`,
          width: 14,
          height: 14,
          markerUnits: 'userSpaceOnUse',
        },
        data: { line, id, text, pale: pale(line.from) || pale(line.to), chosen: at === id, onPick },
      };
    });
    return { nodes, edges };
  }, [of, about, at, marked, onPick, onOpen, places, say, term, down, titles]);
}

/** The lineage, or the groups of a large one, from left to right; from top to bottom where it is narrow. */
export function Graph(props: Props) {
  const say = useTrace();
  const look = useLook();
  const { places, error } = usePlaces(props.of);
  const moved = useRef(false);
  const { nodes, edges } = useDrawn(props, places);
  const size = 'points' in props.of ? props.of.points.length : props.of.groups.length;
  if (error !== undefined) return <Refusal error={error} />;
  if (!places)
    return (
      <p className="reading" role="status">
        {say('laying', { count: count(size) })}
      </p>
    );
  return (
    <section className="trace-canvas" aria-label={say('graphLabel')}>
      <ReactFlowProvider>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={NODES}
          edgeTypes={EDGES}
          colorMode={look}
          minZoom={0.05}
          maxZoom={2}
          onlyRenderVisibleElements={size > 150}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          zoomOnDoubleClick={false}
          preventScrolling
          onMoveEnd={(event) => {
            if (event) moved.current = true;
          }}
          onEdgeClick={(_, edge) => edge.data && props.onPick(edge.data.id)}
          ariaLabelConfig={{
            'controls.zoomIn.ariaLabel': say('zoomIn'),
            'controls.zoomOut.ariaLabel': say('zoomOut'),
            'controls.fitView.ariaLabel': say('fit'),
          }}
        >
          <Fit to={places} moved={moved} />
          <Background gap={24} />
          <Controls showInteractive={false} />
        </ReactFlow>
      </ReactFlowProvider>
    </section>
  );
}
