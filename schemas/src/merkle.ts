import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import { digest, sha256 } from './digest.ts';

/**
 * The Merkle tree of RFC 9162 §2.1.1 with SHA-256. Entries are texts, such as the canonical JSON of a leaf, taken as
 * UTF-8; hashes cross boundaries as `sha256:<64 hex>`.
 */
type Hash = Uint8Array;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);
const PREFIX = 'sha256:';

const text = (hash: Hash) => PREFIX + bytesToHex(hash);
const bytes = (digest: string) => hexToBytes(digest.slice(PREFIX.length));

const node = (left: Hash, right: Hash): Hash => sha256(concatBytes(NODE, left, right));

/** The hash of one entry: SHA-256 of 0x00 and the entry. */
export function leafHash(entry: string | Uint8Array): string {
  // In UTF-8 the byte 0x00 is U+0000.
  return digest(typeof entry === 'string' ? `\0${entry}` : concatBytes(LEAF, entry));
}

/** The largest power of two smaller than n, for n > 1: where a tree of n leaves is split. */
function split(n: number): number {
  let k = 1;
  while (2 * k < n) k *= 2;
  return k;
}

function head(hashes: readonly Hash[], from: number, until: number): Hash {
  if (until - from === 1) return hashes[from] as Hash;
  const at = from + split(until - from);
  return node(head(hashes, from, at), head(hashes, at, until));
}

/**
 * The root over the hashes of the entries in their order; of none, the hash of nothing. The hashes may be the roots of
 * equal subtrees of a power of two of entries each, the last of which may be smaller.
 */
export function merkleRoot(hashes: readonly string[]): string {
  return text(hashes.length === 0 ? sha256(new Uint8Array()) : head(hashes.map(bytes), 0, hashes.length));
}

/**
 * The inclusion proof of the entry at an index, from the bottom up (§2.1.3.1).
 * @throws RangeError when the tree has no such entry
 */
export function inclusionPath(index: number, hashes: readonly string[]): string[] {
  if (!Number.isInteger(index) || index < 0 || index >= hashes.length) throw new RangeError(`no entry ${index}`);
  const all = hashes.map(bytes);
  const path: Hash[] = [];
  let [from, until] = [0, all.length];
  while (until - from > 1) {
    const at = from + split(until - from);
    const left = index < at;
    path.unshift(left ? head(all, at, until) : head(all, from, at));
    if (left) until = at;
    else from = at;
  }
  return path.map(text);
}

/** Whether a path leads from an entry's hash at an index of a tree of `size` entries to its root (§2.1.3.2). */
export function includes(
  proof: { readonly index: number; readonly size: number; readonly hash: string; readonly path: readonly string[] },
  root: string,
): boolean {
  const { index, size, hash, path } = proof;
  if (!Number.isInteger(index) || index < 0 || index >= size) return false;
  let [fn, sn] = [index, size - 1];
  let at: Hash = bytes(hash);
  for (const one of path) {
    if (sn === 0) return false;
    const beside = bytes(one);
    if (fn % 2 === 1 || fn === sn) {
      at = node(beside, at);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else at = node(at, beside);
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && text(at) === root;
}
