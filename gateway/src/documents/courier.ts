import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { DocumentBook, Reads } from '../store/index.ts';
import type { Draft } from './draft.ts';
import type { Keeper } from './keyring.ts';
import { type Peer, type Place, peerAt } from './peer.ts';
import type { SealedRecord } from './record.ts';
import type { DocumentStore } from './store.ts';

interface Parts {
  readonly store: DocumentStore;
  readonly book: DocumentBook;
  readonly reads: Reads;
  readonly own: Keeper;
  readonly msp: string;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Attempts in a row at one gateway that bring nothing new. */
const ATTEMPTS = 3;
const AGAIN_MS = 200;
/** Documents fetched at the same time at most. */
const AT_ONCE = 4;

/**
 * Fetches documents from the gateways of other operators. They come sealed, each chunk is opened and the whole digested
 * as it arrives; after a broken connection the rest is asked for, at another gateway where the first is lost.
 */
export class Courier {
  readonly #parts: Parts;
  readonly #underWay = new Map<string, Promise<boolean>>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Answers whether the document is here now, brought by an entity where one is named: content that is here already is
   * not fetched again, but another gateway must say that this one brought it too. Failures are logged.
   */
  bring(sha256: string, by?: string): Promise<boolean> {
    const errand = `${sha256} ${by ?? ''}`;
    const known = this.#underWay.get(errand);
    if (known) return known;
    const bringing = this.#inTurn(() => this.#bring(sha256, by)).finally(() => this.#underWay.delete(errand));
    this.#underWay.set(errand, bringing);
    return bringing;
  }

  async #isHere(sha256: string, by: string | undefined): Promise<boolean> {
    const { store, book } = this.#parts;
    if (!(await store.find(sha256))) return false;
    return by === undefined || (await book.bringers(sha256)).includes(by);
  }

  /** Resolves once nothing is under way. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#underWay.values());
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #bring(sha256: string, by: string | undefined): Promise<boolean> {
    const { log, own, signal } = this.#parts;
    if (by !== undefined && (await this.#isHere(sha256, by))) return true;
    for (const place of await this.#places(sha256)) {
      if (signal.aborted) return false;
      const peer = peerAt(place, own, signal);
      try {
        await this.#from(peer, place, sha256);
        log.info({ document: sha256, from: place.msp }, 'a document was fetched');
        if (await this.#isHere(sha256, by)) return true;
      } catch (error) {
        log.warn({ document: sha256, from: place.msp, err: error }, 'a document could not be fetched');
      } finally {
        peer.close();
      }
    }
    return this.#isHere(sha256, by);
  }

  async #from(peer: Peer, place: Place, sha256: string): Promise<void> {
    const { store, book, signal } = this.#parts;
    for (let attempt = 1; ; attempt += 1) {
      let before = 0;
      let draft: Draft | undefined;
      try {
        const record = await peer.describe(sha256);
        if (!(await store.find(sha256))) {
          draft = await this.#draftOf(record, place.msp);
          before = draft.sealedOffset;
          if (!draft.complete) await draft.takeSealed(await peer.content(sha256, record.file, before));
          if (!draft.complete) throw new Error(`${place.msp} ended the document at byte ${draft.sealedOffset}`);
          await store.finish(draft);
        }
        for (const entity of record.bringers) await book.brought(sha256, entity, record.size, false);
        return;
      } catch (error) {
        if (draft && draft.sealedOffset > before) attempt = 0;
        if (attempt >= ATTEMPTS || signal.aborted) throw error;
        await sleep(AGAIN_MS * (attempt + 1), undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** Goes on with what came of the same sealed file; content that was sealed anew is begun anew. */
  async #draftOf(record: SealedRecord, msp: string): Promise<Draft> {
    const { store } = this.#parts;
    const earlier = (await store.drafts()).filter((draft) => draft.sha256 === record.sha256 && 'msp' in draft.from);
    for (const { id, file } of earlier) {
      const draft = file === record.file ? await store.draft(id) : undefined;
      if (draft) return draft;
      await store.drop(id);
    }
    return store.begin(record, { msp }, { sealed: record });
  }

  /** Gateways that may have a document: of who brought it, of who received it, of the other parties of its cases. */
  async #places(sha256: string): Promise<Place[]> {
    const { book, reads, msp: own } = this.#parts;
    const named = await book.named(sha256, 'all');
    const cases = await reads.byIds('case_file', ids(named.map((row) => row.case_id)), 'all');
    const parties = cases.flatMap((found) => [found?.receipt?.by.entity, found?.registrar, ...(found?.passedBy ?? [])]);
    const entities = await reads.byIds('entity', ids([...named.map((row) => row.brought_by), ...parties]), 'all');
    const hosts = ids(entities.map((entity) => entity?.host)).filter((msp) => msp !== own);
    const places = await reads.byRef('gateway/1', hosts);
    return hosts.flatMap((msp) => places.get(msp) ?? []);
  }
}

const ids = (some: readonly (string | null | undefined)[]) =>
  [...new Set(some.filter((one) => one !== null && one !== undefined && one !== ''))] as string[];
