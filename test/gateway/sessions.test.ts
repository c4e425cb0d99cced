import type { AnyDocument } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { endWithBlocks } from '../../gateway/src/identity/index.ts';
import type { Progress } from '../../gateway/src/projector/index.ts';
import { type Holder, Institution } from './support/authority.ts';
import { at, Chain } from './support/chain.ts';
import * as make from './support/documents.ts';
import { type TestGateway, testGateway } from './support/gateway.ts';

let ours: Institution;
let door: TestGateway;

beforeAll(async () => {
  ours = await Institution.create('GroupMSP');
  const chain = new Chain();
  chain.put([]);
  chain.put([make.entity('huaxin'), make.entity('qixiang')]);
  door = await testGateway({ config: await ours.config(), chain });
  await door.read();
});
afterAll(() => door.stop());

const me = async (token: string) => {
  const { data, errors } = await door.graphql('{ me { name } }', {}, token);
  return errors?.[0]?.extensions.code ?? data.me.name;
};
const listed = async (token: string) =>
  (await door.graphql('{ sessions { id current fingerprint demonstration expiresAt } }', {}, token)).data.sessions;
const twice = async (holder: Holder) => [await door.signIn(holder), await door.signIn(holder)] as const;

describe('a person', () => {
  test('lists the own open sessions and none of others', async () => {
    const [li, wang] = await Promise.all([ours.person('li', 'huaxin'), ours.person('wang', 'huaxin')]);
    const [first] = await twice(li);
    await door.signIn(wang);
    const sessions = await listed(first);
    expect(sessions.map((one: { current: boolean }) => one.current).sort()).toEqual([false, true]);
    expect(JSON.stringify(sessions)).not.toContain(first);
  });

  test('ends one of them, or all but the one it speaks by; none of another person', async () => {
    const [zhao, sun] = await Promise.all([ours.person('zhao', 'huaxin'), ours.person('sun', 'huaxin')]);
    const [first, second] = await twice(zhao);
    const other = await door.signIn(sun);
    const [one] = (await listed(first)).filter((session: { current: boolean }) => !session.current);
    const end = 'mutation ($id: ID!) { endSession(id: $id) }';
    expect((await door.graphql(end, { id: one.id }, other)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await door.graphql(end, { id: one.id }, first)).data).toEqual({ endSession: true });
    expect([await me(first), await me(second), await me(other)]).toEqual(['zhao', 'SESSION_INVALID', 'sun']);
    const [third, fourth] = await twice(zhao);
    expect((await door.graphql('mutation { endOtherSessions }', {}, third)).data).toEqual({ endOtherSessions: 2 });
    expect([await me(first), await me(third), await me(fourth)]).toEqual([
      'SESSION_INVALID',
      'zhao',
      'SESSION_INVALID',
    ]);
    expect((await door.graphql('mutation { endOtherSessions }')).errors?.[0]?.extensions.code).toBe('ACCESS_SIGN_IN');
  });
});

describe('sessions end with the block', () => {
  /** Ended in the store, so that it is of no use even where the certificate would be good again. */
  const isOver = async (token: string) => vi.waitFor(async () => expect(await me(token)).toBe('SESSION_INVALID'), 5000);

  test('that says that the key was replaced', async () => {
    const ma = await ours.person('ma', 'huaxin');
    const token = await door.signIn(ma);
    const fingerprint = (await door.graphql('{ me { fingerprint } }', {}, token)).data.me.fingerprint;
    const document: AnyDocument = {
      schema: 'key-replacement/1',
      fingerprint,
      person: 'ma',
      entity: 'huaxin',
      since: at(0),
      reason: '遗失',
      words: [],
      state: 'replaced',
      time: at(9),
    };
    door.chain.put([{ key: `key-replacement/${fingerprint}`, document }]);
    await door.read();
    await isOver(token);
  });

  test('by which an entity left', async () => {
    const token = await door.signIn(await ours.person('qi', 'qixiang'));
    door.chain.put([make.entity('qixiang', { state: 'left' })]);
    await door.read();
    await isOver(token);
  });

  test('whose configuration revokes the certificate, which is in force once the block is read', async () => {
    const gone = await ours.person('gone', 'huaxin');
    const stays = await ours.person('stays', 'huaxin');
    const tokens = [await door.signIn(gone), await door.signIn(stays)];
    const { trust, projector, sessions } = door.gateway.services;
    const heard: ((progress: Progress) => void)[] = [];
    const listen = (listener: (progress: Progress) => void) => {
      heard.push(listener);
      return () => undefined;
    };
    const identity = sessions as Parameters<typeof endWithBlocks>[0];
    endWithBlocks(identity, { ...projector, listen } as typeof projector, door.gateway.services.log);
    await trust.use(await ours.config(2, [gone.certificate]));
    const batch = { current: { document: new Map(), entity: new Map() } } as unknown as Progress['batch'];
    for (const listener of heard) listener({ checkpoint: projector.checkpoint, batch, reconfigured: true });
    await isOver(tokens[0] ?? '');
    expect(await me(tokens[1] ?? '')).toBe('stays');
  });
});

describe('too many requests', () => {
  test('of a person, or of all people of an entity, are told to wait, at every edge', async () => {
    const chain = new Chain();
    chain.put([]);
    chain.put([make.entity('huaxin')]);
    const env = { SUYUAN_LIMIT_PERSON: '3', SUYUAN_LIMIT_ENTITY: '5' };
    const slow = await testGateway({ config: await ours.config(), chain, env });
    const ask = async (token: string) =>
      fetch(new URL('/graphql?query={me{name}}', slow.gateway.url), { headers: { authorization: `Bearer ${token}` } });
    const [li, wang] = [await ours.person('li', 'huaxin'), await ours.person('wang', 'huaxin')];
    const [one, two] = [await slow.signIn(li), await slow.signIn(wang)];
    const statuses = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await ask(one)).status);
    const fourth = await ask(one);
    const body = await fourth.json();
    const others = [(await ask(two)).status, (await ask(two)).status, (await ask(two)).status];
    const edge = await fetch(new URL(`/documents/sha256:${'0'.repeat(64)}`, slow.gateway.url), {
      headers: { authorization: `Bearer ${one}` },
    });
    await slow.stop();
    expect(statuses).toEqual([200, 200, 200]);
    expect(fourth.status).toBe(429);
    expect(Number(fourth.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(body.errors[0].extensions).toMatchObject({ code: 'LIMIT_RATE', params: { what: 'person', limit: 3 } });
    expect(others).toEqual([200, 200, 429]);
    expect(edge.status).toBe(429);
  });
});
