import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Institution } from './support/authority.ts';
import { at, Chain } from './support/chain.ts';
import * as make from './support/documents.ts';
import { type TestGateway, testGateway } from './support/gateway.ts';

let ours: Institution;
let door: TestGateway;
let token: string;
const MANY = 24;
const RETURNED = { mover: 'applicant', entity: 'huaxin', action: 'registration:resubmit', silence: 'lapse' } as const;
const BESIDE = 8;

beforeAll(async () => {
  ours = await Institution.create('GroupMSP');
  const chain = new Chain();
  chain.put([]);
  chain.put([
    make.entity('huaxin', { roles: ['holder', 'regulator'] }),
    make.entity('registry', { roles: ['registrar'] }),
    make.generalProfile(),
  ]);
  for (let n = 1; n <= MANY; n += 1) {
    chain.put([
      make.asset(n, 'huaxin'),
      make.release(n, 'huaxin'),
      make.grade(n),
      make.caseFile(n, 'huaxin'),
      make.caseFile(MANY + n, 'huaxin', { asset: make.assetId(n), next: { ...RETURNED, deadline: at(n + 1000) } }),
      make.certificate(n, 'huaxin'),
      make.external(n),
      make.edge(n, n + 1, 'confirmed'),
      make.alias(n, n, { state: 'confirmed' }),
      make.recall(n, n),
      make.offer(n, 'huaxin'),
      make.agreement(n, 'huaxin', 'registry'),
      make.report(n, n, 'general'),
      make.recognition(n),
    ]);
    chain.put([make.grade(n, 'important')]);
  }
  door = await testGateway({ config: await ours.config(), chain });
  await door.read();
  token = await door.signIn(await ours.person('li', 'huaxin', 'holder,regulator'));
});
afterAll(() => door.stop());

/** SQL statements that one operation, the first after a block, sends to the database, whose worker is spoken to by messages. */
async function statements(query: string): Promise<number> {
  door.chain.put([]);
  await door.read();
  const spy = vi.spyOn(Worker.prototype, 'postMessage');
  try {
    const { errors } = await door.graphql(query, {}, token);
    expect(errors).toBeUndefined();
    return spy.mock.calls.filter(([message]) => typeof message === 'object' && message && 'sql' in message).length;
  } finally {
    spy.mockRestore();
  }
}

const ASSET = `id entity { id } profile { id } certificate { number holder { id } } openCase { id } history { version }
  releases { id grade { grade } gradeHistory { grade } asset { id } } cases { id state applicant { id } }`;

describe('a list of many asks the database as often as a list of few', () => {
  test.each([
    ['assets', `nodes { ${ASSET} }`],
    ['search', `hits { asset { ${ASSET} } } totalCount facets { facet }`],
    ['releases', 'nodes { id asset { id } entity { id } grade { grade } gradeHistory { grade } recall { id } inputs }'],
    ['cases', 'nodes { id applicant { id } registrar { id } objections { ground } history { state } }'],
    ['moves', 'nodes { id case { id applicant { id } asset { id } registrar { id } } } totalCount'],
    ['certificates', 'nodes { number asset { id } holder { id } recognitions { state } history { state } }'],
    ['edges', 'nodes { from fromRelease { id } toRelease { id } fromExternal { id } run { id } history { state } }'],
    ['aliases', 'nodes { assetId asset { id } external history { state } }'],
    ['recalls', 'nodes { id release { id } holder { id } acknowledgements { entityId } history { state } }'],
    ['recognitions', 'nodes { id state changed certificate { number } registrar { id } profile { id } }'],
    ['offers', 'nodes { id asset { id } grantor { id } history { state } }'],
    ['agreements', 'nodes { id asset { id } licensee { id } history { state } }'],
    ['reports', 'nodes { id entity { id } history { state } }'],
    ['entities', 'nodes { id history { state } }'],
    ['transactions', 'nodes { id }'],
    ['blocks', 'nodes { number }'],
  ])('%s', async (name, fields) => {
    const few = await statements(`{ ${name}(first: 2) { ${fields} } }`);
    const many = await statements(`{ ${name}(first: ${MANY}) { ${fields} } }`);
    // Custody and webhooks, which run beside, ask now and then.
    expect(many).toBeLessThan(few + BESIDE);
    expect(many).toBeLessThan(25 + BESIDE);
  });

  test('a trace', async () => {
    const trace = (first: number) =>
      statements(`{ trace(release: "${make.releaseId(MANY)}", first: ${first}) {
        nodes { id release { id asset { id } grade { grade } } external { id } }
        edges { state edge { state run { id } } alias { assetId } } } }`);
    const few = await trace(4);
    expect(await trace(MANY)).toBeLessThan(few + BESIDE);
  });
});
