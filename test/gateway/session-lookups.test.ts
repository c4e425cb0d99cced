import { rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { templateDir } from '../../gateway/src/config.ts';
import { type Database, localStore, openDatabase, soleSessions } from '../../gateway/src/store/index.ts';
import { temporary } from './support/gateway.ts';

const home = temporary();
let database: Database;

beforeAll(async () => {
  database = await openDatabase({ directory: home, cache: templateDir() });
});
afterAll(async () => {
  await database.destroy();
  rmSync(home, { recursive: true, force: true });
});

const session = (n: number) => ({
  id: `session-${n}`,
  msp: 'GroupMSP',
  person: `person-${n % 3}`,
  token_hash: `hash-${n}`,
  fingerprint: `fingerprint-${n}`,
  certificate: 'pem',
  kind: 'certificate' as const,
  expires_at: '2999-01-01T00:00:00.000Z',
});

async function statements(work: () => Promise<unknown>): Promise<number> {
  const spy = vi.spyOn(Worker.prototype, 'postMessage');
  await work();
  const sent = spy.mock.calls.filter(([message]) => typeof message === 'object' && message && 'sql' in message);
  spy.mockRestore();
  return sent.length;
}

describe('who asks is looked up', () => {
  test('for all who ask at the same moment by one statement, each anew, whoever ended it', async () => {
    const [here, there] = [localStore(database), localStore(database)];
    for (let n = 0; n < 20; n += 1) await here.saveSession(session(n));
    const all = () => Promise.all(Array.from({ length: 20 }, (_, n) => there.session(`hash-${n}`)));
    let found: Awaited<ReturnType<typeof all>> = [];
    expect(
      await statements(async () => {
        found = await all();
      }),
    ).toBe(1);
    expect(found.map((one) => one?.id)).toEqual(Array.from({ length: 20 }, (_, n) => `session-${n}`));
    expect(await there.session('hash-none')).toBeUndefined();
    await here.endSession('hash-3');
    expect(await statements(() => there.session('hash-4'))).toBe(1);
    expect((await all()).filter((one) => !one)).toHaveLength(1);
    expect(await there.session('hash-3')).toBeUndefined();
  });
});

describe('where one process alone keeps sessions', () => {
  const ends = [
    ['one by its token', (store: ReturnType<typeof localStore>) => store.endSession('hash-30')],
    ['one of a person', (store) => store.endSessionsOf({ msp: 'GroupMSP', person: 'person-0' }, { id: 'session-30' })],
    ['all of a person', (store) => store.endSessionsOf({ msp: 'GroupMSP', person: 'person-0' }, { but: 'session-99' })],
    ['by certificate', (store) => store.endSessionsBy(['fingerprint-30'])],
    ['what is over', (store) => store.sweep('3000-01-01T00:00:00.000Z')],
  ] satisfies [string, (store: ReturnType<typeof localStore>) => Promise<unknown>][];

  test.each(ends)('they are known without asking, until some end: %s', async (_what, end) => {
    const store = soleSessions(localStore(database));
    await store.saveSession(session(30));
    expect((await store.session('hash-30'))?.id).toBe('session-30');
    expect(await statements(async () => expect((await store.session('hash-30'))?.id).toBe('session-30'))).toBe(0);
    const [during] = await Promise.all([store.session('hash-30'), end(store)]);
    expect(during === undefined || during.id === 'session-30').toBe(true);
    expect(await store.session('hash-30')).toBeUndefined();
  });

  test('one that ends while it is looked up is not kept', async () => {
    const real = localStore(database);
    const asking = Promise.withResolvers<void>();
    const slow = {
      ...real,
      session: async (hash: string) => {
        const found = await real.session(hash);
        await asking.promise;
        return found;
      },
    };
    const store = soleSessions(slow);
    await store.saveSession(session(40));
    const looked = store.session('hash-40');
    await real.session('hash-40');
    await store.endSession('hash-40');
    asking.resolve();
    expect((await looked)?.id).toBe('session-40');
    expect(await store.session('hash-40')).toBeUndefined();
  });
});
