import { useCallback, useEffect, useState } from 'react';
import { type BatchDraft, dropBatch, emptyBatch, keepBatch, keptBatch } from './kept.ts';

const PAUSE_MS = 600;

export type Change = (change: (now: BatchDraft) => Partial<BatchDraft>) => void;

/** The draft of an entity's batch, kept as it changes; undefined until it was looked for. */
export function useBatchDraft(entity: string) {
  const [draft, setDraft] = useState<BatchDraft>();
  useEffect(() => {
    let gone = false;
    void keptBatch(entity).then(
      (kept) => gone || setDraft(kept ?? emptyBatch()),
      () => gone || setDraft(emptyBatch()),
    );
    return () => {
      gone = true;
    };
  }, [entity]);
  useEffect(() => {
    if (!draft) return;
    const timer = setTimeout(() => void keepBatch(entity, draft), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [entity, draft]);
  const change: Change = useCallback((next) => setDraft((now) => (now ? { ...now, ...next(now) } : now)), []);
  const renew = useCallback(() => {
    setDraft(emptyBatch());
    void dropBatch(entity);
  }, [entity]);
  /** Kept at once, before something is done that may break off. */
  const keep = useCallback(async () => {
    if (draft) await keepBatch(entity, draft);
  }, [entity, draft]);
  return { draft, change, renew, keep };
}
