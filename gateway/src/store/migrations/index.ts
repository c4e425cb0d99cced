import type { Migration } from 'kysely/migration';
import * as first from './001-first.ts';

/** In the order in which they are applied. A migration that has shipped is never edited. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-first': first,
};
