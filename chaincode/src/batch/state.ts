import type { Batch, BatchLeaf, LeafLine } from '@suyuan/schemas';
import { key } from '../ledger/keys.ts';
import type { Reader } from '../ledger/reader.ts';

export const batchOf = (ledger: Reader, id: string): Promise<Batch> => ledger.need('batch/1', key.batch(id), 'batch');

/** What happened to one leaf, if anything did. */
export const ownOf = (ledger: Reader, id: string, index: number): Promise<BatchLeaf | undefined> =>
  ledger.get('batch-leaf/1', key.batchLeaf(id, index));

/** The batch in which leaves of this root were sealed. */
export const sealedAs = async (ledger: Reader, root: string): Promise<string | undefined> =>
  (await ledger.get('batch-root/1', key.batchRoot(root)))?.batch;

/** Contents of a line that another entity brought first. */
export async function broughtBefore(ledger: Reader, { release }: LeafLine, entity: string) {
  const found = [];
  for (const sha256 of new Set(release.distributions.map((distribution) => distribution.sha256))) {
    const first = await ledger.get('content/1', key.content(sha256));
    if (first && first.entity !== entity) found.push({ sha256, entity: first.entity, asset: first.asset });
  }
  return found;
}
