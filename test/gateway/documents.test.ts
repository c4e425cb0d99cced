import { createHash, randomBytes } from 'node:crypto';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '@suyuan/schemas';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Keeper, Keyring } from '../../gateway/src/documents/keyring.ts';
import { CHUNK, sealedSize } from '../../gateway/src/documents/sealing.ts';
import { DocumentStore } from '../../gateway/src/documents/store.ts';
import { makeLog } from '../../gateway/src/log.ts';
import { Institution } from './support/authority.ts';

const FROM = { entity: 'huaxin' };
const digest = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const facts = (bytes: Uint8Array) => ({ sha256: digest(bytes), size: bytes.length, mediaType: 'application/pdf' });
/** Three chunks, the last of them short. */
const bytes = randomBytes(2 * CHUNK + 1000);

let directory: string;
let keepers: Keeper[];
const ended: string[] = [];

beforeAll(async () => {
  const group = await Institution.create('GroupMSP');
  const people = await Promise.all(['one', 'two', 'three'].map((name) => group.person(name)));
  keepers = people.map(({ certificate, keyPem }) => ({ certificate, key: keyPem }));
});
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'suyuan-documents-'));
  ended.push(directory);
});
afterAll(() => {
  for (const one of ended) rmSync(one, { recursive: true, force: true });
});

const keeper = (n: number) => keepers[n] as Keeper;
const storeOf = (n = 0, former: Keeper[] = [], recipients: string[] = [], at = directory) =>
  DocumentStore.at({ directory: at, keyring: new Keyring(keeper(n), former), recipients, log: makeLog('silent') });

async function* inParts(all: Uint8Array, part = 70_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < all.length; at += part) yield all.subarray(at, at + part);
}

/** Breaks off after so many bytes, as a connection does. */
async function* broken(all: Uint8Array, after: number): AsyncGenerator<Uint8Array> {
  yield* inParts(all.subarray(0, after));
  throw new Error('connection reset');
}

async function kept(store: DocumentStore, content: Uint8Array) {
  const draft = await store.begin(facts(content), FROM);
  await draft.takePlain(inParts(content));
  return store.finish(draft);
}

async function refusal(work: () => Promise<unknown>): Promise<Refusal['body']> {
  const error = await work().then(
    () => new Error('expected a refusal'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw error;
  return error.body;
}

const wholeOf = async (store: DocumentStore, sha256: string, from?: number, until?: number) => {
  const record = await store.find(sha256);
  if (!record) throw new Error('it is not there');
  return Buffer.concat(await Array.fromAsync(store.read(record, from, until)));
};
const spoil = (store: DocumentStore, sha256: string, change: (sealed: Buffer) => Buffer) => {
  const path = store.sealedFile(sha256);
  writeFileSync(path, change(readFileSync(path)));
};

describe('the document store', () => {
  it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])(
    'keeps a document of %i bytes, and any range of it',
    async (size) => {
      const store = await storeOf();
      const content = randomBytes(size);
      await kept(store, content);
      const sha256 = digest(content);
      expect((await wholeOf(store, sha256)).equals(content)).toBe(true);
      for (const [from, until] of [
        [0, 1],
        [size - 1, size],
        [CHUNK - 1, CHUNK + 1],
        [1, size - 1],
      ] as const)
        if (from >= 0 && from < until && until <= size)
          expect((await wholeOf(store, sha256, from, until)).equals(content.subarray(from, until))).toBe(true);
      expect(statSync(store.sealedFile(sha256)).size).toBe(sealedSize(size));
    },
  );

  it('has nothing of the plain content on disk', async () => {
    const store = await storeOf();
    const content = Buffer.from('机密 '.repeat(100_000));
    const { sha256 } = await kept(store, content);
    expect(readFileSync(store.sealedFile(sha256)).includes('机密')).toBe(false);
    for (const file of readdirSync(directory, { recursive: true, withFileTypes: true }))
      if (file.isFile()) expect(readFileSync(join(file.parentPath, file.name)).includes('机密')).toBe(false);
  });

  const damages: [string, (sealed: Buffer) => Buffer][] = [
    [
      'a bit of a chunk is turned',
      (sealed) => {
        sealed.writeUInt8(sealed.readUInt8(CHUNK + 100) ^ 1, CHUNK + 100);
        return sealed;
      },
    ],
    ['its end is cut off in a chunk', (sealed) => sealed.subarray(0, sealed.length - 500)],
    ['its last chunk is cut off', (sealed) => sealed.subarray(0, 2 * (CHUNK + 16))],
    [
      'two chunks change places',
      (sealed) =>
        Buffer.concat([
          sealed.subarray(CHUNK + 16, 2 * (CHUNK + 16)),
          sealed.subarray(0, CHUNK + 16),
          sealed.subarray(2 * (CHUNK + 16)),
        ]),
    ],
  ];
  it.each(damages)('notices that %s, and sets the document aside', async (_, damage) => {
    const store = await storeOf();
    const { sha256 } = await kept(store, bytes);
    spoil(store, sha256, damage);
    expect(await refusal(() => wholeOf(store, sha256))).toMatchObject({ code: 'DOCUMENT_BROKEN' });
    expect(await store.find(sha256)).toBeUndefined();
    expect(readdirSync(join(directory, 'damaged'))).toHaveLength(1);
    await kept(store, bytes);
    expect((await wholeOf(store, sha256)).equals(bytes)).toBe(true);
  });

  it('does not open by another gateway’s key, nor by the key of other content', async () => {
    const store = await storeOf();
    const { sha256 } = await kept(store, bytes);
    const stranger = await storeOf(1);
    expect(await refusal(() => wholeOf(stranger, sha256))).toMatchObject({ code: 'DOCUMENT_KEY' });
    const other = await kept(store, randomBytes(bytes.length));
    const record = await store.find(sha256);
    writeFileSync(join(store.sealedFile(sha256), '..', 'document.json'), JSON.stringify({ ...record, key: other.key }));
    expect(await refusal(() => wholeOf(store, sha256))).toMatchObject({ code: 'DOCUMENT_KEY' });
  });

  it('gives a document’s key to one recipient, which no other opens', async () => {
    const store = await storeOf();
    const record = await kept(store, bytes);
    const wrapped = await store.keyFor(record, keeper(1).certificate);
    expect(await new Keyring(keeper(1)).unwrap(wrapped, record)).toHaveLength(32);
    expect(await new Keyring(keeper(0)).unwrap(wrapped, record)).toBeUndefined();
    expect(await new Keyring(keeper(1)).unwrap(wrapped, { ...record, size: 1 })).toBeUndefined();
  });

  it('wraps keys to certificates for recovery as well, and to a new certificate once the gateway has one', async () => {
    const { sha256 } = await kept(await storeOf(0, [], [keeper(2).certificate]), bytes);
    expect((await wholeOf(await storeOf(2), sha256)).equals(bytes)).toBe(true);
    const renewed = await storeOf(1, [keeper(2)]);
    expect((await wholeOf(renewed, sha256)).equals(bytes)).toBe(true);
    expect((await wholeOf(await storeOf(1), sha256)).equals(bytes)).toBe(true);
  });
});

