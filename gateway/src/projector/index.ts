export { type Batch, BEGIN, type Checkpoint } from './batch.ts';
export { decoders } from './decode.ts';
export { BlockFeed } from './feed.ts';
export { buildLineage, catchUp, openLineage } from './lineage.ts';
export { followPrivate } from './private.ts';
export { openProjector, type Progress, type Projector } from './projector.ts';
