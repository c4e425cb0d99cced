import { digest, refuse } from '@suyuan/schemas';
import type { Reader } from '../access/index.ts';
import type { DocumentBook } from '../store/index.ts';
import type { Courier } from './courier.ts';
import type { Draft } from './draft.ts';
import type { Facts, SealedRecord, ToldRecord } from './record.ts';
import type { Rights } from './rights.ts';
import type { DocumentStore } from './store.ts';

/** What entities may bring. */
export interface DocumentLimits {
  /** Bytes of one document. */
  readonly documentBytes: number;
  /** Bytes of all documents of one entity. */
  readonly entityBytes: number;
  /** Unfinished uploads of one entity. */
  readonly uploads: number;
  readonly mediaTypes: readonly string[];
}

interface Parts {
  readonly store: DocumentStore;
  readonly book: DocumentBook;
  readonly rights: Rights;
  readonly courier: Courier;
  readonly limits: DocumentLimits;
  /** How long a reader waits for a document that is fetched from another gateway (ms). */
  readonly waitMs: number;
}

const AGAIN_SECONDS = 3;

/** A document that a reader may have, and a name under which the ledger has it. */
type Found = { readonly record: SealedRecord; readonly name: string | undefined };

/** Documents by right: what the gateway's edges do with them. */
export class Documents {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  has = async (sha256: string): Promise<boolean> => (await this.#parts.store.find(sha256)) !== undefined;

  /**
   * A document that a reader may have, and its name. One that is not here is fetched from another gateway, and waited
   * for some time. @throws ACCESS_SIGN_IN, DOCUMENT_RIGHT, DOCUMENT_AWAY
   */
  async find(sha256: string, reader: Reader): Promise<Found> {
    const { store, rights, courier, waitMs } = this.#parts;
    const asks = await rights.mayAsk(sha256, reader);
    let found = await this.#found(sha256, reader);
    if (!found && asks) {
      await Promise.race([courier.bring(sha256), new Promise((resolve) => setTimeout(resolve, waitMs).unref())]);
      found = await this.#found(sha256, reader);
    }
    if (found) return found;
    const known = asks || (await rights.ofReader(sha256, reader)) !== undefined;
    if (known && !(await store.find(sha256))) throw refuse('DOCUMENT_AWAY', { sha256, retryAfter: AGAIN_SECONDS });
    throw refuse('DOCUMENT_RIGHT', { sha256 });
  }

  async #found(sha256: string, reader: Reader): Promise<Found | undefined> {
    const record = await this.#parts.store.find(sha256);
    const right = record && (await this.#parts.rights.ofReader(sha256, reader));
    return right && { record, name: right.names[0] };
  }

  /** Plain bytes `[from, until)`. @throws DOCUMENT_BROKEN, DOCUMENT_KEY */
  read = (record: SealedRecord, from?: number, until?: number) => this.#parts.store.read(record, from, until);

  /** Begins an upload, or answers the document where it is here already by the reader's right. @throws DOCUMENT_* */
  async begin(facts: Facts, reader: Reader): Promise<{ draft: Draft } | { record: SealedRecord }> {
    const entity = entityOf(reader);
    const { store, rights, book, limits } = this.#parts;
    const here = await store.find(facts.sha256);
    if (here && (await rights.ofReader(facts.sha256, reader))) {
      await book.brought(here.sha256, entity, here.size, true);
      return { record: here };
    }
    if (!limits.mediaTypes.includes(facts.mediaType))
      throw refuse('DOCUMENT_TYPE', { mediaType: facts.mediaType }, 'mediaType');
    if (facts.size > limits.documentBytes)
      throw refuse('DOCUMENT_SIZE', { size: facts.size, limit: limits.documentBytes }, 'size');
    const coming = (await store.drafts()).filter(({ from }) => 'entity' in from && from.entity === entity);
    if (coming.length >= limits.uploads) throw refuse('DOCUMENT_UPLOADS', { entity, limit: limits.uploads });
    const used = coming.reduce((sum, { size }) => sum + size, await book.used(entity));
    if (used + facts.size > limits.entityBytes)
      throw refuse('DOCUMENT_QUOTA', { entity, used, limit: limits.entityBytes }, 'size');
    const draft = await store.begin(facts, { entity });
    if (facts.size > 0) return { draft };
    await draft.takePlain(inOne(new Uint8Array()));
    return { record: await this.#finish(draft, entity) };
  }

  /** An upload of the reader's entity. @throws DOCUMENT_UPLOAD */
  async upload(id: string, reader: Reader): Promise<Draft> {
    const entity = entityOf(reader);
    const draft = await this.#parts.store.draft(id);
    const from = draft?.record.from;
    if (!draft || !from || !('entity' in from) || from.entity !== entity)
      throw refuse('DOCUMENT_UPLOAD', { id: id.slice(0, 64) });
    return draft;
  }

  /** Goes on with an upload. Answers the document once it is whole. @throws DOCUMENT_* */
  async go(
    id: string,
    offset: number,
    stream: AsyncIterable<Uint8Array>,
    reader: Reader,
  ): Promise<{ draft: Draft; record: SealedRecord | undefined }> {
    const draft = await this.upload(id, reader);
    if (offset !== draft.offset) throw refuse('DOCUMENT_OFFSET', { offset: draft.offset }, 'upload-offset');
    await draft.takePlain(stream);
    return { draft, record: draft.complete ? await this.#finish(draft, entityOf(reader)) : undefined };
  }

  async #finish(draft: Draft, entity: string): Promise<SealedRecord> {
    const record = await this.#parts.store.finish(draft);
    await this.#parts.book.brought(record.sha256, entity, record.size, true);
    return record;
  }

  async cancel(id: string, reader: Reader): Promise<void> {
    const { record } = await this.upload(id, reader);
    await this.#parts.store.drop(record.id);
  }

  /** The record for the gateway of another operator, its key wrapped to that one's certificate. @throws DOCUMENT_RIGHT, NOT_FOUND */
  async recordFor(sha256: string, peer: PeerGateway): Promise<ToldRecord> {
    const { record, bringers } = await this.#ofPeer(sha256, peer);
    return { ...record, bringers: [...bringers], key: await this.#parts.store.keyFor(record, peer.certificate) };
  }

  /** The file of sealed content for the gateway of another operator, and its name. @throws DOCUMENT_RIGHT, NOT_FOUND */
  async sealedFor(sha256: string, peer: PeerGateway): Promise<{ file: string; path: string }> {
    const { record } = await this.#ofPeer(sha256, peer);
    return { file: record.file, path: this.#parts.store.sealedFile(sha256) };
  }

  async #ofPeer(sha256: string, { msp }: PeerGateway) {
    const { bringers } = await this.#parts.rights.ofOperator(sha256, msp);
    const record = await this.#parts.store.find(sha256);
    if (!record) throw refuse('NOT_FOUND', { what: 'document', id: sha256 });
    return { record, bringers };
  }

  /**
   * Keeps a small value for an entity, sealed for this gateway and for other recipients (PEM of certificates on P-256 or
   * P-384), such as what a vault holds. Answers its digest, which is its address.
   */
  async keepValue(value: Uint8Array, about: { entity: string; mediaType: string; recipients: readonly string[] }) {
    const { store, book } = this.#parts;
    const sha256 = digest(value);
    const { entity, mediaType, recipients } = about;
    if (!(await store.find(sha256))) {
      const draft = await store.begin({ sha256, size: value.length, mediaType }, { entity }, { recipients });
      await draft.takePlain(inOne(value));
      await store.finish(draft);
    }
    await book.brought(sha256, entity, value.length, true);
    return sha256;
  }

  /** Lets go of a value that was kept as this media type; what lies here as another one is no such value and stays. */
  async forgetValue(sha256: string, mediaType: string): Promise<void> {
    const { store, book } = this.#parts;
    if ((await store.find(sha256))?.mediaType !== mediaType) return;
    await store.remove(sha256);
    await book.gone(sha256);
  }

  /** A value that is kept here, whoever asks: rights are its caller's business. @throws DOCUMENT_BROKEN, DOCUMENT_KEY */
  async value(sha256: string): Promise<Buffer | undefined> {
    const record = await this.#parts.store.find(sha256);
    return record && Buffer.concat(await Array.fromAsync(this.#parts.store.read(record)));
  }
}

/** The gateway of another operator, as its certificate says. */
export type PeerGateway = { readonly msp: string; readonly certificate: string };

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}
/** @throws ACCESS_SIGN_IN, CALLER_NOT_MEMBER */
function entityOf({ person, entity }: Reader): string {
  if (!person) throw refuse('ACCESS_SIGN_IN');
  if (!entity) throw refuse('CALLER_NOT_MEMBER', { entity: '–' });
  return entity;
}
