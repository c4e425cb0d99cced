import { randomBytes } from 'node:crypto';
import { mkdir, open as openFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal, refuse } from '@suyuan/schemas';
import type { Log } from '../log.ts';
import { COMING, CONTENT, Draft, RECORD } from './draft.ts';
import { ifThere, readJson, syncFolder, writeJson } from './files.ts';
import { type Keyring, type WrappedKey, wrap } from './keyring.ts';
import { DraftRecord, type Facts, SealedRecord } from './record.ts';
import { CHUNK, newKey, open, placeOf } from './sealing.ts';

/** Where content comes from: a person of an entity, or the gateway of another operator. */
export type Source = DraftRecord['from'];

/** How content is sealed: it comes so, with its file's name and key; or for more recipients (PEM) than is usual here. */
interface Sealing {
  readonly sealed?: { readonly file: string; readonly key: WrappedKey };
  readonly recipients?: readonly string[];
}

interface Settings {
  readonly directory: string;
  readonly keyring: Keyring;
  /** Certificates (PEM) beside the gateway's own to which every key is wrapped, such as one kept for recovery. */
  readonly recipients: readonly string[];
  readonly log: Log;
}

/**
 * Documents by the digest of their plain content, each a folder of two files: the content in sealed chunks, and a record
 * with its key, wrapped to certificates. A document is there when its folder is, which one rename brings.
 */
export class DocumentStore {
  readonly #settings: Settings;
  /** Drafts by id, with the digest so far; one that is not here is read again when it goes on. */
  readonly #drafts = new Map<string, Promise<Draft | undefined>>();

  private constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** Opens the store, and makes its folders when it is new. */
  static async at(settings: Settings): Promise<DocumentStore> {
    const store = new DocumentStore(settings);
    for (const folder of ['objects', 'drafts', 'damaged'])
      await mkdir(join(settings.directory, folder), { recursive: true, mode: 0o700 });
    return store;
  }

  #folder(sha256: string): string {
    const hex = sha256.replace(/^sha256:/, '');
    return join(this.#settings.directory, 'objects', hex.slice(0, 2), hex);
  }

  readonly #draftFolder = (id: string) => join(this.#settings.directory, 'drafts', id);

