import type { ContentMark, Distribution } from '@suyuan/schemas';
import { key } from '../ledger/keys.ts';
import type { Reader } from '../ledger/reader.ts';

/** Who brought a content first. The same digest under another entity is reported; a new one is marked. */
export async function contentMarks(
  ledger: Reader,
  distributions: readonly Distribution[],
  asset: { id: string; entity: string },
): Promise<{ marks: ContentMark[]; duplicates: { sha256: string; entity: string; asset: string }[] }> {
  const marks: ContentMark[] = [];
  const duplicates = [];
  for (const sha256 of new Set(distributions.map((distribution) => distribution.sha256))) {
    const first = await ledger.get('content/1', key.content(sha256));
    if (!first) marks.push({ schema: 'content/1', sha256, entity: asset.entity, asset: asset.id, time: ledger.time });
    else if (first.entity !== asset.entity) duplicates.push({ sha256, entity: first.entity, asset: first.asset });
  }
  return { marks, duplicates };
}