describe('an upload', () => {
  it('refuses content that is not what was announced, and leaves nothing of it', async () => {
    const store = await storeOf();
    const draft = await store.begin({ ...facts(bytes), sha256: digest(Buffer.from('another')) }, FROM);
    await draft.takePlain(inParts(bytes));
    expect(await refusal(() => store.finish(draft))).toMatchObject({
      code: 'DOCUMENT_DIGEST',
      field: 'sha256',
      params: { found: digest(bytes) },
    });
    expect(await store.drafts()).toEqual([]);
    const sm3 = `sm3:${createHash('sm3').update(bytes).digest('hex')}`;
    const wrong = await store.begin(
      { ...facts(bytes), sm3: `${sm3.slice(0, -1)}${sm3.endsWith('0') ? '1' : '0'}` },
      FROM,
    );
    await wrong.takePlain(inParts(bytes));
    expect(await refusal(() => store.finish(wrong))).toMatchObject({ code: 'DOCUMENT_DIGEST', field: 'sm3' });
    const right = await store.begin({ ...facts(bytes), sm3 }, FROM);
    await right.takePlain(inParts(bytes));
    expect((await store.finish(right)).sm3).toBe(sm3);
  });

  it('takes no more than was announced, and one sender at a time', async () => {
    const store = await storeOf();
    const draft = await store.begin(facts(bytes), FROM);
    const slow = Promise.withResolvers<void>();
    async function* waiting(): AsyncGenerator<Uint8Array> {
      await slow.promise;
      yield* inParts(Buffer.concat([bytes, Buffer.from('more')]));
    }
    const first = draft.takePlain(waiting());
    expect(await refusal(() => draft.takePlain(inParts(bytes)))).toMatchObject({ code: 'DOCUMENT_BUSY' });
    slow.resolve();
    expect(await refusal(() => first)).toMatchObject({ code: 'DOCUMENT_LENGTH', params: { size: bytes.length } });
  });

  it('goes on where a broken connection left it', async () => {
    const store = await storeOf();
    const draft = await store.begin(facts(bytes), FROM);
    await expect(draft.takePlain(broken(bytes, CHUNK + 5000))).rejects.toThrow('connection reset');
    expect(draft.offset).toBe(CHUNK);
    expect(await store.find(digest(bytes))).toBeUndefined();
    await draft.takePlain(inParts(bytes.subarray(draft.offset)));
    await store.finish(draft);
    expect((await wholeOf(store, digest(bytes))).equals(bytes)).toBe(true);
  });

  it('goes on after the gateway was killed, from the last chunk that is whole', async () => {
    const { record } = await (await storeOf()).begin(facts(bytes), FROM);
    const before = await (await storeOf()).draft(record.id);
    await expect(before?.takePlain(broken(bytes, 2 * CHUNK + 10))).rejects.toThrow();
    const content = join(directory, 'drafts', record.id, 'content');
    truncateSync(content, 2 * (CHUNK + 16) - 7);
    const store = await storeOf();
    const draft = await store.draft(record.id);
    expect(draft?.offset).toBe(CHUNK);
    await draft?.takePlain(inParts(bytes.subarray(CHUNK)));
    if (draft) await store.finish(draft);
    expect((await wholeOf(store, digest(bytes))).equals(bytes)).toBe(true);
  });

  it('that was killed between its last byte and its place is put there by the next one', async () => {
    const first = await storeOf();
    const draft = await first.begin(facts(bytes), FROM);
    await draft.takePlain(inParts(bytes));
    writeFileSync(join(draft.folder, 'document.json'), JSON.stringify(await draft.sealed()));
    const store = await storeOf();
    expect(await store.find(digest(bytes))).toBeUndefined();
    const again = await store.draft(draft.record.id);
    expect(again?.complete).toBe(true);
    if (again) await store.finish(again);
    expect((await wholeOf(store, digest(bytes))).equals(bytes)).toBe(true);
  });

  it('of two that bring the same, leaves one whole document', async () => {
    const store = await storeOf();
    const drafts = await Promise.all([
      store.begin(facts(bytes), FROM),
      store.begin(facts(bytes), { entity: 'qixiang' }),
    ]);
    await Promise.all(drafts.map((draft) => draft.takePlain(inParts(bytes))));
    await Promise.all(drafts.map((draft) => store.finish(draft)));
    expect((await wholeOf(store, digest(bytes))).equals(bytes)).toBe(true);
    expect(readdirSync(join(directory, 'drafts'))).toEqual([]);
  });

  it('that nobody goes on with is collected', async () => {
    const store = await storeOf();
    const { record } = await store.begin(facts(bytes), FROM);
    const fresh = await store.begin(facts(bytes), FROM);
    const folder = join(directory, 'drafts', record.id);
    utimesSync(folder, new Date(0), new Date(0));
    expect(await store.sweep(Date.now() - 1000)).toBe(1);
    expect((await store.drafts()).map(({ id }) => id)).toEqual([fresh.record.id]);
    expect(await store.draft(record.id)).toBeUndefined();
  });
});

