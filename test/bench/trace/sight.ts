import { LINKED, type Question } from '../../../gateway/src/trace/engine/question.ts';
import { releaseId } from './generate.ts';

/** What a holder of nothing here sees: open edges, registered assets. */
const OPEN = [[{ column: 'disclosure', in: ['open'] }]];
const REGISTERED = [
  [{ column: 'asset', inTable: 'asset', select: 'id', where: [{ column: 'state', in: ['registered'] }] }],
];
export const rules = { edge: OPEN, alias: OPEN, release: REGISTERED, ownAsset: [] } as const;

/** All that a release comes from. */
export const closure = (start: number, block: number): Question => ({
  shape: { kind: 'closure', start: releaseId(start), direction: 'UPSTREAM' },
  depth: 1000,
  states: LINKED,
  aliases: true,
  block,
});

export const at = (all: readonly number[], share: number): number =>
  Number((all.toSorted((a, b) => a - b)[Math.floor(all.length * share)] ?? 0).toFixed(1));
