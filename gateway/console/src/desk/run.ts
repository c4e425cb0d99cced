import { SuyuanError } from '@suyuan/client/errors';
import type { CommandName } from '@suyuan/schemas';
import { commandOf, plainlyAgreed } from '../case/plainly.ts';
import { OFFLINE, query } from '../data/http.ts';
import { refresh } from '../data/query.ts';
import { CaseDocumentsDocument, type DeskRowFragment } from '../generated/desk.ts';
import type { Done } from '../session/act.ts';
import { agreeTo } from '../session/sheet.ts';
import type { Session } from '../session/token.ts';

/** Sent side by side: browsers keep six connections for a host, of which one listens. */
const LANES = 4;

/** What one case of many came to. */
export type Outcome = { readonly row: DeskRowFragment; readonly done?: Done; readonly error?: unknown };

/** One command for many cases. It goes on while its person looks at other pages of the console. */
export type Run = {
  readonly name: CommandName;
  readonly count: number;
  readonly outcomes: readonly Outcome[];
  readonly over: boolean;
};

let run: Run | undefined;
let stopped = false;
const listeners = new Set<() => void>();

function say(next: Run | undefined): void {
  run = next;
  for (const listener of listeners) listener();
}

export const running = (): Run | undefined => run;

export function listenRun(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function stop(): void {
  stopped = true;
}

export const forget = (): void => say(undefined);

/** Without its gateway or session none of those that are left would go through either. */
const ends = (error: unknown) =>
  error instanceof SuyuanError && (error.code === OFFLINE || error.code.startsWith('SESSION_'));

/** A case with the digests that a custody receipt signs for, which the queue does not carry. */
async function withDocuments(name: CommandName, row: DeskRowFragment) {
  if (name !== 'registration:receipt') return { id: row.id, application: null };
  const { case: found } = await query(CaseDocumentsDocument, { id: row.id });
  return { id: row.id, application: found?.application ?? null, sealed: found?.sealed ?? null };
}

const warn = (event: BeforeUnloadEvent) => event.preventDefault();

/**
 * Sends one command for each case, after the sheet has shown the first and how many there are.
 * @throws Declined when the person does not agree
 */
export async function start(name: CommandName, rows: readonly DeskRowFragment[], key: Session['key']): Promise<void> {
  const [first] = rows;
  if (!first || run?.over === false) return;
  await agreeTo({ function: name, command: commandOf(name, await withDocuments(name, first)) }, key, rows.length);
  stopped = false;
  let now: Run = { name, count: rows.length, outcomes: [], over: false };
  say(now);
  addEventListener('beforeunload', warn);
  const left = rows.values();
  const lane = async () => {
    for (const row of left) {
      if (stopped) return;
      const outcome: Outcome = await withDocuments(name, row)
        .then((of) => plainlyAgreed(name, of))
        .then(
          (done) => ({ row, done }),
          (error: unknown) => ({ row, error }),
        );
      if (ends(outcome.error)) stopped = true;
      now = { ...now, outcomes: [...now.outcomes, outcome] };
      say(now);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  removeEventListener('beforeunload', warn);
  say({ ...now, over: true });
  await refresh();
}
