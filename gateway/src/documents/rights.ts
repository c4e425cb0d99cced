import { refuse } from '@suyuan/schemas';
import { type Reader, ROWS, type RowRule } from '../access/index.ts';
import type { DocumentBook, Reads } from '../store/index.ts';

/** What a reader may know of a document: the names under which the ledger has it. */
export interface Right {
  readonly names: readonly string[];
}

/**
 * Who has a right to a document: whose entity brought it here, and whom the ledger gives it by what names it as
 * evidence. Whether the document is here makes no difference: an answer does not tell.
 */
export class Rights {
  readonly #book: DocumentBook;
  readonly #reads: Reads;

  constructor(book: DocumentBook, reads: Reads) {
    this.#book = book;
    this.#reads = reads;
  }

  /** @throws ACCESS_SIGN_IN, DOCUMENT_RIGHT */
  async ofReader(sha256: string, reader: Reader): Promise<Right> {
    if (!reader.person) throw refuse('ACCESS_SIGN_IN');
    const named = await this.#book.named(sha256, ROWS.evidence(reader));
    const keeps = reader.entity !== undefined && (await this.#book.keeps(sha256, reader.entity));
    if (named.length === 0 && !keeps) throw refuse('DOCUMENT_RIGHT', { sha256 });
    return { names: named.flatMap(({ name }) => name ?? []) };
  }

  /** The right of an operator's gateway is that of the entities which it hosts, by the ledger. @throws DOCUMENT_RIGHT */
  async ofOperator(sha256: string, msp: string): Promise<void> {
    const named = await this.#book.named(sha256, await this.#ruleOf(msp));
    if (named.length === 0) throw refuse('DOCUMENT_RIGHT', { sha256 });
  }

  async #ruleOf(msp: string): Promise<RowRule> {
    const entities = await this.#reads.hosted(msp);
    const rules = entities.map(({ id, roles, clearance }) =>
      ROWS.evidence({ person: undefined, msp, entity: id, member: true, roles, clearance }),
    );
    return rules.includes('all') ? 'all' : rules.flatMap((rule) => (rule === 'all' ? [] : [...rule]));
  }
}
