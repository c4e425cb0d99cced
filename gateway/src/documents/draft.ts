import { createHash, type Hash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open as openFile, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '@suyuan/schemas';
import { ifThere } from './files.ts';
import { pieces } from './pieces.ts';
import type { DraftRecord, SealedRecord } from './record.ts';
import { CHUNK, chunksOf, open, placeOf, seal, sealedSize, wholeChunks } from './sealing.ts';

export const CONTENT = 'content';
export const RECORD = 'document.json';
/** Beside the content while it is coming. */
export const COMING = 'draft.json';

/**
 * Content on its way into the store, sealed as it arrives: its plain bytes are never on disk. It holds whole chunks
 * only; of a transfer that breaks, what did not fill a chunk is sent again.
 */
export class Draft {
  readonly record: DraftRecord;
  readonly folder: string;
  readonly #key: Uint8Array;
  readonly #sha256: Hash = createHash('sha256');
  readonly #sm3: Hash | undefined;
  #chunks = 0;
  #busy = false;

  private constructor(record: DraftRecord, folder: string, key: Uint8Array) {
    this.record = record;
    this.folder = folder;
    this.#key = key;
    this.#sm3 = record.sm3 ? createHash('sm3') : undefined;
  }

  /** The draft in a folder, with as many chunks as are there whole and can be opened. */
  static async at(folder: string, record: DraftRecord, key: Uint8Array): Promise<Draft> {
    const draft = new Draft(record, folder, key);
    await draft.#reread();
    return draft;
  }

  /** Plain bytes that are here: where the sender goes on. */
  get offset(): number {
    return Math.min(this.#chunks * CHUNK, this.record.size);
  }

  /** Sealed bytes that are here. */
  get sealedOffset(): number {
    return this.#chunks === 0 ? 0 : placeOf(this.#chunks - 1, this.record.size).end;
  }

  get complete(): boolean {
    return this.#chunks === chunksOf(this.record.size);
  }

  /** Takes plain bytes from the offset on. @throws DOCUMENT_BUSY, DOCUMENT_LENGTH, and what the stream throws */
  takePlain(stream: AsyncIterable<Uint8Array>): Promise<void> {
    const { size } = this.record;
    const next = () => Math.min(CHUNK, size - this.offset);
    return this.#take(stream, next, (plain) => ({ plain, sealed: seal(this.#key, this.#chunks, size, plain) }));
  }

  /** Takes sealed bytes from the sealed offset on. @throws DOCUMENT_BUSY, DOCUMENT_LENGTH, DOCUMENT_BROKEN */
  takeSealed(stream: AsyncIterable<Uint8Array>): Promise<void> {
    const { size, sha256 } = this.record;
    const next = () => (this.complete ? 0 : placeOf(this.#chunks, size).end - this.sealedOffset);
    return this.#take(stream, next, (sealed) => {
      const plain = open(this.#key, this.#chunks, size, sealed);
      if (!plain) throw refuse('DOCUMENT_BROKEN', { sha256, chunk: this.#chunks });
      return { plain, sealed: [sealed] };
    });
  }

  async #take(
    stream: AsyncIterable<Uint8Array>,
    next: () => number,
    sealing: (piece: Buffer) => { plain: Buffer; sealed: Buffer[] },
  ): Promise<void> {
    if (this.#busy) throw refuse('DOCUMENT_BUSY', { retryAfter: 1 });
    this.#busy = true;
    try {
      const file = await this.#file();
      try {
        // An empty document is one empty chunk, for which no byte is waited.
        if (this.record.size === 0 && !this.complete) await this.#add(file, sealing(Buffer.alloc(0)));
        for await (const piece of pieces(stream, next, () => this.#tooLong())) await this.#add(file, sealing(piece));
      } finally {
        await file.close();
      }
    } finally {
      this.#busy = false;
    }
  }

  #tooLong(): never {
    throw refuse('DOCUMENT_LENGTH', { size: this.record.size });
  }

  async #add(file: FileHandle, { plain, sealed }: { plain: Buffer; sealed: Buffer[] }): Promise<void> {
    let { start } = placeOf(this.#chunks, this.record.size);
    for (const bytes of sealed.filter((one) => one.length > 0)) {
      await file.write(bytes, 0, bytes.length, start);
      start += bytes.length;
    }
    this.#digest(plain);
  }

  #digest(plain: Uint8Array): void {
    this.#sha256.update(plain);
    this.#sm3?.update(plain);
    this.#chunks += 1;
  }

  #file(): Promise<FileHandle> {
    return openFile(join(this.folder, CONTENT), constants.O_RDWR | constants.O_CREAT, 0o600);
  }

  async #reread(): Promise<void> {
    const { size } = this.record;
    const path = join(this.folder, CONTENT);
    const there = (await ifThere(stat(path)))?.size ?? 0;
    if (there === 0) return;
    const file = await this.#file();
    try {
      const chunks = there >= sealedSize(size) ? chunksOf(size) : wholeChunks(there);
      while (this.#chunks < chunks) {
        const { start, end } = placeOf(this.#chunks, size);
        const sealed = Buffer.alloc(end - start);
        await file.read(sealed, 0, sealed.length, start);
        const plain = open(this.#key, this.#chunks, size, sealed);
        if (!plain) break;
        this.#digest(plain);
      }
    } finally {
      await file.close();
    }
    await truncate(path, this.sealedOffset);
  }

  /** Checks the whole and sees it to the disk. @throws DOCUMENT_DIGEST when the content is not the one announced */
  async sealed(): Promise<SealedRecord> {
    const { sha256, sm3, size, mediaType, file, key } = this.record;
    const found = `sha256:${this.#sha256.copy().digest('hex')}`;
    if (found !== sha256) throw refuse('DOCUMENT_DIGEST', { expected: sha256, found }, 'sha256');
    const foundSm3 = this.#sm3 && `sm3:${this.#sm3.copy().digest('hex')}`;
    if (sm3 && foundSm3 !== sm3) throw refuse('DOCUMENT_DIGEST', { expected: sm3, found: foundSm3 ?? '' }, 'sm3');
    const handle = await this.#file();
    await handle.sync().finally(() => handle.close());
    return { schema: 'sealed/1', sha256, ...(sm3 ? { sm3 } : {}), size, mediaType, file, key };
  }
}
