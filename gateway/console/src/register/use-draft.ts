import { useCallback, useEffect, useState } from 'react';
import type { Change } from './change.ts';
import { type Draft, dropDraft, keepDraft, keptDraft, onDraftElsewhere } from './draft.ts';

/** A draft that outlives the page, at a place of its own; `start` is what a new one begins with. */
export function useDraft(place: string, start: () => Draft) {
  const [draft, setDraft] = useState(() => keptDraft(place) ?? start());
  const [written, setWritten] = useState(false);
  const change: Change = useCallback((how) => {
    setWritten(true);
    setDraft((current) => ({ ...current, ...how(current) }));
  }, []);
  useEffect(() => {
    if (place && written) keepDraft(place, draft);
  }, [place, draft, written]);
  useEffect(
    () =>
      onDraftElsewhere(place, (other) => {
        setWritten(false);
        setDraft(other);
      }),
    [place],
  );
  /** It was sent, or is thrown away. */
  const drop = useCallback(() => {
    setWritten(false);
    dropDraft(place);
  }, [place]);
  const begin = () => {
    drop();
    setDraft(start());
  };
  return { draft, change, drop, begin };
}

/** Sends once at a time, and keeps what came of it or what was refused. */
export function useSending<Done>(send: () => Promise<Done>, after: () => void) {
  const [done, setDone] = useState<Done>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    setError(undefined);
    try {
      setDone(await send());
      after();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  const again = () => {
    setDone(undefined);
    setError(undefined);
  };
  return { done, error, busy, start, again };
}
