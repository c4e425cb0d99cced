import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Institution } from './support/authority.ts';
import { Chain } from './support/chain.ts';
import { type TestGateway, testGateway } from './support/gateway.ts';

let door: TestGateway;

beforeAll(async () => {
  const chain = new Chain();
  chain.put([]);
  door = await testGateway({ config: await (await Institution.create('GroupMSP')).config(), chain });
  await door.read();
});
afterAll(() => door.stop());

const audits = serverAudits({ url: () => new URL('/graphql', door.gateway.url).href, fetchFn: fetch });

test.each(audits.map((audit) => [audit.name, audit] as const))('GraphQL over HTTP: %s', async (_name, audit) => {
  const result = await audit.fn();
  expect(result.status === 'ok' ? 'ok' : result.reason).toBe('ok');
});
