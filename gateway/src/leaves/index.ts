export { followLeaves, type Leaves, type LeavesFiles } from './follow.ts';
export { readLeaves } from './reader.ts';
