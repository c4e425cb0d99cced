import type { Key } from '@suyuan/client';

/**
 * The key of the tab's person, as a WebCrypto key that cannot be exported, in this browser's IndexedDB until the tab signs
 * out or the session is over. Another tab does not know its name.
 */
const DATABASE = 'suyuan-keys';
const STORE = 'keys';

type Kept = { readonly key: Key; readonly until: string };

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

export async function keepKey(name: string, key: Key, until: string): Promise<void> {
  const keys = await store('readwrite');
  const now = new Date().toISOString();
  for (const other of await done(keys.getAllKeys())) {
    const kept = (await done(keys.get(other))) as Kept;
    if (kept.until < now) await done(keys.delete(other));
  }
  await done(keys.put({ key, until } satisfies Kept, name));
}

export async function keptKey(name: string): Promise<Key | undefined> {
  return ((await done((await store('readonly')).get(name))) as Kept | undefined)?.key;
}

export async function dropKey(name: string): Promise<void> {
  await done((await store('readwrite')).delete(name));
}
