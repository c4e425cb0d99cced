export { nodeCommitment, type Opener, opener, openKey } from './commitment.ts';
export type { Answer, Counts, TraceEdge, TraceNode } from './engine/answer.ts';
export { ask, inTurns } from './engine/ask.ts';
export { downstream, type Reached } from './engine/impact.ts';
export { type Changes, Lineage } from './engine/lineage.ts';
export { type EdgeLoad, EdgeLoader } from './engine/load.ts';
export { type Direction, LINKED, type Question, type Shape } from './engine/question.ts';
export { type SightRules, sightOf } from './engine/sight.ts';
export { LineageKeeper } from './keeper.ts';
