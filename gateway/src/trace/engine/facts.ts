import type { Grade } from '@suyuan/schemas';
import { bytes, words } from './column.ts';
import { Dictionary } from './dictionary.ts';
import { IdTable } from './ids.ts';
import { OPEN } from './rows.ts';

const GRADES: readonly Grade[] = ['general', 'important', 'core'];
const UNGRADED = 255;

export interface AssetFact {
  readonly id: string;
  readonly entity: string;
  readonly state: string;
  /** The block that first registered it, or that now does; null when none has. */
  readonly registered: number | null;
}

export interface ReleaseFact {
  readonly id: string;
  readonly asset: string;
  readonly entity: string;
}

/**
 * What a trace must know of nodes and of the assets behind them, by columns: who holds them, whether they are public and
 * since when, their grades through time.
 */
export class Facts {
  readonly nodes = new IdTable(['rel-', 'ext-']);
  readonly assets = new IdTable(['ast-']);
  readonly entities = new Dictionary();
  readonly states = new Dictionary();

  readonly nodeAsset = words();
  readonly nodeEntity = words();
  readonly nodeGrade = bytes();
  readonly nodeGradedAt = words();
  /** Grades before the present one, oldest first, each with the block since which it held. */
  readonly grades = new Map<number, (readonly [block: number, grade: number])[]>();

  readonly assetEntity = words();
  readonly assetState = words();
  /** The block that first registered it; OPEN when none has. */
  readonly assetRegistered = words();
  readonly assetCertified = bytes();

  reserve(nodes: number, assets: number): void {
    this.nodes.reserve(nodes);
    for (const column of [this.nodeAsset, this.nodeEntity, this.nodeGradedAt, this.nodeGrade]) column.reserve(nodes);
    this.assets.reserve(assets);
    for (const column of [this.assetEntity, this.assetState, this.assetRegistered, this.assetCertified])
      column.reserve(assets);
  }

  /** The ordinal of a node; a new one is of no asset, ungraded. */
  node(id: string): number {
    const node = this.nodes.add(id);
    if (node === this.nodeAsset.length) {
      this.nodeAsset.push(OPEN);
      this.nodeEntity.push(OPEN);
      this.nodeGrade.push(UNGRADED);
      this.nodeGradedAt.push(0);
    }
    return node;
  }

  isExternal(node: number): boolean {
    return this.nodes.kind(node) === 1;
  }

  release({ id, asset, entity }: ReleaseFact): void {
    const node = this.node(id);
    this.nodeAsset.data[node] = this.#asset(asset);
    this.nodeEntity.data[node] = this.entities.number(entity);
  }

  asset({ id, entity, state, registered }: AssetFact): void {
    const asset = this.#asset(id);
    this.assetEntity.data[asset] = this.entities.number(entity);
    this.assetState.data[asset] = this.states.number(state);
    const before = this.assetRegistered.data[asset] as number;
    this.assetRegistered.data[asset] = Math.min(before, registered ?? OPEN);
  }

  certified(asset: string): void {
    this.assetCertified.data[this.#asset(asset)] = 1;
  }

  /** A node's grade from a block on; blocks come in order. What is known already changes nothing. */
  grade(id: string, grade: Grade, block: number): void {
    const node = this.node(id);
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

  /** A node's grade as of a block; undefined when it had none. */
  gradeAt(node: number, block: number): Grade | undefined {
    if ((this.nodeGradedAt.data[node] as number) <= block) return GRADES[this.nodeGrade.data[node] as number];
    const past = this.grades.get(node)?.findLast(([since]) => since <= block);
    return past && GRADES[past[1]];
  }

  #asset(id: string): number {
    const asset = this.assets.add(id);
    if (asset === this.assetEntity.length) {
      this.assetEntity.push(OPEN);
      this.assetState.push(OPEN);
      this.assetRegistered.push(OPEN);
      this.assetCertified.push(0);
    }
    return asset;
  }
}
