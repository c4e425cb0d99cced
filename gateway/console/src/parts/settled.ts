import { useDeferredValue, useEffect, useState } from 'react';

const PAUSE_MS = 250;

/** A value as it stands once it has not changed for a moment: what is asked of the gateway while somebody types. */
export function useSettled<T>(value: T, pauseMs = PAUSE_MS): T {
  const deferred = useDeferredValue(value);
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(deferred), pauseMs);
    return () => clearTimeout(timer);
  }, [deferred, pauseMs]);
  return settled;
}
