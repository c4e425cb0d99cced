import { setTimeout as sleep } from 'node:timers/promises';
import { refuse } from '@suyuan/schemas';
import { ChainBroken, type LedgerBlock } from '../ledger/index.ts';
import type { Log } from '../log.ts';
import { type Database, type Lease, SOLE } from '../store/index.ts';
import type { LineageKeeper } from '../trace/index.ts';
import { anew } from './anew.ts';
import { addBlock, type Batch, type Checkpoint, emptyBatch } from './batch.ts';
import { inbox } from './inbox.ts';
import { lineageChanges } from './lineage.ts';
import { written } from './shared.ts';
import { readCheckpoint } from './write.ts';

/** What was read in one go: subscribers look up what they care about. */
export interface Progress {
  readonly checkpoint: Checkpoint;
  readonly batch: Batch;
  /** A block of it changed the channel's configuration, which is in force by now. */
  readonly reconfigured: boolean;
}

/** Follows blocks into the projection. */
export interface Projector {
  readonly checkpoint: Checkpoint;
  /** Why it stopped for good: a block that it may not read past. */
  readonly stopped: { readonly block: number; readonly reason: string } | undefined;
  /** Follows the ledger until the signal aborts; connects again when the peer is lost. */
  run(signal: AbortSignal): Promise<void>;
  /** The newest block of which rows may be in what was read of the database until now: other gateways write, too. */
  newest(): Promise<number>;
  /** Resolves once a block is read. @throws BLOCK_NOT_REACHED after `ms`, PROJECTION_STOPPED */
  reach(block: number, ms: number): Promise<void>;
  /** Calls back after each batch, in order. Answers how to stop it. */
  listen(listener: (progress: Progress) => void): () => void;
}

interface Source {
  blocks(from: number, signal: AbortSignal, previous?: string): AsyncIterable<LedgerBlock>;
}

const AGAIN_MS = 1000;
/** Blocks written together at most, while catching up. */
const BATCH = 200;

/** A block that cannot be read stops the projector; a peer that cannot be reached does not. */
class Projection implements Projector {
  checkpoint: Checkpoint;
  stopped: Projector['stopped'];
  readonly #listeners = new Set<(progress: Progress) => void>();
  readonly #database: Database;
  readonly #source: Source;
  readonly #log: Log;
  readonly #onConfig: (config: Uint8Array) => Promise<void>;
  readonly #lineage: LineageKeeper | undefined;
  readonly #lease: Lease;
  readonly #standing: () => Promise<Checkpoint>;
  /** The newest block that this gateway began to write. */
  #begun: number;
  #signal: AbortSignal = new AbortController().signal;

  constructor(
    database: Database,
    source: Source,
    log: Log,
    onConfig: (config: Uint8Array) => Promise<void>,
    lineage: LineageKeeper | undefined,
    lease: Lease,
    at: Checkpoint,
  ) {
    this.#database = database;
    this.#source = source;
    this.#log = log;
    this.#onConfig = onConfig;
    this.#lineage = lineage;
    this.#lease = lease;
    this.#standing = anew(() => readCheckpoint(database));
    this.#begun = at.block;
    this.checkpoint = at;
  }

  listen(listener: (progress: Progress) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async run(signal: AbortSignal): Promise<void> {
    this.#signal = signal;
    while (!signal.aborted && !this.stopped) {
      try {
        await this.#follow(signal);
      } catch (error) {
        if (error instanceof ChainBroken) this.#stop(error.block, error);
        if (signal.aborted || this.stopped) break;
        this.#log.warn({ err: error, block: this.checkpoint.block }, 'the block stream ended; connecting again');
      }
      if (!this.stopped) await sleep(AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const ended = new AbortController();
    const blocks = inbox(
      this.#source.blocks(
        this.checkpoint.block + 1,
        AbortSignal.any([signal, ended.signal]),
        this.checkpoint.hash || undefined,
      ),
      BATCH,
    );
    try {
      for await (const some of blocks) {
        await this.#apply(some);
        if (signal.aborted) return;
      }
    } finally {
      ended.abort();
    }
  }

  async #apply(blocks: readonly LedgerBlock[]): Promise<void> {
    const batch = emptyBatch(this.checkpoint);
    for (const block of blocks) {
      try {
        addBlock(batch, block);
        if (block.config) await this.#onConfig(block.config);
      } catch (error) {
        this.#stop(block.number, error);
        break;
      }
    }
    this.#begun = batch.checkpoint.block;
    if (batch.blocks.length) await written(this.#database, this.#lease, batch, blocks, this.#signal);
    this.#lineage?.apply(lineageChanges(batch.versions, batch.checkpoint.block));
    this.checkpoint = batch.checkpoint;
    const reconfigured = blocks.some(({ config }) => config !== undefined);
    for (const listener of [...this.#listeners]) listener({ checkpoint: this.checkpoint, batch, reconfigured });
    if (this.stopped) throw new Error(this.stopped.reason);
  }

  #stop(block: number, error: unknown): void {
    this.stopped = { block, reason: error instanceof Error ? error.message : String(error) };
    this.#log.fatal({ err: error, block }, 'the projection stopped: this block cannot be read');
  }

  async newest(): Promise<number> {
    return this.#lease === SOLE ? this.#begun : Math.max(this.#begun, (await this.#standing()).block);
  }

  async reach(block: number, ms: number): Promise<void> {
    const late = () => refuse('BLOCK_NOT_REACHED', { block, at: this.checkpoint.block });
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const look = () => {
      if (this.checkpoint.block >= block) resolve();
      else if (this.stopped) reject(refuse('PROJECTION_STOPPED', { ...this.stopped }));
    };
    const timer = setTimeout(() => reject(late()), ms);
    const forget = this.listen(look);
    look();
    await promise.finally(() => {
      clearTimeout(timer);
      forget();
    });
  }
}

/**
 * A projector that goes on where this database stands. `onConfig` hears each configuration block's envelope data, and has
 * taken it over before the block counts as read. `lineage` takes in each batch after the database, and before anybody is
 * told of it. Of the gateways of one database the holder of the lease writes; the others wait for what it wrote.
 */
export async function openProjector(
  database: Database,
  source: Source,
  log: Log,
  onConfig: (config: Uint8Array) => Promise<void> = async () => undefined,
  lineage?: LineageKeeper,
  lease: Lease = SOLE,
): Promise<Projector> {
  return new Projection(database, source, log, onConfig, lineage, lease, await readCheckpoint(database));
}
