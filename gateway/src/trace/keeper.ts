import { inBackground } from './engine/compressor.ts';
import { type Changes, Lineage } from './engine/lineage.ts';

/** Versions that may wait beside the rows before they are sorted into them. */
const WAITING = 50_000;
/** … or this share of the rows, so that a large graph is not sorted all the time. */
const SHARE = 0.05;

/** Keeps the lineage graph current, and its rows sorted in the background. */
export class LineageKeeper {
  readonly lineage = new Lineage();
  readonly #onError: (error: unknown) => void;
  #merging: Promise<void> = Promise.resolve();

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** Takes in what blocks changed. Questions as of the last of them hold exactly it from now on. */
  apply(changes: Changes): void {
    const { lineage } = this;
    lineage.apply(changes);
    const { overlay, size } = lineage.graph.layers;
    if (lineage.graph.merging || overlay.size < Math.max(WAITING, size * SHARE)) return;
    this.#merging = lineage.graph.merge(lineage.facts.nodes.size, inBackground).catch(this.#onError);
  }

  /** Resolves when no merge is under way. */
  settled(): Promise<void> {
    return this.#merging;
  }
}
