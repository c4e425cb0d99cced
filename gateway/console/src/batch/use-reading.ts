import { useRef, useState } from 'react';
import { type FileFacts, readFile } from '../register/reading/read-file.ts';

export type Under = { readonly name: string; readonly at: number; readonly done: number; readonly of: number };

/** Reads files one after another in a worker each, with how far it is, until it is told to stop. */
export function useReading(onFacts: (facts: FileFacts) => void) {
  const [under, setUnder] = useState<Under>();
  const [stopped, setStopped] = useState(false);
  const [error, setError] = useState<unknown>();
  const running = useRef<AbortController>(undefined);
  const read = async (files: readonly File[]) => {
    const stop = new AbortController();
    running.current?.abort();
    running.current = stop;
    setStopped(false);
    setError(undefined);
    try {
      for (const [done, file] of files.entries()) {
        const { name } = file;
        setUnder({ name, at: 0, done: done + 1, of: files.length });
        onFacts(await readFile(file, (at) => setUnder({ name, at, done: done + 1, of: files.length }), stop.signal));
      }
    } catch (problem) {
      if (stop.signal.aborted) setStopped(true);
      else setError(problem);
    } finally {
      if (running.current === stop) setUnder(undefined);
    }
  };
  return { under, stopped, error, read, stop: () => running.current?.abort() };
}
