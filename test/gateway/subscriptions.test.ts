import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Heard, hear } from '../support/events.ts';
import { Institution } from './support/authority.ts';
import { Chain } from './support/chain.ts';
import * as make from './support/documents.ts';
import { type TestGateway, testGateway } from './support/gateway.ts';

let ours: Institution;
let door: TestGateway;
const BLOCKS = 'subscription { blockAdded { number } }';
const CASES = 'subscription { caseChanged { id } }';
type Event = Record<string, { number?: number; id?: string }>;

beforeAll(async () => {
  ours = await Institution.create('GroupMSP');
  const chain = new Chain();
  chain.put([]);
  chain.put([
    make.entity('huaxin'),
    make.entity('qixiang'),
    make.entity('registry', { roles: ['registrar'] }),
    make.generalProfile(),
  ]);
  door = await testGateway({ config: await ours.config(), chain });
  await door.read();
});
afterAll(() => door.stop());

const signIn = async (at: TestGateway, name: string, entity: string, role: string) =>
  at.signIn(await ours.person(name, entity, role));

const listen = (at: TestGateway, query: string, token: string, lastEventId?: string) =>
  hear<Event>(at.gateway.url, query, token, lastEventId);
const numbers = (events: readonly Heard<Event>[]) => events.map(({ data }) => data.blockAdded?.number);

describe('a subscription', () => {
  test('gives each event its block and place, and goes on after the one that is named', async () => {
    const token = await signIn(door, 'li', 'huaxin', 'holder');
    const first = await listen(door, BLOCKS, token);
    const from = door.chain.height;
    // What comes while nobody listens is there for who resumes.
    for (let n = 0; n < 3; n += 1) door.chain.put([make.grade(n + 1)]);
    await door.read();
    await first.close();
    const resumed = await listen(door, BLOCKS, token, `${from - 1}-999999`);
    await resumed.got(3);
    expect(numbers(resumed.events)).toEqual([from, from + 1, from + 2]);
    expect(resumed.events.map(({ id }) => id)).toEqual([from, from + 1, from + 2].map((n) => `${n}-0`));
    expect(resumed.events.map(({ eventId }) => eventId)).toEqual(resumed.events.map(({ id }) => id));
    await resumed.close();
  });

  test('loses none and doubles none over a restart of the gateway, within a block too', async () => {
    const token = await signIn(door, 'zhou', 'registry', 'registrar');
    const cases = (...ids: number[]) => door.chain.put(ids.map((n) => make.caseFile(n, 'huaxin')));
    const start = `${door.chain.height - 1}-999999`;
    cases(1, 2, 3);
    cases(4);
    await door.read();
    const whole = await listen(door, CASES, token, start);
    await whole.got(4);
    await whole.close();
    const ids = whole.events.map(({ data }) => data.caseChanged?.id);
    expect(ids).toEqual([1, 2, 3, 4].map(make.caseId));
    // The connection broke after the second event; the gateway starts anew and reads on meanwhile.
    const again = await testGateway({ config: await ours.config(), chain: door.chain });
    try {
      await again.read();
      const later = await signIn(again, 'zhou', 'registry', 'registrar');
      const resumed = await listen(again, CASES, later, whole.events[1]?.id);
      await resumed.got(2);
      door.chain.put([make.caseFile(5, 'huaxin')]);
      await again.read();
      await resumed.got(3);
      expect(resumed.events.map(({ data }) => data.caseChanged?.id)).toEqual([3, 4, 5].map(make.caseId));
      await resumed.close();
    } finally {
      await again.stop();
    }
  });

  test('keeps the places of events that one reader does not see', async () => {
    door.chain.put([
      make.caseFile(11, 'qixiang'),
      make.caseFile(12, 'huaxin'),
      make.caseFile(13, 'qixiang', { involved: ['huaxin'] }),
    ]);
    const block = door.chain.height - 1;
    await door.read();
    const seen = await listen(door, CASES, await signIn(door, 'li', 'huaxin', 'holder'), `${block}-0`);
    await seen.got(2);
    expect(seen.events.map(({ id }) => id)).toEqual([`${block}-1`, `${block}-2`]);
    await seen.close();
  });

  test('comes over a socket of graphql-ws too, from any event on, to who says who it is', async () => {
    const address = new URL('/graphql', door.gateway.url.replace('http', 'ws')).href;
    const token = await signIn(door, 'zhou', 'registry', 'registrar');
    const client = createClient({
      url: address,
      connectionParams: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
    });
    const nobody = createClient({ url: address, retryAttempts: 0 });
    door.chain.put([21, 22].map((n) => make.caseFile(n, 'huaxin')));
    const block = door.chain.height - 1;
    await door.read();
    const asked = { query: CASES, extensions: { lastEventId: `${block}-0` } };
    const events = client.iterate<{ caseChanged: { id: string } }>(asked);
    const { value } = await events.next();
    expect(value).toMatchObject({
      data: { caseChanged: { id: make.caseId(22) } },
      extensions: { eventId: `${block}-1` },
    });
    await events.return?.();
    const one = await client.iterate<{ me: { name: string } }>({ query: '{ me { name } }' }).next();
    expect(one.value).toMatchObject({ data: { me: { name: 'zhou' } } });
    const refused = (await nobody.iterate({ query: '{ cases { totalCount } }' }).next()).value;
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'ACCESS_SIGN_IN' });
    await client.dispose();
    await nobody.dispose();
  });

  test('refuses an id that is none', async () => {
    const token = await signIn(door, 'li', 'huaxin', 'holder');
    const url = new URL('/graphql', door.gateway.url);
    url.searchParams.set('query', BLOCKS);
    const headers = { accept: 'text/event-stream', authorization: `Bearer ${token}`, 'last-event-id': 'yesterday' };
    expect(await (await fetch(url, { headers })).text()).toContain('REQUEST_MALFORMED');
  });
});
