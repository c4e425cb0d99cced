import type { Log } from '../log.ts';
import type { Progress, Projector } from '../projector/index.ts';
import type { Identity } from './identity.ts';

type Document = { readonly schema: string; readonly doc: string };
type Entity = { readonly id: string; readonly state: string };

/** Fingerprints of keys that a batch of blocks says are replaced. */
const replacedIn = ({ batch }: Progress) =>
  [...batch.current.document.values()].flatMap((row) => {
    const { schema, doc } = row as Document;
    if (schema !== 'key-replacement/1') return [];
    const { fingerprint, state } = JSON.parse(doc) as { fingerprint: string; state: string };
    return state === 'replaced' ? [fingerprint] : [];
  });

/** Entities that a batch of blocks says have left. */
const leftIn = ({ batch }: Progress) =>
  [...batch.current.entity.values()].flatMap((row) => ((row as Entity).state === 'left' ? [(row as Entity).id] : []));

/**
 * Ends sessions with the block that ends what they rest on: a configuration that revokes certificates, a key replaced,
 * an entity that left. Answers how to stop it.
 */
export function endWithBlocks(identity: Identity, projector: Projector, log: Log): () => void {
  return projector.listen((progress) => {
    const replaced = new Set(replacedIn(progress));
    const left = new Set(leftIn(progress));
    if (!progress.reconfigured && replaced.size + left.size === 0) return;
    identity
      .endRevoked(({ fingerprint, attributes }) => replaced.has(fingerprint) || left.has(attributes.entity ?? ''))
      .then((ended) => ended > 0 && log.info({ ended, block: progress.checkpoint.block }, 'sessions ended'))
      .catch((error: unknown) => log.error({ err: error }, 'sessions could not be ended'));
  });
}
