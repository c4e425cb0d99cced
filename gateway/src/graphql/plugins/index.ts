export { useAsOf } from './as-of.ts';
export { useBodyCheck } from './body.ts';
export { useApiErrors } from './errors.ts';
export { useInputCheck } from './inputs.ts';
export { useLimits } from './limits.ts';
export { useMetrics, useTracing } from './observe.ts';
export { useOperationLog } from './operation-log.ts';
export { type Operations, usePersistedOperations } from './persisted.ts';
export { useReadings } from './readings.ts';
