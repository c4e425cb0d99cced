import type { Documents as LedgerDocuments } from '@suyuan/schemas';
import type { Log } from '../log.ts';
import type { Progress, Projector } from '../projector/index.ts';
import type { DocumentRow, KeptValues, Reads } from '../store/index.ts';
import type { Documents } from './documents.ts';

interface Parts {
  readonly kept: KeptValues;
  readonly documents: Documents;
  readonly reads: Pick<Reads, 'byRef'>;
  /** MSP of the own operator, whose peer holds the vaults. */
  readonly msp: string;
  readonly projector: Pick<Projector, 'listen'>;
  readonly log: Log;
}

/** Nobody uploads this type, so that nothing but a vault's value is ever removed as one. */
export const VAULT_VALUE = 'application/vnd.suyuan.vault-value+json';

const AT_ONCE = 100;
/** What failed is tried again soon; else it is woken, and looks by itself now and then. */
const AGAIN_MS = 5000;
const IDLE_MS = 60_000;

/** Takes out of the documents what blocks erased; the file goes before the mark by which it is found. */
async function forgetErased({ kept, documents }: Parts): Promise<number> {
  const lapsed = await kept.lapsed(AT_ONCE);
  for (const { keyHash, sha256, shared } of lapsed) {
    if (!shared) await documents.forgetValue(sha256, VAULT_VALUE);
    await kept.forget(keyHash);
  }
  return lapsed.length;
}

async function keepMissing({ kept, documents }: Parts): Promise<number> {
  const missing = await kept.missing(AT_ONCE);
  for (const { keyHash, sha256, value, entity } of missing) {
    await kept.begin(keyHash, sha256);
    await documents.keepValue(Buffer.from(value), { entity, mediaType: VAULT_VALUE, recipients: [] });
    await kept.done(keyHash);
  }
  return missing.length;
}

type Erasure = LedgerDocuments['erasure/1'];

/** Erasures of the own peer's vaults in what the projector has just read; after a loss of the database all come again. */
function erasuresIn({ batch }: Progress, msp: string): Erasure[] {
  const rows = [...batch.current.document.values()] as DocumentRow[];
  const erasures = rows.filter(({ schema }) => schema === 'erasure/1').map(({ doc }) => JSON.parse(doc) as Erasure);
  return erasures.filter(({ host }) => host === msp);
}

/** Takes out what an erasure names by the ledger alone: of values whose mark was lost with the database. */
async function forgetUnmarked({ vault, fields }: Erasure, { reads, kept, documents }: Parts): Promise<void> {
  const commitments = (await reads.byRef('named-vault/1', [vault])).get(vault)?.[0]?.commitments ?? {};
  for (const sha256 of fields.flatMap((field) => commitments[field] ?? [])) {
    if (!(await kept.marked(sha256))) await documents.forgetValue(sha256, VAULT_VALUE);
  }
}

/** One look: what was erased goes, what is missing is kept, and what was erased meanwhile goes, so that nothing of it stays. */
async function look(parts: Parts, erasures: Erasure[]): Promise<void> {
  while ((await forgetErased(parts)) > 0);
  while ((await keepMissing(parts)) > 0);
  while ((await forgetErased(parts)) > 0);
  for (let erasure = erasures[0]; erasure; erasure = erasures[0]) {
    await forgetUnmarked(erasure, parts);
    erasures.shift();
  }
}

/**
 * Keeps what the own peer's vaults hold among the documents, too, for the day that peer is lost, and lets go of it when a
 * block erases it. `wake` says that there may be something to do; `run` resolves when the signal aborts.
 */
export function keepVaults(parts: Parts): { wake(): void; run(signal: AbortSignal): Promise<void> } {
  let news = Promise.withResolvers<void>();
  const erasures: Erasure[] = [];
  const wake = () => news.resolve();
  return {
    wake,
    async run(signal) {
      const forget = parts.projector.listen((progress) => {
        if (progress.batch.erased.size === 0) return;
        erasures.push(...erasuresIn(progress, parts.msp));
        wake();
      });
      signal.addEventListener('abort', wake, { once: true });
      while (!signal.aborted) {
        news = Promise.withResolvers<void>();
        const ms = await look(parts, erasures).then(
          () => IDLE_MS,
          (error: unknown) => {
            parts.log.error({ err: error }, 'values of vaults could not be kept among the documents, or removed');
            return AGAIN_MS;
          },
        );
        const timer = setTimeout(wake, ms).unref();
        if (!signal.aborted) await news.promise;
        clearTimeout(timer);
      }
      forget();
    },
  };
}
