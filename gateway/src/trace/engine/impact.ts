import { ask, inTurns } from './ask.ts';
import type { Lineage } from './lineage.ts';
import { LINKED } from './question.ts';
import { type SightRules, sightOf } from './sight.ts';

/** A release downstream of another, who holds its asset now, and whether the reader may see it. */
export interface Reached {
  readonly release: string;
  readonly entity: string;
  readonly visible: boolean;
}

const EVERYTHING: SightRules = { edge: 'all', alias: 'all', release: 'all', ownAsset: 'all' };

/**
 * Releases downstream of one as of a block, over every link that nobody took back and over aliases, by id. Loops end:
 * a release counts once, and the start not at all.
 */
export async function downstream(
  lineage: Lineage,
  start: string,
  { rules = EVERYTHING, block = lineage.block }: { readonly rules?: SightRules; readonly block?: number } = {},
): Promise<Reached[]> {
  const { facts, aliases } = lineage;
  const sight = sightOf(rules, facts, aliases);
  const question = { depth: Number.POSITIVE_INFINITY, states: LINKED, aliases: true, block };
  const shape = { kind: 'closure', start, direction: 'DOWNSTREAM' } as const;
  const answer = await inTurns(ask(lineage, { ...question, shape }, sight));
  const releases = (answer?.found.order ?? new Uint32Array()).slice(1).filter((node) => facts.isRelease(node));
  return [...facts.nodes.sorted(releases)].map((node) => ({
    release: facts.nodes.at(node),
    entity: facts.holderOf(node),
    visible: sight.release(node),
  }));
}
