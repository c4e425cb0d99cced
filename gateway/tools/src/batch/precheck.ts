import type { Client } from '@suyuan/client';
import { canonical, type Finding, LEAVES_CHECKED, type LeafLine, type Queries, type ReadLeaf } from '@suyuan/schemas';

/** What the ledger finds in one line: rules that it breaks, contents that another entity brought first. */
export type LineFindings = {
  /** From 1. */
  readonly line: number;
  readonly findings: readonly Finding[];
  readonly duplicates: readonly { readonly sha256: string; readonly entity: string; readonly asset: string }[];
};

type About = Omit<Queries['batch:precheck'], 'lines'>;

/** A question must fit into a command of the ledger, and its signed form into a request to the gateway. */
const MAX_BYTES = 600_000;

/** Has the ledger check leaves by its own rules, some hundreds at a time, and hands on what it finds line by line. */
export class Precheck {
  readonly #client: Client;
  readonly #about: About;
  readonly #found: (findings: LineFindings) => void;
  readonly #contents = new Map<string, number>();
  #lines: LeafLine[] = [];
  #first = 1;
  #bytes = 0;

  constructor(client: Client, about: About, found: (findings: LineFindings) => void) {
    this.#client = client;
    this.#about = about;
    this.#found = found;
  }

  /** The next leaf, in the order of the file. */
  async add({ index, line, text }: ReadLeaf): Promise<void> {
    this.#repeats(index + 1, line);
    if (this.#lines.length === LEAVES_CHECKED || this.#bytes + text.length * 3 > MAX_BYTES) await this.flush();
    this.#lines.push(line);
    this.#bytes += Buffer.byteLength(text);
  }

  /** The same content twice in a file. */
  #repeats(number: number, { release }: LeafLine): void {
    for (const { sha256 } of release.distributions) {
      const first = this.#contents.get(sha256);
      if (first === undefined) this.#contents.set(sha256, number);
      else {
        const zh = `内容 ${sha256} 与第 ${first} 行相同`;
        const en = `The content ${sha256} is that of line ${first}, too`;
        const finding = { code: 'CONTENT_REPEATED', field: 'release.distributions', citation: '', zh, en };
        this.#found({ line: number, findings: [finding], duplicates: [] });
      }
    }
  }

  /** Asks about what is left. */
  async flush(): Promise<void> {
    const lines = this.#lines;
    if (lines.length === 0) return;
    const found = await this.#client.ask<LineFindings[]>('batch:precheck', { ...this.#about, lines });
    for (const { line, ...rest } of found) this.#found({ line: this.#first + line, ...rest });
    this.#first += lines.length;
    this.#lines = [];
    this.#bytes = 0;
  }
}

/** Findings of a line, one text line each. */
export const told = ({ line, findings, duplicates }: LineFindings): string[] => [
  ...findings.map(({ code, field, zh, en }) => `line ${line}  ${code} ${field}: ${zh} ${en}`),
  ...duplicates.map((one) => `line ${line}  duplicate ${canonical(one)}`),
];
