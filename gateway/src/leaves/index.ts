export { leavesAmong } from './files.ts';
export { followLeaves } from './follow.ts';
export { readLeaves } from './reader.ts';
