export { type Database, openDatabase } from './database.ts';
export { dump } from './dump.ts';
export type * from './tables.ts';
