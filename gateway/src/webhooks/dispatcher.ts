import type { KeyObject } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { BlockFeed, Projector } from '../projector/index.ts';
import type { Due, Reads, WebhookStore } from '../store/index.ts';
import { happenings, tellings } from './events.ts';
import { post } from './send.ts';
import { signedHeaders } from './signing.ts';

/** Attempts at one message; between them 1, 4, 16 … seconds, six hours at most: two days in all. */
const ATTEMPTS = 14;
const LONGEST_MS = 6 * 3_600_000;
/** Messages under way at once, and how long one that was taken is left to who took it. */
const AT_ONCE = 16;
const TAKEN_MS = 20_000;

interface Parts {
  readonly store: WebhookStore;
  readonly reads: Reads;
  readonly feed: BlockFeed;
  readonly projector: Projector;
  readonly key: KeyObject;
  readonly settings: { readonly privately: boolean; readonly againMs: number };
  readonly log: Log;
}

const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();

/** Notes what blocks bring to watchers; each block once, with the position in the same SQL transaction. */
async function note({ store, reads, feed, projector }: Parts): Promise<void> {
  let position = await store.position(projector.checkpoint.block);
  if (position < projector.checkpoint.block && (await store.pass(projector.checkpoint.block))) return;
  // A projection that is read anew stands before the position for a while.
  for (; position < projector.checkpoint.block; position += 1) {
    const batch = await feed.at(position + 1);
    const watchers = await store.watching([...new Set(happenings(batch).map(({ subject }) => subject))]);
    if (!(await store.note(position + 1, await tellings(batch, watchers, reads), inMs(0)))) return;
  }
}

async function deliver({ id, url, body, attempts }: Due, { store, key, settings, log }: Parts): Promise<void> {
  const headers = signedHeaders(key, id, Math.floor(Date.now() / 1000), body);
  const said = await post(new URL(url), headers, body, settings.privately).catch((error: Error) => error.message);
  const status = String(said).slice(0, 200);
  const done = typeof said === 'number' && said >= 200 && said < 300;
  const wait = Math.min(LONGEST_MS, settings.againMs * 4 ** (attempts - 1));
  const state = done ? 'delivered' : attempts >= ATTEMPTS ? 'failed' : 'waiting';
  if (!done) log.warn({ delivery: id, status, attempts }, 'a webhook was not delivered');
  await store.settle(id, { state, status, next_at: inMs(wait) });
}

/** Tells watchers what blocks bring, until the signal aborts. Several gateways of one database share the work. */
export async function runWebhooks(parts: Parts, signal: AbortSignal): Promise<void> {
  const { store, projector, settings, log } = parts;
  let news = Promise.withResolvers<void>();
  const forget = projector.listen(() => news.resolve());
  const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  while (!signal.aborted) {
    try {
      await note(parts);
      for (let due = await store.take(inMs(0), inMs(TAKEN_MS), AT_ONCE); due.length && !signal.aborted; ) {
        await Promise.all(due.map((one) => deliver(one, parts)));
        due = await store.take(inMs(0), inMs(TAKEN_MS), AT_ONCE);
      }
    } catch (error) {
      log.warn({ err: error }, 'webhooks');
    }
    const idle = sleep(settings.againMs, undefined, { ref: false });
    await Promise.race([news.promise, idle, aborted]);
    news = Promise.withResolvers<void>();
  }
  forget();
}
