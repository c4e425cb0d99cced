import type { Evidence } from '../parts/Attachments.tsx';
import { type Common, emptyCommon, type Row } from './row.ts';

/** A batch that is being made, kept in this browser until it is sent or thrown away. */
export type BatchDraft = {
  readonly titleZh: string;
  readonly titleEn: string;
  readonly profile: string;
  readonly registrar: string;
  readonly common: Common;
  readonly rows: readonly Row[];
  readonly evidence: readonly Evidence[];
  /** When it was begun: what its lines say of time stays the same however often they are made. */
  readonly begun: string;
  /** Of the command that sends it: a second try is the same command, which the ledger takes once. */
  readonly commandId: string;
};

export const emptyBatch = (): BatchDraft => {
  const begun = new Date().toISOString();
  return {
    titleZh: '',
    titleEn: '',
    profile: '',
    registrar: '',
    common: emptyCommon(begun.slice(0, 10)),
    rows: [],
    evidence: [],
    begun,
    commandId: crypto.randomUUID(),
  };
};

const DATABASE = 'suyuan-batches';
const STORE = 'drafts';

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  return (await done(opening)).transaction(STORE, mode).objectStore(STORE);
}

/** The draft of an entity; a thousand rows are more than the browser's plain storage holds. */
export async function keptBatch(entity: string): Promise<BatchDraft | undefined> {
  const kept = (await done((await store('readonly')).get(entity))) as BatchDraft | undefined;
  return kept && { ...emptyBatch(), ...kept };
}

export async function keepBatch(entity: string, draft: BatchDraft): Promise<void> {
  await done((await store('readwrite')).put(draft, entity));
}

export async function dropBatch(entity: string): Promise<void> {
  await done((await store('readwrite')).delete(entity));
}
