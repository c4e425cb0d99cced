import type { ELK, ElkNode } from 'elkjs/lib/elk-api.js';
import Imported from 'elkjs/lib/elk-api.js';
import workerUrl from 'elkjs/lib/elk-worker.min.js?url';

/** ELK's layered layout, worked out by ELK's own worker. */
export type Rectangle = { readonly id: string; readonly width: number; readonly height: number };
export type Ends = { readonly from: string; readonly to: string };
export type Places = ReadonlyMap<string, { readonly x: number; readonly y: number }>;

type Maker = new (settings: { workerFactory: () => Worker }) => ELK;
const Elk = ((Imported as { default?: unknown }).default ?? Imported) as Maker;

let elk: ELK | undefined;

export async function laidOut(boxes: readonly Rectangle[], arrows: readonly Ends[], down: boolean): Promise<Places> {
  elk ??= new Elk({ workerFactory: () => new Worker(workerUrl) });
  const graph: ElkNode = {
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': down ? 'DOWN' : 'RIGHT',
      'elk.layered.spacing.nodeNodeBetweenLayers': down ? '64' : '96',
      'elk.spacing.nodeNode': '28',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
    },
    children: boxes.map(({ id, width, height }) => ({ id, width, height })),
    edges: arrows.map(({ from, to }, n) => ({ id: `${n}`, sources: [from], targets: [to] })),
  };
  const { children = [] } = await elk.layout(graph);
  return new Map(children.map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
}
