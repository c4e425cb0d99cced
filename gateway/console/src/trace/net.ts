import { MultiDirectedGraph as Net } from 'graphology';
import { columns } from './group.ts';
import { lineOf } from './Marks.tsx';
import type { Lineage } from './model.ts';

const GRADES = { GENERAL: '--good', IMPORTANT: '--warn', CORE: '--bad' } as const;

export type Tone = (name: string) => string;

/** The page's colours as they are now, for what is drawn by WebGL. */
export function tones(): Tone {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(name).trim();
}

/** A lineage as sigma draws it: every node in the column of its hop, every edge a line in the colour of its state. */
export function netOf(lineage: Lineage, tone: Tone): Net {
  const net = new Net();
  const places = columns(lineage);
  for (const { id, grade, visible, side } of lineage.points)
    net.addNode(id, {
      ...places.get(id),
      size: side === 'start' ? 9 : 3,
      color: side === 'start' ? tone('--brand') : visible ? tone(GRADES[grade ?? 'GENERAL']) : tone('--soft'),
    });
  for (const line of lineage.lines)
    net.addDirectedEdge(line.from, line.to, {
      size: line.state === 'DISPUTED' ? 2 : 0.6,
      color: tone(lineOf(line).tone),
    });
  return net;
}
