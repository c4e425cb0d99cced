import { MultiDirectedGraph as Net } from 'graphology';
import { useEffect, useMemo, useRef } from 'react';
import Sigma from 'sigma';
import { useLook } from '../app/look.ts';
import { columns } from './group.ts';
import { lineOf } from './Marks.tsx';
import type { Lineage } from './model.ts';
import { short } from './naming.ts';
import type { Pick } from './pick.ts';
import { useTrace } from './words.ts';

const GRADES = { GENERAL: '--good', IMPORTANT: '--warn', CORE: '--bad' } as const;

/** The page's colours as they are now, for what is drawn by WebGL. */
function tones(): (name: string) => string {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(name).trim();
}

function netOf(lineage: Lineage, tone: (name: string) => string): Net {
  const net = new Net();
  const places = columns(lineage);
  for (const { id, grade, visible, side } of lineage.points)
    net.addNode(id, {
      ...places.get(id),
      size: side === 'start' ? 9 : 3,
      label: short(id),
      color: side === 'start' ? tone('--brand') : visible ? tone(GRADES[grade ?? 'GENERAL']) : tone('--soft'),
    });
  for (const line of lineage.lines)
    net.addDirectedEdge(line.from, line.to, {
      size: line.state === 'DISPUTED' ? 2 : 0.6,
      color: `${tone(lineOf(line).tone)}`,
    });
  return net;
}

/** Every node of a large graph, by WebGL: hop by hop from left to right. */
export default function Many({ of, at, marked, onPick }: Pick & { readonly of: Lineage }) {
  const say = useTrace();
  const look = useLook();
  const ref = useRef<HTMLDivElement>(null);
  const sigma = useRef<Sigma>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the look decides the colours
  const net = useMemo(() => netOf(of, tones()), [of, look]);
  useEffect(() => {
    if (!ref.current) return;
    const tone = tones();
    const drawn = new Sigma(net, ref.current, {
      labelColor: { color: tone('--ink') },
      labelRenderedSizeThreshold: 7,
      hideEdgesOnMove: true,
      hideLabelsOnMove: true,
      zIndex: true,
      allowInvalidContainer: true,
    });
    drawn.on('clickNode', ({ node }) => onPick(node));
    sigma.current = drawn;
    return () => drawn.kill();
  }, [net, onPick]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another drawing is marked anew
  useEffect(() => {
    const pale = tones()('--line');
    sigma.current?.setSetting('nodeReducer', (id, node) => ({
      ...node,
      ...(marked && !marked.has(id) ? { color: pale } : {}),
      ...(at === id ? { highlighted: true, size: 8 } : {}),
    }));
  }, [at, marked, net]);
  return <section ref={ref} className="trace-canvas" aria-label={say('graphLabel')} />;
}
