import { includes, inclusionPath, LeavesFile, leafHash, merkleRoot, pathBySubtrees, SUBTREE } from '@suyuan/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeBatch } from '../support/batches.ts';
import { refused } from '../support/refusals.ts';

/** Entries and roots that the implementations of RFC 6962 share; RFC 9162 keeps the tree. */
const ENTRIES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const hashes = ENTRIES.map((hex) => leafHash(Buffer.from(hex, 'hex')));

const tree = fc
  .array(fc.string(), { minLength: 1, maxLength: 40 })
  .chain((entries) =>
    fc.record({ all: fc.constant(entries.map((entry) => leafHash(entry))), index: fc.nat(entries.length - 1) }),
  );

describe('the Merkle tree of RFC 9162', () => {
  it.each(ROOTS.map((root, size) => [size, root] as const))('of %i known entries has the known root', (size, root) => {
    expect(merkleRoot(hashes.slice(0, size))).toBe(`sha256:${root}`);
  });

  it('has the known inclusion proof', () => {
    expect(inclusionPath(0, hashes).map((hash) => hash.slice(7, 15))).toEqual(['96a296d2', '5f083f0a', '6b47aaf2']);
    expect(inclusionPath(5, hashes).map((hash) => hash.slice(7, 15))).toEqual(['bc1a0643', 'ca854ea1', 'd37ee418']);
  });

  it('proves every entry at its own index, and nowhere else', () => {
    fc.assert(
      fc.property(tree, fc.nat(50), ({ all, index }, other) => {
        const root = merkleRoot(all);
        const path = inclusionPath(index, all);
        const hash = all[index] as string;
        expect(includes({ index, size: all.length, hash, path }, root)).toBe(true);
        // Two equal entries may trade places; nothing else may.
        const elsewhere = includes({ index: other, size: all.length, hash, path }, root);
        expect(elsewhere).toBe(other === index || (elsewhere && all[other] === hash));
      }),
    );
  });

  it('proves nothing of an entry, a path, a size or a root that is another', () => {
    fc.assert(
      fc.property(tree, fc.string(), ({ all, index }, other) => {
        const root = merkleRoot(all);
        const path = inclusionPath(index, all);
        const hash = all[index] as string;
        const proof = { index, size: all.length, hash, path };
        const strange = leafHash(`another ${other}`);
        expect(includes({ ...proof, hash: strange }, root)).toBe(false);
        expect(includes(proof, strange)).toBe(false);
        expect(includes({ ...proof, path: [...path, strange] }, root)).toBe(false);
        if (path.length > 0) {
          expect(includes({ ...proof, path: path.slice(1) }, root)).toBe(false);
          expect(includes({ ...proof, path: [strange, ...path.slice(1)] }, root)).toBe(false);
        }
        expect(includes({ ...proof, index: all.length }, root)).toBe(false);
        expect(includes({ ...proof, index: -1 }, root)).toBe(false);
      }),
    );
  });

  it('is the tree over the roots of its subtrees, and a proof is found in one of them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 * SUBTREE }), fc.nat(), (size, at) => {
        const all = Array.from({ length: size }, (_, n) => leafHash(String(n)));
        const parts = Array.from({ length: Math.ceil(size / SUBTREE) }, (_, n) =>
          all.slice(n * SUBTREE, (n + 1) * SUBTREE),
        );
        const subtrees = parts.map((part) => merkleRoot(part));
        const index = at % size;
        expect(merkleRoot(subtrees)).toBe(merkleRoot(all));
        const own = parts[Math.floor(index / SUBTREE)] as string[];
        expect(pathBySubtrees(index, own, subtrees)).toEqual(inclusionPath(index, all));
      }),
      { numRuns: 30 },
    );
  });
});

describe('a leaves file', () => {
  const batch = madeBatch('huaxin', 300);
  const lines = batch.file.split('\n').slice(0, -1);
  const read = (texts: readonly string[], entity = 'huaxin') => {
    const file = new LeavesFile(entity);
    for (const text of texts) file.read(text);
    return file;
  };

  it('has one root, which follows from its lines, their order and whose they are', () => {
    const file = read(lines);
    expect(file.root()).toBe(batch.text.root);
    expect(file.summary).toEqual(batch.text.summary);
    expect(read([...lines].reverse()).root()).not.toBe(batch.text.root);
    expect(read(lines, 'qixiang').root()).not.toBe(batch.text.root);
  });

  it.each([
    ['is not JSON', '{', '(line)'],
    ['is not canonical', ` ${lines[0]}`, '(line)'],
    ['lacks a member', (lines[0] ?? '').replace(/"seed":"[0-9a-f]+"/, '"x":1'), 'seed'],
    [
      'has a mistyped member',
      (lines[0] ?? '').replace('"records":3200', '"records":"3200"'),
      'asset.descriptor.records',
    ],
  ])('names a line that %s', (_, text, field) => {
    expect(refused('LEAVES_LINE', () => read([lines[0] ?? '', text]))).toMatchObject({ field, params: { line: 2 } });
  });

  it('refuses an empty one', () => {
    refused('LEAVES_NONE', () => new LeavesFile('huaxin').root());
  });
});
