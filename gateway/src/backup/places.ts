import { join } from 'node:path';
import type { Config } from '../config.ts';

/** Lines of the gateway's own tables, in a backup. */
export const LOCAL = 'local.ndjson';
/** The identity to which documents were sealed, in a backup. */
export const KEEPER = { certificate: 'keeper/gateway.pem', key: 'keeper/gateway.key' } as const;

/** Folders that are backed up: their name in a backup, where they lie, and whether by an explicit wish alone. */
export const folders = (config: Config) => [
  { name: 'documents/objects', at: join(config.home, 'gateway', 'documents', 'objects'), asked: false },
  { name: 'documents/keys', at: join(config.home, 'gateway', 'documents', 'keys'), asked: false },
  { name: 'documents/recipients', at: join(config.home, 'gateway', 'documents', 'recipients'), asked: false },
  { name: 'wallets', at: config.walletsDir, asked: true },
];

/** Keys that are backed up: their name in a backup, and where they lie. */
export const keys = (config: Config) => [
  { name: 'secrets/commitment.key', at: config.commitmentKeyFile },
  { name: 'secrets/webhook.key', at: config.webhooks.keyFile },
];
