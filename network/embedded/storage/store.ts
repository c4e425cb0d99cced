import { ClassicLevel } from 'classic-level';

/** The ledger's database: keys and values are bytes. */
export type Store = ClassicLevel<Buffer, Buffer>;
export type Snapshot = ReturnType<Store['snapshot']>;

/** The data is in use by another process. */
export class StoreLockedError extends Error {
  constructor(path: string) {
    super(`${path} is in use by another process`);
    this.name = 'StoreLockedError';
  }
}

const isLocked = (error: unknown): boolean => {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && cause.code === 'LEVEL_LOCKED') return true;
  }
  return false;
};

/**
 * Opens the ledger's database. Threads of one process share it; the operating system's lock keeps
 * other processes out, also after a crash.
 * @throws StoreLockedError while another process has it
 */
export const openStore = async (path: string): Promise<Store> => {
  const store: Store = new ClassicLevel<Buffer, Buffer>(path, {
    keyEncoding: 'buffer',
    valueEncoding: 'buffer',
    multithreading: true,
    cacheSize: 32 * 1024 * 1024,
    writeBufferSize: 16 * 1024 * 1024,
  });
  try {
    await store.open();
  } catch (error) {
    throw isLocked(error) ? new StoreLockedError(path) : error;
  }
  return store;
};
