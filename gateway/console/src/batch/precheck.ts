import { canonical, type Finding, type LeafLine, type Queries } from '@suyuan/schemas';

/** What the ledger finds in one row, or that its content was brought before. */
export type Found = {
  readonly findings: readonly Pick<Finding, 'code' | 'field' | 'citation' | 'zh' | 'en'>[];
  readonly duplicates: readonly { readonly sha256: string; readonly entity: string; readonly asset: string }[];
};

type About = Omit<Queries['batch:precheck'], 'lines'>;
type Answer = readonly (Found & { readonly line: number })[];

/** A question must fit into a command of the ledger, and its signed form into a request to the gateway. */
const MAX_BYTES = 300_000;
const MAX_LINES = 200;

/** Lines in groups that fit into a question each, with the place of each group's first. */
export function groupsOf(
  lines: readonly LeafLine[],
): readonly { readonly first: number; readonly lines: LeafLine[] }[] {
  const groups: { first: number; lines: LeafLine[] }[] = [];
  let bytes = MAX_BYTES;
  for (const [place, line] of lines.entries()) {
    const size = canonical(line).length * 3;
    const last = groups.at(-1);
    if (!last || bytes + size > MAX_BYTES || last.lines.length === MAX_LINES) {
      groups.push({ first: place, lines: [line] });
      bytes = size;
    } else {
      last.lines.push(line);
      bytes += size;
    }
  }
  return groups;
}

/** Has the ledger check lines by its own rules, a group at a time; answers what it found by the place of the line. */
export async function checked(
  lines: readonly LeafLine[],
  about: About,
  ask: (question: Queries['batch:precheck']) => Promise<unknown>,
  progress: (done: number) => void,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, Found>> {
  const found = new Map<number, Found>();
  for (const group of groupsOf(lines)) {
    signal.throwIfAborted();
    const answer = (await ask({ ...about, lines: group.lines })) as Answer;
    for (const { line, findings, duplicates } of answer) found.set(group.first + line, { findings, duplicates });
    progress(group.first + group.lines.length);
  }
  return found;
}
