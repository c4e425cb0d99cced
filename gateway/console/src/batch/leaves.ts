import {
  addToSummary,
  type BatchText,
  canonical,
  emptySummary,
  hashOf,
  type LeafLine,
  leafOf,
  merkleRoot,
} from '@suyuan/schemas';

/** Lines between which the page may draw. */
const AT_ONCE = 100;

export type Leaves = { readonly file: Blob; readonly text: BatchText };

const breath = () => new Promise<void>((resolve) => setTimeout(resolve));

async function sha256Of(file: Blob): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return `sha256:${[...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * The leaves file of a batch, NDJSON of canonical lines, and what the application says of it: count, root of the Merkle tree
 * (RFC 9162), digest, summary. The same lines make the same file.
 */
export async function leavesOf(
  lines: readonly LeafLine[],
  about: { readonly entity: string; readonly title: BatchText['title'] },
  progress: (at: number) => void,
  signal: AbortSignal,
): Promise<Leaves> {
  const summary = emptySummary();
  const hashes: string[] = [];
  const texts: string[] = [];
  for (const [index, line] of lines.entries()) {
    hashes.push(hashOf(leafOf(index, about.entity, line)));
    texts.push(`${canonical(line)}\n`);
    addToSummary(summary, line);
    if (index % AT_ONCE !== 0) continue;
    signal.throwIfAborted();
    progress(index / lines.length);
    await breath();
  }
  const file = new Blob(texts, { type: 'application/x-ndjson' });
  const sha256 = await sha256Of(file);
  progress(1);
  return {
    file,
    text: {
      title: about.title,
      count: lines.length,
      root: merkleRoot(hashes),
      file: { sha256, size: file.size },
      summary,
    },
  };
}
