import { hash } from 'node:crypto';
import type { EdgeState } from '@suyuan/schemas';
import { words } from '../../../gateway/src/trace/engine/column.ts';
import { Lineage } from '../../../gateway/src/trace/engine/lineage.ts';
import { compress, OPEN, VERSION } from '../../../gateway/src/trace/engine/rows.ts';

/** Releases of a line of business, which feed each other; few edges leave it. */
export const FAMILY = 17_000;
const HOPS = 12;
const LAYER = Math.ceil(FAMILY / HOPS);
const ENTITIES = 200;
const ENTITIES_OF_FAMILY = 5;
/** Of edges between entities, which the other side answers in a later block. */
const STATES: readonly EdgeState[] = [
  'confirmed',
  'confirmed',
  'confirmed',
  'confirmed',
  'claimed',
  'unanswered',
  'disputed',
];

/** A repeatable source of numbers from 0 to 1. */
export function numbers(seed: number): () => number {
  let x = seed;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) / 2 ** 32;
  };
}

export const releaseId = (n: number): string => `rel-${hash('sha256', String(n)).slice(0, 32)}`;

/** The block that brings a release. */
export const blockOf = (node: number): number => Math.floor(node / 10) + 1;

/** Every edge of a made-up province: `n` nodes, 5 inputs each on average. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly block: number;
  readonly state: EdgeState;
  readonly disclosure: string;
  readonly fromEntity: string;
  readonly toEntity: string;
}

export const entityOf = (node: number): string =>
  `entity-${(Math.floor(node / FAMILY) * ENTITIES_OF_FAMILY + (node % ENTITIES_OF_FAMILY)) % ENTITIES}`;

/**
 * Families of 17,000 releases in 12 layers. A release of a later layer has 1 to 40 inputs, 5.4 on average, four in five of
 * them from the layer before, the others from any earlier one; one in a hundred is a reference set of another family.
 * Edges of two entities are claimed first and answered ten blocks later: they have two versions.
 */
export function* edges(nodes: number): Generator<Edge> {
  const next = numbers(20_251_122);
  for (let to = 0; to < nodes; to += 1) {
    const first = Math.floor(to / FAMILY) * FAMILY;
    const layer = Math.floor((to - first) / LAYER);
    if (layer === 0) continue;
    const inputs = Math.min(40, 1 + Math.floor(-Math.log(1 - next()) * 4.9));
    const taken = new Set<number>();
    for (let i = 0; i < inputs; i += 1) {
      const way = next();
      const above = way < 0.8 ? layer - 1 : Math.floor(next() * layer);
      const home = way >= 0.99 && first > 0 ? Math.floor(next() * (first / FAMILY)) * FAMILY : first;
      const from = home + (home === first ? above * LAYER : 0) + Math.floor(next() * LAYER);
      if (taken.has(from)) continue;
      taken.add(from);
      const [fromEntity, toEntity] = [entityOf(from), entityOf(to)];
      const disclosure = next() < 0.9 ? 'open' : 'restricted';
      const block = blockOf(to);
      const edge = { from, to, disclosure, fromEntity, toEntity };
      if (fromEntity === toEntity) {
        yield { ...edge, block, state: 'confirmed' };
      } else {
        yield { ...edge, block, state: 'claimed' };
        yield { ...edge, block: block + 10, state: STATES[Math.floor(next() * STATES.length)] as EdgeState };
      }
    }
  }
}

/** Releases of the last layer, whose lineage is nearly their whole family. */
export function starts(nodes: number, count: number): number[] {
  const next = numbers(7);
  const families = Math.floor(nodes / FAMILY);
  return Array.from(
    { length: count },
    () => Math.floor(next() * families) * FAMILY + FAMILY - 1 - Math.floor(next() * (LAYER - HOPS)),
  );
}

/** A lineage of so many releases in memory, and how many versions of edges it has. */
export function generate(nodes: number): { readonly lineage: Lineage; readonly edges: number; readonly ms: number } {
  const lineage = new Lineage();
  const { facts, classes } = lineage;
  facts.reserve(nodes, nodes);
  for (let n = 0; n < nodes; n += 1) {
    const id = releaseId(n);
    const entity = entityOf(n);
    facts.put({ id: `ast-${id.slice(4)}`, entity, state: 'registered', block: blockOf(n) });
    facts.release({ id, asset: `ast-${id.slice(4)}`, entity, block: blockOf(n) });
    facts.grade(n, n % 50 === 0 ? 'important' : 'general', blockOf(n));
  }
  const versions = words(Math.ceil(nodes * 9.5) * VERSION);
  let pairs = 0;
  let open = -1;
  for (const { from, to, block, state, disclosure, fromEntity, toEntity } of edges(nodes)) {
    const ends = { from_entity: fromEntity, to_entity: toEntity, arbiter: null };
    const edgeClass = classes.number({ kind: 'LINEAGE', state, disclosure, ...ends });
    const at = versions.length;
    const answers = open >= 0 && versions.data[open] === from && versions.data[open + 1] === to;
    if (answers) versions.data[open + 3] = block;
    else pairs += 1;
    for (const value of [from, to, block, OPEN, edgeClass]) versions.push(value);
    open = at;
  }
  const began = performance.now();
  lineage.begin(compress(undefined, versions.filled(), nodes), Math.floor(nodes / 10) + 11);
  return { lineage, edges: pairs, ms: performance.now() - began };
}
