import { join } from 'node:path';
import type { DocumentSettings } from '../config.ts';
import type { Log } from '../log.ts';
import type { DocumentBook, Reads } from '../store/index.ts';
import { Courier } from './courier.ts';
import { Documents } from './documents.ts';
import { keepersIn, recipientsIn } from './keepers.ts';
import { type Keeper, Keyring } from './keyring.ts';
import { Rights } from './rights.ts';
import { DocumentStore } from './store.ts';

interface Parts {
  readonly directory: string;
  readonly settings: DocumentSettings;
  readonly own: Keeper;
  readonly msp: string;
  readonly book: DocumentBook;
  readonly reads: Reads;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** The document store and what works with it. */
export async function openDocuments({ directory, settings, own, msp, book, reads, log, signal }: Parts) {
  const keyring = new Keyring(own, keepersIn(join(directory, 'keys')));
  const recipients = recipientsIn(join(directory, 'recipients'));
  const store = await DocumentStore.at({ directory, keyring, recipients, log });
  const courier = new Courier({ store, book, reads, own, msp, log, signal });
  const rights = new Rights(book, reads);
  const documents = new Documents({ store, book, rights, courier, limits: settings, waitMs: settings.waitMs });
  return { store, courier, documents };
}
