import type { SealedRecord } from '../documents/index.ts';
import type { LeavesFiles } from './follow.ts';

/** As much of the operator's documents as leaves are read from. */
interface Papers {
  readonly store: {
    find(sha256: string): Promise<SealedRecord | undefined>;
    read(record: SealedRecord): AsyncIterable<Uint8Array>;
  };
  readonly courier: { bring(sha256: string): Promise<boolean> };
}

/** How long other gateways are not asked for a file again that none of them gave. */
const PATIENCE_MS = 300_000;

/** Leaves files as they lie among this operator's documents, or come from another's by right. */
export function leavesAmong({ store, courier }: Papers): LeavesFiles {
  const asked = new Map<string, number>();
  return {
    async open(sha256) {
      const here = await store.find(sha256);
      if (here) return store.read(here);
      if (Date.now() - (asked.get(sha256) ?? 0) < PATIENCE_MS) return undefined;
      asked.set(sha256, Date.now());
      const brought = (await courier.bring(sha256)) ? await store.find(sha256) : undefined;
      return brought && store.read(brought);
    },
  };
}
