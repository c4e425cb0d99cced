import { refuse } from '@suyuan/schemas';
import { type Reader, ROWS, type RowRule } from '../access/index.ts';
import type { DocumentBook, Reads } from '../store/index.ts';

/** What a reader may know of a document: the names under which the ledger has it, of who brought it. */
export interface Right {
  readonly names: readonly string[];
}

/** A right that the ledger gives: by whom the document was brought, so that the other gateway can tell the same. */
export interface Granted {
  readonly bringers: readonly string[];
}

/**
 * Who has a right to a document: whose entity brought it, and whom the ledger gives it by a record in which somebody who
 * brought it names it. A digest alone gives nothing, nor does naming one whose content one never brought: else whoever
 * reads a digest on the ledger could name it as evidence of its own.
 */
export class Rights {
  readonly #book: DocumentBook;
  readonly #reads: Reads;

  constructor(book: DocumentBook, reads: Reads) {
    this.#book = book;
    this.#reads = reads;
  }

  /** Undefined where there is none. @throws ACCESS_SIGN_IN */
  async ofReader(sha256: string, reader: Reader): Promise<Right | undefined> {
    const bringers = await this.#book.bringers(sha256);
    const named = await this.#named(sha256, reader);
    const granted = named.filter((row) => bringers.includes(row.brought_by));
    const own = reader.entity !== undefined && bringers.includes(reader.entity);
    if (granted.length === 0 && !own) return undefined;
    return { names: granted.flatMap(({ name }) => name ?? []) };
  }

  /** Whether the ledger names a document for a reader, so that it is worth being asked for. @throws ACCESS_SIGN_IN */
  async mayAsk(sha256: string, reader: Reader): Promise<boolean> {
    return (await this.#named(sha256, reader)).length > 0;
  }

  #named(sha256: string, reader: Reader) {
    if (!reader.person) throw refuse('ACCESS_SIGN_IN');
    return this.#book.named(sha256, ROWS.evidence(reader));
  }

  /** The right of an operator's gateway is that of the entities which it hosts, by the ledger. @throws DOCUMENT_RIGHT */
  async ofOperator(sha256: string, msp: string): Promise<Granted> {
    const bringers = await this.#book.bringers(sha256);
    const named = await this.#book.named(sha256, await this.#ruleOf(msp));
    const granted = bringers.filter((entity) => named.some((row) => row.brought_by === entity));
    if (granted.length === 0) throw refuse('DOCUMENT_RIGHT', { sha256 });
    return { bringers: granted };
  }

  async #ruleOf(msp: string): Promise<RowRule> {
    const entities = await this.#reads.hosted(msp);
    const rules = entities.map(({ id, roles, clearance }) =>
      ROWS.evidence({ person: undefined, msp, entity: id, member: true, roles, clearance }),
    );
    return rules.includes('all') ? 'all' : rules.flatMap((rule) => (rule === 'all' ? [] : [...rule]));
  }
}