describe('content that comes sealed', () => {
  it('is taken as it is, chunk by chunk checked, from where it broke off', async () => {
    const store = await storeOf();
    const record = await kept(store, bytes);
    const sealed = readFileSync(store.sealedFile(record.sha256));
    const there = join(directory, 'other');
    const other = await storeOf(1, [], [], there);
    const key = await store.keyFor(record, keeper(1).certificate);
    const draft = await other.begin(record, { msp: 'GroupMSP' }, { sealed: { file: record.file, key } });
    await expect(draft.takeSealed(broken(sealed, CHUNK + 3000))).rejects.toThrow('connection reset');
    expect(draft.sealedOffset).toBe(CHUNK + 16);
    await draft.takeSealed(inParts(sealed.subarray(draft.sealedOffset)));
    await other.finish(draft);
    expect((await wholeOf(other, record.sha256)).equals(bytes)).toBe(true);
  });

  it('is not taken where a chunk is not what its sender sealed, or the whole is other content', async () => {
    const store = await storeOf();
    const record = await kept(store, bytes);
    const sealed = readFileSync(store.sealedFile(record.sha256));
    const other = await storeOf(1, [], [], join(directory, 'other'));
    const key = await store.keyFor(record, keeper(1).certificate);
    const draft = await other.begin(record, { msp: 'GroupMSP' }, { sealed: { file: record.file, key } });
    sealed.writeUInt8(sealed.readUInt8(5) ^ 1, 5);
    expect(await refusal(() => draft.takeSealed(inParts(sealed)))).toMatchObject({
      code: 'DOCUMENT_BROKEN',
      params: { chunk: 0 },
    });
    expect(draft.sealedOffset).toBe(0);
    const mine = await storeOf(0, [], [], join(directory, 'liar'));
    expect(
      await refusal(() =>
        mine.begin({ ...record, sha256: digest(Buffer.of(1)) }, { msp: 'GroupMSP' }, { sealed: record }),
      ),
    ).toMatchObject({ code: 'DOCUMENT_KEY' });
  });
});
