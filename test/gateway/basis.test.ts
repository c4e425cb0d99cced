import { createHash } from 'node:crypto';
import type { Basis, BasisUse } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealOnce } from '../../gateway/src/readings/index.ts';
import { Institution } from './support/authority.ts';
import { at, Chain } from './support/chain.ts';
import * as make from './support/documents.ts';
import { assetId, releaseId } from './support/documents.ts';
import { type TestGateway, testGateway } from './support/gateway.ts';

const PEOPLE = [
  ['li', 'huaxin', 'holder'],
  ['xu', 'yanjiu', 'analyst'],
  ['wu', 'shenji', 'auditor'],
  ['zhao', 'hecha', 'auditor'],
  ['feng', 'agency', 'agency'],
  ['gao', 'agency', 'agency'],
] as const;

const id = (kind: string, n: number) => `${kind}-${n.toString(16).padStart(32, '0')}`;
const by = { msp: 'GroupMSP', entity: 'agency', person: 'feng' };
const soon = () => new Date(Date.now() + 600_000).toISOString();

const basis = (n: number, change: Partial<Basis> = {}) => {
  const document: Basis = {
    schema: 'basis/1',
    id: id('bas', n),
    agency: 'agency',
    law: '《数据安全法》第三十五条',
    purpose: '调查',
    instruments: [
      {
        kind: 'legal-basis',
        name: '协查函',
        sha256: `sha256:${'0'.repeat(64)}`,
        size: 1,
        mediaType: 'application/pdf',
      },
    ],
    starts: [releaseId(2)],
    until: soon(),
    recordedBy: by,
    recordedAt: at(1),
    state: 'in-force',
    time: at(1),
    ...change,
  };
  return { key: `basis/${document.id}`, document };
};
const use = (n: number, of: number, change: Partial<BasisUse> = {}) => {
  const document: BasisUse = {
    schema: 'basis-use/1',
    id: id('bus', n),
    basis: id('bas', of),
    agency: 'agency',
    start: releaseId(2),
    direction: 'upstream',
    depth: 3,
    reason: '核查来源',
    by,
    until: soon(),
    time: at(1),
    ...change,
  };
  return { key: `basis-use/${document.id}`, document };
};

let door: TestGateway;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  const ours = await Institution.create('GroupMSP');
  const chain = new Chain();
  chain.put([]);
  const entities = new Map(PEOPLE.map(([, entity, role]) => [entity, make.entity(entity, { roles: [role] })]));
  entities.set('hecha', make.entity('hecha', { roles: ['auditor'], clearance: 'core' }));
  chain.put([...entities.values(), make.generalProfile()]);
  chain.put([make.asset(1, 'huaxin', { state: 'applied' }), make.release(1, 'huaxin')]);
  chain.put([make.asset(2, 'huaxin', { gradeFloor: 'important' }), make.release(2, 'huaxin'), make.edge(1, 2)]);
  chain.put([make.asset(3, 'huaxin'), make.release(3, 'huaxin'), make.edge(1, 3)]);
  chain.put([
    basis(1),
    basis(2, { state: 'ended' }),
    use(1, 1),
    use(2, 2),
    use(3, 1, { until: at(2) }),
    use(4, 1, { depth: 1, direction: 'both' }),
    use(5, 1, { start: releaseId(3) }),
  ]);
  door = await testGateway({ config: await ours.config(), chain, env: { SUYUAN_READINGS_SECONDS: '0' } });
  await door.read();
  for (const [name, entity, role] of PEOPLE) {
    const attributes = { 'suyuan.entity': entity, 'suyuan.roles': role, 'suyuan.clearance': 'core' };
    tokens[name] = await door.signIn(await ours.person(name, entity, role, { attributes }));
  }
});
afterAll(() => door.stop());

const ask = (query: string, who: string) => door.graphql(query, {}, tokens[who]);
const trace = (args: string) => `{ trace(${args}) { nodes { id release { id } } edges { state edge { from } } } }`;
const from = (n: number, more = '') => trace(`release: "${releaseId(n)}"${more}`);
const under = (n: number, more = '') => `, use: "${id('bus', n)}"${more}`;
const told = async (query: string, who: string) => (await ask(query, who)).errors?.[0]?.extensions;

