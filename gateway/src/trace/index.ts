export {
  type Direction,
  type EdgeRecord,
  type Graph,
  type NodeRecord,
  type Question,
  type TraceNode,
  type TracePage,
  trace,
} from './trace.ts';
