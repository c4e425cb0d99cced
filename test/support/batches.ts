import {
  addToSummary,
  type BatchText,
  canonical,
  digest,
  emptySummary,
  hashOf,
  inclusionPath,
  type LeafLine,
  type LeafProof,
  leafOf,
  merkleRoot,
  sha256Hex,
} from '@suyuan/schemas';
import { assetText, releaseText } from './builders.ts';

/** The n-th line of a made-up leaves file: a file of its own, under a title of its own. */
export function leafLine(holder: string, n: number, name = 'leaf'): LeafLine {
  const { descriptor, ...rest } = assetText(holder);
  return {
    seed: sha256Hex(`${name}/${n}`),
    asset: { ...rest, descriptor: { ...descriptor, title: { zh: `行政区划第${n}号`, en: `Division ${n}` } } },
    release: releaseText(`${name}-${n}.csv`),
  };
}

export type MadeBatch = {
  readonly entity: string;
  readonly lines: LeafLine[];
  readonly text: BatchText;
  readonly file: string;
  proof(index: number): LeafProof;
};

/** A batch of so many made-up leaves, with its file and the proof of each leaf. */
export function madeBatch(entity: string, count: number, name = 'leaf'): MadeBatch {
  const lines = Array.from({ length: count }, (_, n) => leafLine(entity, n, name));
  const leaves = lines.map((line, n) => leafOf(n, entity, line));
  const hashes = leaves.map(hashOf);
  const file = lines.map((line) => `${canonical(line)}\n`).join('');
  const summary = emptySummary();
  for (const line of lines) addToSummary(summary, line);
  return {
    entity,
    lines,
    file,
    text: {
      title: { zh: '行政区划分册', en: 'Divisions' },
      count,
      root: merkleRoot(hashes),
      file: { sha256: digest(file), size: Buffer.byteLength(file) },
      summary,
    },
    proof: (index) => {
      const leaf = leaves[index];
      if (!leaf) throw new RangeError(`no leaf ${index}`);
      return { leaf, path: inclusionPath(index, hashes) };
    },
  };
}
