import type { MultiDirectedGraph as Net } from 'graphology';
import Sigma from 'sigma';
import { tones } from './net.ts';
import { type Place, type Shift, under } from './shift.ts';

/** How near a click must come to a node that is smaller. */
const REACH_PX = 9;
/** The sheet's size in frames: what hangs over is there when it is moved. Must be what `.trace-sheet` says. */
const OVER = 5 / 3;
const NEAREST = 0.01;
const FURTHEST = OVER * 3;
/** From back to front, as sigma stacks them. */
const LAYERS = ['edges', 'nodes', 'labels'] as const;
const CHOSEN = ['hovers', 'hoverNodes'] as const;

export type View = { readonly x: number; readonly y: number; readonly ratio: number };

export const WHOLE: View = { x: 0.5, y: 0.5, ratio: OVER };

type Look = {
  readonly names: ReadonlyMap<string, string>;
  readonly marked: ReadonlySet<string> | undefined;
  readonly at: string | undefined;
};

/**
 * Draws a large graph by WebGL behind the page and copies it onto one canvas, which can be moved without drawing: sigma has
 * seven canvases, and on a machine without a graphics card each drawing of thousands of edges takes as long as several frames.
 */
export class Drawer {
  readonly #sigma: Sigma;
  readonly #still: HTMLCanvasElement;
  #drawn: (() => void)[] = [];
  #chosen = false;

  constructor(net: Net, stage: HTMLElement, still: HTMLCanvasElement, view: View) {
    const tone = tones();
    this.#still = still;
    this.#sigma = new Sigma(net, stage, {
      labelColor: { color: tone('--ink') },
      labelFont: getComputedStyle(document.body).fontFamily,
      labelRenderedSizeThreshold: 5,
      labelGridCellSize: 160,
      zIndex: true,
      allowInvalidContainer: true,
    });
    this.#sigma.getCamera().setState(view);
    this.#sigma.on('afterRender', () => this.#copy(tone('--ground')));
  }

  #copy(ground: string): void {
    const canvases = this.#sigma.getCanvases();
    const { width, height } = canvases.nodes ?? this.#still;
    if (width === 0 || height === 0) return;
    if (this.#still.width !== width) this.#still.width = width;
    if (this.#still.height !== height) this.#still.height = height;
    const pen = this.#still.getContext('2d', { alpha: false });
    if (!pen) return;
    pen.fillStyle = ground;
    pen.fillRect(0, 0, width, height);
    // A WebGL canvas can be read only before the browser has shown it: in the task that drew it.
    // Each costs its reading: what is empty is left out.
    for (const layer of this.#chosen ? [...LAYERS, ...CHOSEN] : LAYERS)
      if (canvases[layer]) pen.drawImage(canvases[layer], 0, 0, width, height);
    for (const tell of this.#drawn.splice(0)) tell();
  }

  get view(): View {
    const { x, y, ratio } = this.#sigma.getCamera().getState();
    return { x, y, ratio };
  }

  /** How much nearer or further one may go from the present view. */
  limits(): readonly [number, number] {
    const { ratio } = this.view;
    return [ratio / FURTHEST, ratio / NEAREST];
  }

  show(view: View): void {
    this.#sigma.getCamera().setState(view);
  }

  /** Draws what a shift of the present drawing shows; tells when that is on the canvas. */
  settle(shift: Shift, drawn: () => void): void {
    const { width, height } = this.#sigma.getDimensions();
    const { x, y } = this.#sigma.viewportToFramedGraph(under(shift, { x: width / 2, y: height / 2 }));
    this.#drawn.push(drawn);
    this.show({ x, y, ratio: this.view.ratio / shift.scale });
    this.#sigma.scheduleRender();
  }

  /** The node that is drawn at a place, or next to it. */
  nodeAt(place: Place): string | undefined {
    let nearest: string | undefined;
    let least = Number.POSITIVE_INFINITY;
    this.#sigma.getGraph().forEachNode((id) => {
      const shown = this.#sigma.getNodeDisplayData(id);
      if (!shown) return;
      const at = this.#sigma.framedGraphToViewport(shown);
      const away = Math.hypot(at.x - place.x, at.y - place.y);
      if (away < least && away <= Math.max(REACH_PX, this.#sigma.scaleSize(shown.size))) {
        least = away;
        nearest = id;
      }
    });
    return nearest;
  }

  /** Where a node is drawn. */
  placeOf(id: string): Place | undefined {
    const shown = this.#sigma.getNodeDisplayData(id);
    return shown && this.#sigma.framedGraphToViewport(shown);
  }

  look({ names, marked, at }: Look): void {
    const pale = tones()('--line');
    this.#chosen = at !== undefined;
    this.#sigma.setSetting('nodeReducer', (id, node) => ({
      ...node,
      label: names.get(id) ?? id,
      ...(marked && !marked.has(id) ? { color: pale } : {}),
      ...(at === id ? { highlighted: true, size: 8 } : {}),
    }));
  }

  resize(): void {
    this.#sigma.resize();
    this.#sigma.scheduleRender();
  }

  stop(): void {
    this.#sigma.kill();
  }
}
