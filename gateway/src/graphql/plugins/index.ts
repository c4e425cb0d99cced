export { useAsOf } from './as-of.ts';
export { useApiErrors } from './errors.ts';
export { useInputCheck } from './inputs.ts';
export { useBatchLimit, useLimits } from './limits.ts';
export { useOperationLog } from './operation-log.ts';
