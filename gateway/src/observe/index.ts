export { observed } from './ledger.ts';
export { Metrics, type Watched } from './metrics.ts';
export { openTracing, type Tracing } from './tracing.ts';
