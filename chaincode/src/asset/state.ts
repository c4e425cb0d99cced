import type { ContentMark, Distribution } from '@suyuan/schemas';
import { key } from '../ledger/keys.ts';
import { type Reader, together } from '../ledger/reader.ts';

/** Who brought a content first. The same digest under another entity is reported; a new one is marked. */
export async function contentMarks(
  ledger: Reader,
  distributions: readonly Distribution[],
  asset: { id: string; entity: string },
): Promise<{ marks: ContentMark[]; duplicates: { sha256: string; entity: string; asset: string }[] }> {
  const marks: ContentMark[] = [];
  const duplicates = [];
  const digests = [...new Set(distributions.map((distribution) => distribution.sha256))];
  const found = await together(digests.map((sha256) => ledger.get('content/1', key.content(sha256))));
  for (const [n, sha256] of digests.entries()) {
    const first = found[n];
    if (!first) marks.push({ schema: 'content/1', sha256, entity: asset.entity, asset: asset.id, time: ledger.time });
    else if (first.entity !== asset.entity) duplicates.push({ sha256, entity: first.entity, asset: first.asset });
  }
  return { marks, duplicates };
}
