export { nodeCommitment, type Opener, opener, openKey } from './commitment.ts';
export {
  type Direction,
  type EdgeRecord,
  type Graph,
  type NodeRecord,
  type Question,
  type Side,
  type TraceEdge,
  type TraceNode,
  type TracePage,
  trace,
} from './trace.ts';