describe('an agency', () => {
  test('traces under a use of its basis alone', async () => {
    expect(await told(from(2), 'feng')).toMatchObject({ code: 'BASIS_NEEDED' });
    expect(await told(`{ reveal(nodes: ["${releaseId(2)}"]) { salt } }`, 'feng')).toMatchObject({
      code: 'BASIS_NEEDED',
    });
    expect(await told(from(2), 'li')).toBeUndefined();
  });

  test('sees all of what that allows, also what nobody else of its kind may see', async () => {
    const hidden = (await ask(from(2), 'xu')).data.trace.nodes.map((node: { id: string }) => node.id);
    expect(hidden).not.toContain(releaseId(1));
    const { trace: seen } = (await ask(from(2, under(1)), 'feng')).data;
    expect(seen.nodes).toEqual([2, 1].map((n) => ({ id: releaseId(n), release: { id: releaseId(n) } })));
    expect(seen.edges).toEqual([{ state: 'CLAIMED', edge: { from: releaseId(1) } }]);
    expect((await ask(`{ asset(id: "${assetId(1)}") { id } }`, 'feng')).data.asset).toBeNull();
    const revealed = `{ reveal(nodes: ["${releaseId(1)}", "${releaseId(9)}"], use: "${id('bus', 1)}") { id } }`;
    expect((await ask(revealed, 'feng')).data.reveal).toEqual([{ id: releaseId(1) }]);
  });

  test('asks for ways from or to where its use starts, and for what two starts both come from under a use of each', async () => {
    const [one, two, three] = [1, 2, 3].map(releaseId);
    const ways = (from?: string, to?: string, more = '') =>
      `{ tracePaths(from: "${from}", to: "${to}"${more}) { nodes { id release { id } } edges { state } } }`;
    const common = (more = '') =>
      `{ commonAncestors(one: "${two}", other: "${three}"${more}) { nodes { id } edges { state } } }`;
    const uses = (other: number) => `${under(1)}, otherUse: "${id('bus', other)}"`;
    const { tracePaths } = (await ask(ways(one, two, under(1)), 'feng')).data;
    expect(tracePaths.nodes).toEqual([one, two].map((node) => ({ id: node, release: { id: node } })));
    expect((await ask(ways(three, two, under(1)), 'feng')).data.tracePaths.nodes).toEqual([]);
    expect((await ask(common(uses(5)), 'feng')).data.commonAncestors.nodes).toEqual([{ id: one }]);
    const refused = await Promise.all(
      [
        ways(one, two),
        common(),
        ways(two, three, under(1)),
        ways(one, two, under(4, ', depth: 2')),
        common(under(1)),
        common(uses(1)),
      ].map(async (query) => (await told(query, 'feng'))?.code),
    );
    expect(refused).toEqual(['BASIS_NEEDED', 'BASIS_NEEDED', 'BASIS_USE', 'BASIS_USE', 'BASIS_USE', 'BASIS_USE']);
  });

  test.each([
    ['of another person', () => from(2, under(1)), 'gao', 'BASIS_USE'],
    ['that was over', () => from(2, under(3)), 'feng', 'BASIS_USE'],
    ['whose basis was ended', () => from(2, under(2)), 'feng', 'BASIS_USE'],
    ['from another start', () => from(1, under(1)), 'feng', 'BASIS_USE'],
    ['the other way', () => from(2, under(1, ', direction: DOWNSTREAM')), 'feng', 'BASIS_USE'],
    ['deeper than it says', () => from(2, under(4, ', depth: 2')), 'feng', 'BASIS_USE'],
    ['that nobody made', () => from(2, under(77)), 'feng', 'NOT_FOUND'],
    ['by who is no agency', () => from(2, under(1)), 'wu', 'NOT_FOUND'],
  ])('is refused a use %s', async (_what, query, who, code) => {
    expect(await told(query(), who)).toMatchObject({ code });
  });

  test('and those who oversee it read its bases and every use of them; nobody else does', async () => {
    const query = '{ bases { totalCount nodes { uses { reason } } } basisUses { totalCount } }';
    const counts = async (who: string) => {
      const { data } = await ask(query, who);
      return [data.bases.totalCount, data.basisUses.totalCount];
    };
    expect([await counts('feng'), await counts('wu'), await counts('li')]).toEqual([
      [2, 5],
      [2, 5],
      [0, 0],
    ]);
  });
});

