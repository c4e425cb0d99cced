export { type Reading, type ReadingStore, Readings } from './readings.ts';
export { keepSealing, sealOnce } from './seal.ts';
