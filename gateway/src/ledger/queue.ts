import { refuse } from '@suyuan/schemas';

/** How many transactions may be under way at the peers at once, and how many more may wait for their turn. */
export interface QueueLimits {
  readonly inFlight: number;
  readonly waiting: number;
}

/** Half of the 500 that a peer takes at once as Fabric ships it; and some seconds' worth in line. */
export const QUEUE: QueueLimits = { inFlight: 250, waiting: 2000 };

export type Queue = <T>(work: () => Promise<T>) => Promise<T>;

/** Share of the latest piece of work in the pace that is told to those who come in vain. */
const WEIGHT = 1 / 16;

/**
 * Runs work in the order of its coming, some at a time. One that finds the line full is refused with LEDGER_BUSY, whose
 * `retryAfter` is the seconds until as many as wait now will be through, at the pace of late.
 */
export function queue({ inFlight, waiting }: QueueLimits): Queue {
  const line: (() => void)[] = [];
  let active = 0;
  let paceMs = 200;
  return async (work) => {
    if (active < inFlight) active += 1;
    else if (line.length < waiting) await new Promise<void>((resolve) => line.push(resolve));
    else {
      const seconds = ((line.length + inFlight) * paceMs) / inFlight / 1000;
      throw refuse('LEDGER_BUSY', { retryAfter: Math.max(1, Math.ceil(seconds)) });
    }
    const began = performance.now();
    try {
      return await work();
    } finally {
      paceMs += (performance.now() - began - paceMs) * WEIGHT;
      const next = line.shift();
      // The place passes on to the next in line, so nobody slips in between.
      if (next) next();
      else active -= 1;
    }
  };
}