describe('the read log of important data', () => {
  const lines = async (who = 'wu') => {
    const query = `{ readLogLines(from: "${at(0)}", until: "2999-01-01T00:00:00.000Z", first: 1000) { count digest lines } }`;
    const { data, errors } = await ask(query, who);
    return errors ? errors[0]?.extensions.code : data.readLogLines;
  };

  test('has each trace under a basis, and who read important texts that are not its own', async () => {
    await ask(`{ asset(id: "${assetId(2)}") { text { kind } } }`, 'xu');
    await ask(`{ asset(id: "${assetId(2)}") { text { kind } } }`, 'li');
    const found = await lines();
    const read = found.lines.map((line: string) => JSON.parse(line));
    expect(read).toContainEqual(
      expect.objectContaining({ what: 'asset', id: assetId(2), grade: 'important', person: 'xu', entity: 'yanjiu' }),
    );
    expect(read).toContainEqual(expect.objectContaining({ what: 'trace', person: 'feng', use: id('bus', 1) }));
    expect(read.filter((one: { person: string }) => one.person === 'li')).toEqual([]);
    const digest = createHash('sha256').update(found.lines.map((line: string) => `${line}\n`).join(''));
    expect(found).toMatchObject({ count: found.lines.length, digest: `sha256:${digest.digest('hex')}` });
  });

  test('has who read a whole block, which is for oversight that is cleared for core data', async () => {
    const raw = (block: number | string, who?: string) =>
      fetch(new URL(`/ledger/blocks/${block}/raw`, door.gateway.url), {
        headers: who ? { authorization: `Bearer ${tokens[who]}` } : {},
      });
    const answers = await Promise.all([raw(2), raw(2, 'li'), raw(2, 'wu'), raw(99, 'zhao'), raw(2, 'zhao')]);
    expect(answers.map(({ status }) => status)).toEqual([401, 403, 403, 404, 200]);
    expect(await answers.at(-1)?.text()).toBe('block 2');
    const read = (await lines()).lines.map((line: string) => JSON.parse(line));
    const blocks = read.filter(({ what }: { what: string }) => what === 'block');
    expect(blocks).toEqual([expect.objectContaining({ id: '2', person: 'zhao', entity: 'hecha' })]);
  });

  test('is for regulators and auditors', async () => {
    expect(await lines('li')).toBe('ACCESS_ROLE');
  });

  test('is put on the ledger by digest, from where the last stretch ended, and shows what was changed since', async () => {
    const { readings, log } = door.gateway.services;
    const sealed: { from: string; until: string; count: number; digest: string }[] = [];
    const sealing = {
      readings,
      ledger: { sealReading: async (span: (typeof sealed)[number]) => void sealed.push(span) },
      last: async () => sealed.at(-1)?.until,
      leads: () => true,
      everyMs: 0,
      log,
    };
    await expect.poll(() => sealOnce(sealing), { timeout: 10_000 }).toBeGreaterThan(0);
    await ask(`{ asset(id: "${assetId(2)}") { text { kind } } }`, 'xu');
    await expect.poll(() => sealOnce(sealing), { timeout: 10_000 }).toBeGreaterThan(0);
    expect(await sealOnce(sealing)).toBe(0);
    const [first, second] = sealed;
    expect(second?.from).toBe(first?.until);
    const again = await readings.stretch(first?.from ?? '', first?.until ?? '');
    expect([again.count, again.digest]).toEqual([first?.count, first?.digest]);
    const more = { what: 'asset', id: 'x', grade: 'core', person: 'p', msp: 'm', entity: 'e', request: 'r' } as const;
    readings.note(more);
    await readings.written();
    const later = await readings.stretch(first?.from ?? '', new Date(Date.now() + 1000).toISOString());
    expect(later.digest).not.toBe(first?.digest);
  });
});
