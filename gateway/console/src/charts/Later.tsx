import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useShell } from '../words/shell.ts';

const Charts = lazy(() => import('./Charts.tsx'));
/** Charts weigh as much as the first view: they wait until its reader stirs, or has long been at rest. */
const STIRS = ['pointermove', 'pointerdown', 'wheel', 'scroll', 'touchstart', 'keydown'] as const;
const REST_MS = 8_000;
/** The room that they will take, so that what is below does not jump. */
const ROOM = 320;

/** True once somebody has stirred on the page, or long after it was opened. */
function useStirred(): boolean {
  const [stirred, setStirred] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    const stir = () => {
      setStirred(true);
      stop.abort();
    };
    const timer = setTimeout(stir, REST_MS);
    for (const name of STIRS) addEventListener(name, stir, { signal: stop.signal, passive: true, capture: true });
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, []);
  return stirred;
}

/** The charts, loaded once they are looked at. */
export function ChartsLater() {
  const say = useShell();
  const place = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  const stirred = useStirred();
  useEffect(() => {
    if (!stirred || !place.current) return;
    const watch = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
    });
    watch.observe(place.current);
    return () => watch.disconnect();
  }, [stirred]);
  return (
    <div ref={place} className="charts-later" style={{ minHeight: ROOM }}>
      {near ? (
        <Suspense fallback={<p className="reading">{say('reading')}</p>}>
          <Charts />
        </Suspense>
      ) : null}
    </div>
  );
}
