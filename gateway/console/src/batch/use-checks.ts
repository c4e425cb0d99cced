import { useCallback, useMemo, useRef, useState } from 'react';
import { askLedger } from '../session/act.ts';
import type { BatchDraft } from './kept.ts';
import { checked, type Found } from './precheck.ts';
import { type Common, lineOf, type Row, unfilledOf } from './row.ts';

/** What is known of each row: whether it was checked as it stands, and what is wrong in it. */
export type Checks = {
  readonly isChecked: (row: Row) => boolean;
  readonly foundIn: (row: Row) => Found | undefined;
  readonly unfilledIn: (row: Row) => readonly string[];
  /** How many things are to be mended in it. */
  readonly wrongIn: (row: Row) => number;
};

type Known = { readonly row: Row; readonly common: Common; readonly rules: string; readonly found: Found | undefined };

/** Has the ledger check rows, those alone that changed since; what was found of a row holds while it stays as it was. */
export function useChecks(draft: BatchDraft, version: number | undefined, entity: string) {
  const [known, setKnown] = useState<ReadonlyMap<string, Known>>(new Map());
  const [progress, setProgress] = useState<{ readonly done: number; readonly of: number }>();
  const [error, setError] = useState<unknown>();
  const running = useRef<AbortController>(undefined);
  const { common, rows, profile, registrar, begun } = draft;
  const rules = `${profile}/${version}/${registrar}`;
  const of = useCallback(
    (row: Row): Known | undefined => {
      const held = known.get(row.id);
      return held?.row === row && held.common === common && held.rules === rules ? held : undefined;
    },
    [known, common, rules],
  );
  const checks = useMemo(
    (): Checks => ({
      isChecked: (row) => of(row) !== undefined,
      foundIn: (row) => of(row)?.found,
      unfilledIn: (row) => unfilledOf(row, common),
      wrongIn: (row) => {
        const found = of(row)?.found;
        return unfilledOf(row, common).length + (found?.findings.length ?? 0) + (found?.duplicates.length ?? 0);
      },
    }),
    [of, common],
  );
  const check = async () => {
    if (version === undefined) return;
    const stop = new AbortController();
    running.current = stop;
    setError(undefined);
    const asked = rows.filter((row) => unfilledOf(row, common).length === 0 && of(row) === undefined);
    const about = { profile: { id: profile, version }, registrar, applicant: entity };
    const lines = asked.map((row) => lineOf(row, common, entity, begun));
    setProgress({ done: 0, of: asked.length });
    try {
      const ask = (question: Parameters<Parameters<typeof checked>[2]>[0]) => askLedger('batch:precheck', question);
      const found = await checked(lines, about, ask, (done) => setProgress({ done, of: asked.length }), stop.signal);
      setKnown((now) => {
        const next = new Map(now);
        for (const [place, row] of asked.entries()) next.set(row.id, { row, common, rules, found: found.get(place) });
        return next;
      });
    } catch (problem) {
      if (!stop.signal.aborted) setError(problem);
    } finally {
      setProgress(undefined);
    }
  };
  return { checks, check, progress, error, stop: () => running.current?.abort() };
}
