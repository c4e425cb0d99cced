export { type Database, openDatabase } from './database.ts';
export { type DocumentBook, documentBook } from './documents.ts';
export { dump } from './dump.ts';
export { gathered } from './gathered.ts';
export { Kept } from './kept.ts';
export { type KeptValues, keptValues } from './kept-values.ts';
export type { LeafCertificatesAsked } from './leaf-certificates.ts';
export { type Lease, LeaseLost, SOLE, sharedLease } from './lease.ts';
export { type LeafLineRow, LeafStore } from './leaves.ts';
export { loadLineage, versionsSince } from './lineage.ts';
export { type LocalStore, localStore } from './local.ts';
export {
  type CopyHead,
  copyLocal,
  isServed,
  KEPT,
  keepsNothing,
  knowsMigration,
  PASSING,
  restoreLocal,
} from './local-copy.ts';
export type { MovesAsked, Moving } from './moves.ts';
export { PAGE_LIMIT, type Page } from './page.ts';
export { keepPlans } from './plans.ts';
export { readingStore } from './readings.ts';
export { type Asked, type Gap, type Move, Reads, type ToldTransaction } from './reads.ts';
export { type SavedViews, savedViews } from './saved-views.ts';
export type { FacetCount, SearchAsked } from './search.ts';
export { soleSessions } from './sole-sessions.ts';
export type { DayKind } from './statistics.ts';
export type { Kind, Kinds, Recorded, RefSchema, Stored } from './stored.ts';
export type * from './tables.ts';
export { type HeldVault, saltedOf, VaultStore, vaultKeyHash } from './vaults.ts';
export { type Due, type Telling, WebhookStore } from './webhooks.ts';
