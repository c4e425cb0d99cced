import { existsSync } from 'node:fs';
import { inBackground, writeInBackground } from './engine/background.ts';
import { type Changes, Lineage } from './engine/lineage.ts';
import { removeFile } from './engine/sections.ts';
import { frozen, type Stand, standOf, thaw } from './engine/snapshot.ts';

/** Versions that may wait beside the rows before they are sorted into them. */
const WAITING = 50_000;
/** … or this share of the rows, so that a large graph is not sorted all the time. */
const SHARE = 0.05;

export interface KeeperSettings {
  /** Where the graph is kept from start to start; absent: nowhere. */
  readonly file?: string;
  /** Changes that are worth keeping: fewer are read again from the database sooner. */
  readonly worth?: number;
  readonly onError: (error: unknown) => void;
}

/** Keeps the lineage graph current, its rows sorted in the background, and a snapshot of it on disk. */
export class LineageKeeper {
  lineage = new Lineage();
  readonly #settings: KeeperSettings;
  readonly #worth: number;
  #merging: Promise<void> = Promise.resolve();
  #saving: Promise<void> | undefined;
  /** Changes since the snapshot. */
  #unsaved = 0;

  constructor(settings: KeeperSettings) {
    this.#settings = settings;
    this.#worth = settings.worth ?? WAITING;
  }

  /** Takes in what blocks changed. Questions as of the last of them hold exactly it from now on. */
  apply(changes: Changes): void {
    const { lineage } = this;
    lineage.apply(changes);
    for (const kind of [changes.edges, changes.releases, changes.assets, changes.grades])
      for (const _ of kind) this.#unsaved += 1;
    const { overlay, size } = lineage.graph.layers;
    if (lineage.graph.merging || overlay.size < Math.max(WAITING, size * SHARE)) return;
    this.#merging = lineage.graph.merge(lineage.facts.nodes.size, inBackground).catch(this.#settings.onError);
  }

  /** The graph was built from the database, all of it. */
  built(): void {
    this.#unsaved += this.lineage.graph.layers.size + this.lineage.facts.nodes.size;
  }

  /**
   * Begins with the snapshot, when there is one of this ledger: `hashOf` answers the hash of a block that the database
   * has read. One that is of another ledger, or not whole, is removed.
   */
  async open(hashOf: (block: number) => Promise<string | undefined>): Promise<boolean> {
    const { file, onError } = this.#settings;
    if (!file || !existsSync(file)) return false;
    try {
      const stand = standOf(file);
      if (stand && (await hashOf(0)) === stand.genesis && (await hashOf(stand.block)) === stand.hash) {
        this.lineage = thaw(file);
        return true;
      }
    } catch (error) {
      onError(error);
    }
    removeFile(file);
    return false;
  }

  /**
   * Writes a snapshot on a thread of its own, when enough changed to be worth it and none is under way. What it holds is
   * settled before this returns; `stand` says where the ledger stands now.
   */
  save(stand: Omit<Stand, 'block'>): void {
    const { file, onError } = this.#settings;
    const { size } = this.lineage.graph.layers;
    if (!file || this.#saving || this.#unsaved < Math.max(this.#worth, size * SHARE)) return;
    this.#unsaved = 0;
    const parts = frozen(this.lineage, { ...stand, block: this.lineage.block });
    this.#saving = writeInBackground(file, parts)
      .catch(onError)
      .finally(() => {
        this.#saving = undefined;
      });
  }

  /** Resolves when no merge and no snapshot is under way. */
  async settled(): Promise<void> {
    await this.#merging;
    await this.#saving;
  }
}
