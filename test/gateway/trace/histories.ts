import type { Asset, Edge, EdgeState, GradeMark } from '@suyuan/schemas';
import { sha256Hex } from '@suyuan/schemas';
import type { Chain } from '../support/chain.ts';
import * as make from '../support/documents.ts';

type Put = ReturnType<typeof make.asset>;
export const RELEASES = 14;
export const EXTERNALS = 3;
export const HOLDERS = ['huaxin', 'qixiang', 'third', 'yanjiu'] as const;

/** The commitment of a hidden input. */
export const sealed = (n: number) => `sha256:${sha256Hex(`hidden ${n}`)}`;

/** A repeatable source of whole numbers below a limit. */
export function dice(seed: number): (limit: number) => number {
  let x = seed || 1;
  return (limit) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % limit;
  };
}

const STATES: readonly EdgeState[] = ['claimed', 'confirmed', 'disputed', 'unanswered', 'withdrawn', 'rejected'];
const GRADES: readonly GradeMark['grade'][] = ['general', 'important', 'core'];
const ASSET_STATES: readonly Asset['state'][] = ['applied', 'registered', 'registered', 'registered', 'ended'];

/** One thing that happens on a ledger of few releases, so that much happens to each. Edges go up in rank. */
function happening(roll: (limit: number) => number): Put {
  const pick = <T>(all: readonly T[]): T => all[roll(all.length)] as T;
  const what = roll(12);
  const n = 1 + roll(RELEASES);
  // Releases 13 and 14 are further ones of assets 1 and 2.
  const assetOf = (release: number) => (release > 12 ? release - 12 : release);
  const holder = HOLDERS[assetOf(n) % HOLDERS.length] as string;
  if (what === 0) return make.asset(assetOf(n), pick(HOLDERS), { state: pick(ASSET_STATES) }) as Put;
  if (what === 1) return make.grade(n, pick(GRADES)) as unknown as Put;
  if (what === 2) {
    const registrar = pick(['registry', 'second']);
    return make.caseFile(assetOf(n), holder, { registrar, asset: make.assetId(assetOf(n)) }) as unknown as Put;
  }
  if (what === 3) return make.certificate(assetOf(n), holder) as unknown as Put;
  if (what < 6) {
    const disclosure = pick(['open', 'restricted'] as const);
    const claimedBy = { msp: 'GroupMSP', entity: pick(HOLDERS), person: 'li' };
    const state = pick(['claimed', 'confirmed', 'confirmed', 'declined'] as const);
    return make.alias(1 + roll(EXTERNALS), 1 + roll(12), { state, disclosure, claimedBy }) as unknown as Put;
  }
  const to = 2 + roll(RELEASES - 1);
  const from = 1 + roll(to - 1);
  const change: Partial<Edge> = {
    disclosure: pick(['open', 'restricted'] as const),
    fromEntity: HOLDERS[assetOf(from) % HOLDERS.length] as string,
    toEntity: HOLDERS[assetOf(to) % HOLDERS.length] as string,
  };
  const kind = roll(6);
  const outside = { ...change, fromEntity: undefined };
  if (kind === 0)
    return make.edge(0, to, pick(STATES), { ...outside, from: make.externalId(1 + roll(EXTERNALS)) }) as unknown as Put;
  if (kind === 1)
    return make.edge(0, to, pick(STATES), { ...outside, from: sealed(roll(3)), grade: pick(GRADES) }) as unknown as Put;
  return make.edge(from, to, pick(STATES), change) as unknown as Put;
}

/** Adds some random blocks to a chain. The first ones bring what everything else names. */
export function grow(chain: Chain, roll: (limit: number) => number, blocks: number): void {
  if (chain.height === 0) {
    chain.put([]);
    chain.put([...HOLDERS, 'registry', 'second'].map((id) => make.entity(id)));
    const holderOf = (n: number) => HOLDERS[(n > 12 ? n - 12 : n) % HOLDERS.length] as string;
    for (let n = 1; n <= RELEASES; n += 1) {
      const asset = n > 12 ? [] : [make.asset(n, holderOf(n), { state: n % 3 ? 'registered' : 'applied' })];
      chain.put([...asset, make.release(n, holderOf(n), { asset: make.assetId(n > 12 ? n - 12 : n) })]);
    }
  }
  for (let n = 0; n < blocks; n += 1) {
    const puts = Array.from({ length: 1 + roll(4) }, () => happening(roll));
    // A block writes a key once in these histories, as nearly every block does.
    chain.put([...new Map(puts.map((put) => [put.key, put])).values()]);
  }
}
