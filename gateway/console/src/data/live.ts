import { createClient } from 'graphql-sse';
import { useSyncExternalStore } from 'react';
import { BlocksDocument, type BlocksSubscription } from '../generated/live.ts';
import { listen as listenSession, token } from '../session/token.ts';
import { refresh } from './query.ts';

/** Blocks as the gateway reads them. What they changed is asked anew, so that what others do appears by itself. */
export type Live = { readonly state: 'connecting' | 'live' | 'lost'; readonly block?: number; readonly time?: string };

/** The clock's ticks change nothing that a page shows. */
const TICK = 'clock:tick';
const FIRST_MS = 500;
const LONGEST_MS = 15_000;
const GATHER_MS = 300;

let now: Live = { state: 'connecting' };
const listeners = new Set<() => void>();

function say(next: Live): void {
  now = next;
  for (const listener of listeners) listener();
}

let gathering = false;
function changed(): void {
  if (gathering) return;
  gathering = true;
  setTimeout(() => {
    gathering = false;
    void refresh();
  }, GATHER_MS);
}

function added({ number, time, transactions }: BlocksSubscription['blockAdded']): void {
  say({ state: 'live', block: number, time });
  if (transactions.some((transaction) => transaction.function !== TICK)) changed();
}

const client = createClient({
  url: new URL('/graphql', location.href).href,
  retryAttempts: 0,
  headers: (): Record<string, string> => {
    const bearer = token();
    return bearer ? { authorization: `Bearer ${bearer}` } : {};
  },
  on: {
    connected: () => {
      // What happened while nobody listened is asked for.
      if (now.state === 'lost') changed();
      say({ ...now, state: 'live' });
    },
  },
});

const shown = () => document.visibilityState === 'visible';

/** A hidden tab lets go of its connection, of which browsers keep only six for a host. */
async function untilShown(): Promise<void> {
  while (!shown())
    await new Promise((resolve) => document.addEventListener('visibilitychange', resolve, { once: true }));
}

async function once(signal: AbortSignal): Promise<void> {
  const blocks = client.iterate<BlocksSubscription>({ query: BlocksDocument });
  const stop = () => void blocks.return?.();
  signal.addEventListener('abort', stop);
  try {
    for await (const { data } of blocks) if (data) added(data.blockAdded);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Follows the ledger as long as the tab is open; after a lost connection it goes on by itself. */
export async function follow(): Promise<never> {
  for (let wait = FIRST_MS; ; wait = Math.min(wait * 2, LONGEST_MS)) {
    await untilShown();
    const hidden = new AbortController();
    const onHide = () => {
      if (!shown()) hidden.abort();
    };
    document.addEventListener('visibilitychange', onHide);
    // Another person is told other things of the same blocks.
    const forget = listenSession(() => hidden.abort());
    // The browser knows of a lost network before a stream does that nothing is sent on.
    let cut = false;
    const onOffline = () => {
      cut = true;
      hidden.abort();
    };
    window.addEventListener('offline', onOffline);
    await once(hidden.signal).catch(() => undefined);
    forget();
    document.removeEventListener('visibilitychange', onHide);
    window.removeEventListener('offline', onOffline);
    if (now.state === 'live') wait = FIRST_MS;
    say({ ...now, state: hidden.signal.aborted && !cut ? 'connecting' : 'lost' });
    if (hidden.signal.aborted && !cut) {
      await untilShown();
      changed();
      wait = FIRST_MS;
    } else await new Promise((resolve) => setTimeout(resolve, wait * (0.7 + Math.random() * 0.6)));
  }
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useLive = (): Live => useSyncExternalStore(listen, () => now);
