/** A line of a read log, as the gateway keeps it. */
export type Line = {
  readonly at: string;
  readonly what: string;
  readonly id: string;
  readonly person: string;
  readonly msp: string;
  readonly grade?: string;
  readonly entity?: string;
  readonly use?: string;
};

export type Stretch = {
  readonly from: string;
  readonly until: string;
  readonly count: number;
  readonly digest: string;
};

/** What came of a check: the lines that were read, their digest as worked out here, and whether both are the ledger's. */
export type Checked = {
  readonly lines: readonly string[];
  readonly digest: string;
  readonly agrees: boolean;
};

/** Lines of which a browser works out the digest at once; a page of them has a thousand. */
export const MOST = 100_000;
const PAGE = 1000;

/** SHA-256 of the lines, in their order, each with its line end. */
export async function digestOf(lines: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `sha256:${[...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

type Ask = (first: number, skip: number) => Promise<readonly string[]>;

/** Reads a stretch line by line, and compares it with what the ledger has of it. */
export async function checkStretch(of: Stretch, ask: Ask, tell: (lines: number) => void): Promise<Checked> {
  const lines: string[] = [];
  for (let more = true; more && lines.length <= of.count; ) {
    const page = await ask(PAGE, lines.length);
    lines.push(...page);
    tell(lines.length);
    more = page.length === PAGE;
  }
  const digest = await digestOf(lines);
  return { lines, digest, agrees: lines.length === of.count && digest === of.digest };
}
