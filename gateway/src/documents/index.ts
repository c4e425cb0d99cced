export { openDocuments } from './assemble.ts';
export type { Courier } from './courier.ts';
export { keepCustody } from './custody.ts';
export type { Documents } from './documents.ts';
export type { Keeper } from './keyring.ts';
export type { SealedRecord } from './record.ts';
export { keepVaults } from './vaults.ts';
