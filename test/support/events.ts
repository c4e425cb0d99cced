import { expect, vi } from 'vitest';

/** A server-sent event of a subscription: its id, what it says, and the id that the answer itself says. */
export type Heard<T> = { readonly id: string; readonly data: T; readonly eventId: string };

const PATIENCE = { timeout: 20_000 };

/** Events of a subscription as they come, over SSE; from the one after `lastEventId` where one is named. */
export async function hear<T>(gateway: string, query: string, token: string, lastEventId?: string) {
  const url = new URL('/graphql', gateway);
  url.searchParams.set('query', query);
  const headers: Record<string, string> = { accept: 'text/event-stream', authorization: `Bearer ${token}` };
  if (lastEventId) headers['last-event-id'] = lastEventId;
  const response = await fetch(url, { headers });
  const reader = response.body?.getReader();
  const events: Heard<T>[] = [];
  let rest = '';
  let ended = false;
  const reading = (async () => {
    for (;;) {
      const { value, done } = (await reader?.read().catch(() => undefined)) ?? { value: undefined, done: true };
      if (done || !value) break;
      rest += Buffer.from(value).toString();
      for (let at = rest.indexOf('\n\n'); at >= 0; at = rest.indexOf('\n\n')) {
        const lines = rest.slice(0, at).split('\n');
        rest = rest.slice(at + 2);
        const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
        const data = field('data');
        if (!data) continue;
        const parsed = JSON.parse(data) as { data: T; extensions: { eventId: string } };
        events.push({ id: field('id') ?? '', data: parsed.data, eventId: parsed.extensions.eventId });
      }
    }
    ended = true;
  })();
  return {
    events,
    got: (count: number) => vi.waitFor(() => expect(events.length).toBeGreaterThanOrEqual(count), PATIENCE),
    ended: () => vi.waitFor(() => expect(ended).toBe(true), PATIENCE),
    close: async () => {
      await reader?.cancel();
      await reading;
    },
  };
}