  /** The record of a document; undefined while it is not here. */
  async find(sha256: string): Promise<SealedRecord | undefined> {
    return readJson(SealedRecord, join(this.#folder(sha256), RECORD));
  }

  /** The file of sealed content, to be handed on as it is. */
  sealedFile(sha256: string): string {
    return join(this.#folder(sha256), CONTENT);
  }

  /** The key of a document. One that is only wrapped to a former certificate is wrapped to the present one. */
  async #keyOf(record: SealedRecord): Promise<Uint8Array> {
    const { keyring, recipients } = this.#settings;
    const key = await keyring.unwrap(record.key, record);
    if (!key) throw refuse('DOCUMENT_KEY', { sha256: record.sha256 });
    if (!keyring.isOwn(record.key)) {
      const rewrapped = await wrap(key, aboutOf(record), [keyring.certificate, ...recipients]);
      await writeJson(join(this.#folder(record.sha256), RECORD), { ...record, key: rewrapped });
    }
    return key;
  }

  /** The document's key wrapped to a certificate (PEM): what a gateway gives to another. @throws DOCUMENT_KEY */
  async keyFor(record: SealedRecord, certificate: string): Promise<WrappedKey> {
    return wrap(await this.#keyOf(record), aboutOf(record), [certificate]);
  }

  /**
   * Plain bytes `[from, until)` of a document, chunk by chunk. A chunk that does not open ends it: the document is set
   * aside, so that it can be fetched or uploaded again. @throws DOCUMENT_BROKEN, DOCUMENT_KEY
   */
  async *read(record: SealedRecord, from = 0, until = record.size): AsyncGenerator<Buffer> {
    const key = await this.#keyOf(record);
    const file = await openFile(this.sealedFile(record.sha256), 'r');
    try {
      const first = Math.floor(from / CHUNK);
      const last = Math.max(first, Math.ceil(until / CHUNK) - 1);
      for (let n = first; n <= last; n += 1) {
        const { start, end } = placeOf(n, record.size);
        const sealed = Buffer.allocUnsafe(end - start);
        const { bytesRead } = await file.read(sealed, 0, sealed.length, start);
        const plain = bytesRead === sealed.length ? open(key, n, record.size, sealed) : undefined;
        if (!plain) throw await this.#damaged(record, n);
        yield plain.subarray(Math.max(0, from - n * CHUNK), Math.max(0, until - n * CHUNK));
      }
    } finally {
      await file.close();
    }
  }

  async #damaged({ sha256 }: SealedRecord, chunk: number) {
    const aside = join(this.#settings.directory, 'damaged', `${sha256.slice(7)}-${Date.now()}`);
    this.#settings.log.error({ document: sha256, chunk, aside }, 'a document is damaged and set aside');
    await ifThere(rename(this.#folder(sha256), aside));
    return refuse('DOCUMENT_BROKEN', { sha256, chunk });
  }

  /** Begins a draft: of content that comes sealed already, with its file's name and key, or to be sealed here. */
  async begin(facts: Facts, from: Source, how: Sealing = {}): Promise<Draft> {
    const { keyring } = this.#settings;
    const recipients = [keyring.certificate, ...this.#settings.recipients, ...(how.recipients ?? [])];
    const { sealed } = how;
    const { sha256, sm3, size, mediaType } = facts;
    const key = sealed ? await keyring.unwrap(sealed.key, facts) : newKey();
    if (!key) throw refuse('DOCUMENT_KEY', { sha256 });
    const id = randomBytes(16).toString('hex');
    const record: DraftRecord = {
      schema: 'draft/1',
      id,
      sha256,
      ...(sm3 ? { sm3 } : {}),
      size,
      mediaType,
      file: sealed?.file ?? randomBytes(16).toString('hex'),
      key: await wrap(key, aboutOf(facts), recipients),
      from,
      startedAt: new Date().toISOString(),
    };
    const folder = this.#draftFolder(id);
    await mkdir(folder, { mode: 0o700 });
    await writeJson(join(folder, COMING), record);
    const draft = await Draft.at(folder, record, key);
    this.#drafts.set(id, Promise.resolve(draft));
    return draft;
  }

  /** A draft by its id, as it stands: after a restart its chunks are read again. */
  async draft(id: string): Promise<Draft | undefined> {
    if (!/^[0-9a-f]{32}$/.test(id)) return undefined;
    const known = this.#drafts.get(id) ?? this.#reopened(id);
    this.#drafts.set(id, known);
    const draft = await known.catch((error: unknown) => {
      this.#drafts.delete(id);
      throw error;
    });
    if (!draft) this.#drafts.delete(id);
    return draft;
  }

  async #reopened(id: string): Promise<Draft | undefined> {
    const folder = this.#draftFolder(id);
    const record = await readJson(DraftRecord, join(folder, COMING));
    const key = record && (await this.#settings.keyring.unwrap(record.key, record));
    return record && key ? Draft.at(folder, record, key) : undefined;
  }

  /** Records of the drafts that are there. */
  async drafts(): Promise<DraftRecord[]> {
    const ids = await readdir(join(this.#settings.directory, 'drafts'));
    const records = await Promise.all(ids.map((id) => readJson(DraftRecord, join(this.#draftFolder(id), COMING))));
    return records.filter((record) => record !== undefined);
  }

  /**
   * Makes a complete draft a document, or drops it where the document is there already.
   * @throws DOCUMENT_DIGEST, with the draft dropped, when the content is not what was announced
   */
  async finish(draft: Draft): Promise<SealedRecord> {
    const { id, sha256 } = draft.record;
    const record = await draft.sealed().catch(async (error: unknown) => {
      if (error instanceof Refusal) await this.drop(id);
      throw error;
    });
    const folder = this.#folder(sha256);
    await mkdir(join(folder, '..'), { recursive: true, mode: 0o700 });
    await writeJson(join(draft.folder, RECORD), record);
    const taken = await rename(draft.folder, folder).then(
      () => false,
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
        return true;
      },
    );
    if (!taken) await syncFolder(join(folder, '..'));
    await rm(join(folder, COMING), { force: true });
    await this.drop(id);
    return (taken ? await this.find(sha256) : undefined) ?? record;
  }

  /** Removes a document: it is not here from the first rename on, and a crash leaves a draft that is swept. */
  async remove(sha256: string): Promise<void> {
    const aside = this.#draftFolder(randomBytes(16).toString('hex'));
    const folder = this.#folder(sha256);
    await ifThere(rename(folder, aside));
    await syncFolder(join(folder, '..'));
    await rm(aside, { recursive: true, force: true });
  }

  async drop(id: string): Promise<void> {
    this.#drafts.delete(id);
    await rm(this.#draftFolder(id), { recursive: true, force: true });
  }

  /** Removes drafts that nobody has gone on with since an instant (ms), and what is no draft at all. */
  async sweep(before: number): Promise<number> {
    const ids = await readdir(join(this.#settings.directory, 'drafts'));
    let dropped = 0;
    for (const id of ids) {
      const folder = this.#draftFolder(id);
      const files = await Promise.all([folder, join(folder, CONTENT)].map((path) => ifThere(stat(path))));
      if (files.some((file) => file && file.mtimeMs >= before)) continue;
      await this.drop(id);
      dropped += 1;
    }
    return dropped;
  }
}

const aboutOf = ({ sha256, size }: Facts) => ({ sha256, size });
