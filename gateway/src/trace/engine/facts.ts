import type { Grade } from '@suyuan/schemas';
import { keptBytes, keptWords } from './column.ts';
import { Dictionary } from './dictionary.ts';
import { IdTable } from './ids.ts';
import { Parties } from './parties.ts';
import { OPEN } from './rows.ts';

export const GRADES: readonly Grade[] = ['general', 'important', 'core'];
export const UNGRADED = 255;

export interface AssetFact {
  readonly id: string;
  readonly entity: string;
  readonly state: string;
  readonly block: number;
}

export interface ReleaseFact {
  readonly id: string;
  readonly asset: string;
  readonly entity: string;
  readonly block: number;
}

/** Everybody who takes part in a case, by its present version. */
export interface CaseFact {
  readonly id: string;
  readonly asset: string;
  readonly entities: readonly string[];
}

/**
 * What a trace must know of nodes and of the assets behind them, by columns: who holds them, whether they are public and
 * since when, who took part in their cases, their grades through time.
 */
export class Facts {
  readonly nodes = new IdTable(['rel-', 'ext-', 'sha256:']);
  readonly assets = new IdTable(['ast-', 'bat-']);
  readonly entities = new Dictionary();
  readonly states = new Dictionary();

  readonly nodeAsset = keptWords();
  readonly nodeEntity = keptWords();
  /** The block that brought a release; OPEN for what is none. */
  readonly nodeSince = keptWords();
  /** The release of the same asset that came before. */
  readonly nodeSibling = keptWords();
  readonly nodeGrade = keptBytes();
  readonly nodeGradedAt = keptWords();
  /** Grades before the present one, oldest first, each with the block since which it held. */
  readonly grades = new Map<number, (readonly [block: number, grade: number])[]>();

  readonly assetEntity = keptWords();
  readonly assetState = keptWords();
  /** The block that first registered it; OPEN when none has. */
  readonly assetRegistered = keptWords();
  readonly assetCertified = keptBytes();
  /** Its newest release; OPEN when there is none. */
  readonly assetRelease = keptWords();
  readonly parties = new Parties();

  reserve(nodes: number, assets: number): void {
    this.nodes.reserve(nodes);
    const { nodeAsset, nodeEntity, nodeSince, nodeSibling, nodeGradedAt, nodeGrade } = this;
    for (const column of [nodeAsset, nodeEntity, nodeSince, nodeSibling, nodeGradedAt, nodeGrade])
      column.reserve(nodes);
    this.assets.reserve(assets);
    const { assetEntity, assetState, assetRegistered, assetCertified, assetRelease, parties } = this;
    for (const column of [assetEntity, assetState, assetRegistered, assetCertified, assetRelease, parties.first])
      column.reserve(assets);
  }

  /** The ordinal of a node; a new one is of no asset, ungraded. */
  node(id: string): number {
    const node = this.nodes.add(id);
    if (node === this.nodeAsset.length) {
      for (const column of [this.nodeAsset, this.nodeEntity, this.nodeSince, this.nodeSibling]) column.push(OPEN);
      this.nodeGrade.push(UNGRADED);
      this.nodeGradedAt.push(0);
    }
    return node;
  }

  isExternal(node: number): boolean {
    return this.nodes.kind(node) === 1;
  }

  isRelease(node: number): boolean {
    return this.nodeSince.data[node] !== OPEN;
  }

  /** The entity that holds a release's asset now. */
  holderOf(node: number): string {
    return this.entities.all[this.assetEntity.data[this.nodeAsset.data[node] as number] as number] ?? '';
  }

  /** A hidden input of a restricted release, which stands on the ledger as a commitment. */
  isSealed(node: number): boolean {
    return this.nodes.kind(node) === 2;
  }

  /** @returns its ordinal, when it is new */
  release({ id, asset, entity, block }: ReleaseFact): number | undefined {
    const node = this.node(id);
    if (this.nodeSince.data[node] !== OPEN) return undefined;
    const of = this.asset(asset);
    this.nodeAsset.data[node] = of;
    this.nodeEntity.data[node] = this.entities.number(entity);
    this.nodeSince.data[node] = block;
    this.nodeSibling.data[node] = this.assetRelease.data[of] as number;
    this.assetRelease.data[of] = node;
    return node;
  }

  /** After a load: lists of releases by asset anew. Releases that came after a block are not there yet. */
  siblings(block: number): void {
    this.nodeSibling.take(new Uint32Array(new SharedArrayBuffer(this.nodes.size * 4)).fill(OPEN));
    this.assetRelease.take(new Uint32Array(new SharedArrayBuffer(this.assets.size * 4)).fill(OPEN));
    for (let node = 0; node < this.nodes.size; node += 1) {
      if ((this.nodeSince.data[node] as number) > block) {
        for (const column of [this.nodeSince, this.nodeAsset, this.nodeEntity]) column.data[node] = OPEN;
        continue;
      }
      const asset = this.nodeAsset.data[node] as number;
      this.nodeSibling.data[node] = this.assetRelease.data[asset] as number;
      this.assetRelease.data[asset] = node;
    }
  }

  /** Releases of an asset. */
  *releases(asset: number): Generator<number> {
    for (
      let node = this.assetRelease.data[asset] as number;
      node !== OPEN;
      node = this.nodeSibling.data[node] as number
    )
      yield node;
  }

  /** A version of an asset; the last is its present one. */
  put({ id, entity, state, block }: AssetFact): void {
    const asset = this.asset(id);
    this.assetEntity.data[asset] = this.entities.number(entity);
    this.assetState.data[asset] = this.states.number(state);
    if (state === 'registered') this.registered(asset, block);
  }

  registered(asset: number, block: number): void {
    this.assetRegistered.data[asset] = Math.min(this.assetRegistered.data[asset] as number, block);
  }

  certified(asset: string): void {
    this.assetCertified.data[this.asset(asset)] = 1;
  }

  case({ id, asset, entities }: CaseFact): void {
    const numbers = entities.map((entity) => this.entities.number(entity));
    this.parties.put(this.asset(asset), id, numbers);
  }

  /** A node's grade from a block on; blocks come in order. What is known already changes nothing. */
  grade(node: number, grade: Grade, block: number): void {
    const before = this.nodeGrade.data[node] as number;
    const since = this.nodeGradedAt.data[node] as number;
    if (before !== UNGRADED && block < since) return;
    if (before !== UNGRADED && block > since) {
      const past = this.grades.get(node) ?? [];
      past.push([since, before]);
      this.grades.set(node, past);
    }
    this.nodeGrade.data[node] = GRADES.indexOf(grade);
    this.nodeGradedAt.data[node] = block;
  }

  /** The number of a node's grade as of a block; UNGRADED when it had none. */
  gradeAt(node: number, block: number): number {
    if ((this.nodeGradedAt.data[node] as number) <= block) return this.nodeGrade.data[node] as number;
    return this.grades.get(node)?.findLast(([since]) => since <= block)?.[1] ?? UNGRADED;
  }

  /** The ordinal of an asset; of a new one nothing is known. */
  asset(id: string): number {
    const asset = this.assets.add(id);
    if (asset === this.assetEntity.length) {
      const { assetEntity, assetState, assetRegistered, assetRelease, parties } = this;
      for (const column of [assetEntity, assetState, assetRegistered, assetRelease, parties.first]) column.push(OPEN);
      this.assetCertified.push(0);
    }
    return asset;
  }
}
