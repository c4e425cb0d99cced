import { createHash, X509Certificate } from 'node:crypto';
import type { KeyReplacement, Measure, Recognition } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evidenceRows } from '../../gateway/src/projector/evidence.ts';
import { type Holder, Institution } from './support/authority.ts';
import { at, Chain, tx } from './support/chain.ts';
import * as make from './support/documents.ts';
import { assetId, certificateNumber } from './support/documents.ts';
import { type TestGateway, testGateway } from './support/gateway.ts';

let door: TestGateway;
const tokens: Record<string, string> = {};

const PEOPLE = [
  ['li', 'huaxin', 'holder'],
  ['wang', 'qixiang', 'holder'],
  ['lin', 'registry', 'registrar'],
  ['sun', 'arbitration', 'arbiter'],
  ['qian', 'regulator', 'regulator'],
] as const;

const MEASURE = `msr-${'0'.repeat(32)}`;
const by = { msp: 'GroupMSP', entity: 'regulator', person: 'qian' };
const keyed = <D extends object>(key: string, document: D) => ({ key, document });

const measure: Measure = {
  schema: 'measure/1',
  id: MEASURE,
  kind: 'freeze',
  asset: assetId(1),
  by,
  orderer: 'regulator',
  reason: '调查',
  orderedAt: at(3),
  state: 'appealed',
  involved: ['regulator', 'huaxin', 'arbitration'],
  appealUntil: at(9000),
  appeal: { by: { ...by, entity: 'huaxin', person: 'li' }, body: 'arbitration', grounds: '不服', openedAt: at(3) },
  next: { mover: 'appeal-body', entity: 'arbitration', action: 'measure:decide', deadline: at(9000), silence: 'deny' },
  time: at(3),
};
const freeze = {
  schema: 'freeze/1' as const,
  asset: assetId(1),
  state: 'frozen' as const,
  measure: MEASURE,
  orderedBy: by,
  reason: '调查',
  orderedAt: at(3),
  time: at(3),
};
const pledge = { kind: 'pledge' as const, reference: '质押 1 号', from: '2026-01-01' };
const encumbrances = {
  schema: 'encumbrances/1' as const,
  asset: assetId(1),
  entries: [
    { ...pledge, by, recordedAt: at(3) },
    { ...pledge, reference: '质押 2 号', lifted: { by, basis: '清偿', evidence: [], at: at(3) } },
  ],
  time: at(3),
};
const replaced = (fingerprint: string, since: string): KeyReplacement => ({
  schema: 'key-replacement/1',
  fingerprint,
  person: 'wang',
  entity: 'qixiang',
  since,
  reason: '遗失',
  words: [],
  state: 'replaced',
  time: at(5),
});
const fingerprintOf = ({ certificate }: Holder) =>
  createHash('sha256').update(new X509Certificate(certificate).raw).digest('hex');

beforeAll(async () => {
  const ours = await Institution.create('GroupMSP');
  const chain = new Chain();
  const wang = await ours.person('wang', 'qixiang', 'holder');
  chain.put([]);
  chain.put([...PEOPLE.map(([, entity, role]) => make.entity(entity, { roles: [role] })), make.generalProfile()]);
  chain.put([make.asset(1, 'huaxin', { certificate: certificateNumber(1) }), make.certificate(1, 'huaxin')], {
    fingerprint: tx(77),
  });
  chain.put([
    keyed(`measure/${MEASURE}`, measure),
    keyed(`freeze/${assetId(1)}`, freeze),
    keyed(`encumbrance/${assetId(1)}`, encumbrances),
  ]);
  chain.put([make.asset(2, 'huaxin')], { fingerprint: tx(77) });
  chain.put([
    keyed(`key-replacement/${tx(77)}`, replaced(tx(77), at(4))),
    keyed(`key-replacement/${fingerprintOf(wang)}`, replaced(fingerprintOf(wang), at(4))),
  ]);
  door = await testGateway({ config: await ours.config(), chain });
  await door.read();
  for (const [name, entity, role] of PEOPLE) {
    tokens[name] = await door.signIn(name === 'wang' ? wang : await ours.person(name, entity, role));
  }
});
afterAll(() => door.stop());

const ask = async (query: string, who?: string) => (await door.graphql(query, {}, who && tokens[who])).data;

describe('what holds an asset back', () => {
  test('is told to everybody who sees the asset: the freeze, and encumbrances that are in force', async () => {
    const { asset } = await ask(
      `{ asset(id: "${assetId(1)}") { freeze { state measure { id } } encumbrances { reference } } }`,
    );
    expect(asset).toEqual({ freeze: { state: 'FROZEN', measure: null }, encumbrances: [{ reference: '质押 1 号' }] });
  });

  test('is a measure, told to its parties and to overseers alone', async () => {
    const query = '{ measures { nodes { id state appeal { body } next { entity } } } }';
    for (const [name, count] of [
      ['li', 1],
      ['sun', 1],
      ['qian', 1],
      ['lin', 0],
    ] as const) {
      expect((await ask(query, name)).measures.nodes).toHaveLength(count);
    }
    const waiting = await ask('{ measures(filter: { next: "arbitration" }) { nodes { kind } } }', 'sun');
    expect(waiting.measures.nodes).toEqual([{ kind: 'FREEZE' }]);
  });
});

describe('a replaced key', () => {
  test('flags what it signed after the reported time, and nothing before', async () => {
    const flag = async (n: number) =>
      (await ask(`{ transaction(id: "${tx(n)}") { keyReplaced { since } } }`, 'qian')).transaction.keyReplaced;
    expect(await flag(2)).toBeNull();
    expect(await flag(4)).toEqual({ since: at(4) });
    expect((await ask('{ keyReplacements { state } }', 'li')).keyReplacements).toHaveLength(2);
  });

  test('is worth nothing here either', async () => {
    const { errors } = await door.graphql('{ measures { nodes { id } } }', {}, tokens.wang);
    expect(errors?.[0]?.extensions.code).toMatch(/^ACCESS_/);
  });
});

describe('a recognition', () => {
  const paper = {
    kind: 'other' as const,
    name: '证明包',
    sha256: `sha256:${'0'.repeat(64)}`,
    size: 1,
    mediaType: 'x/y',
  };
  const foreign = (state: 'active' | 'revoked', validUntil?: string): Partial<Recognition> => ({
    ground: 'claim',
    foreign: {
      network: { genesis: '0'.repeat(64), title: { zh: '他域登记网络' } },
      digest: paper.sha256,
      issuer: '他域登记机构',
      bundle: paper,
      ...(validUntil ? { validUntil } : {}),
      state,
      saidBy: by,
      time: at(11),
    },
    seen: { state, time: at(11) },
  });
  const list = async (filter: string) => {
    const query = `{ recognitions(filter: { ${filter} }) { totalCount nodes { id state changed } } }`;
    return (await ask(query)).recognitions;
  };

  beforeAll(async () => {
    door.chain.put([
      make.certificate(11, 'huaxin'),
      make.certificate(12, 'huaxin', { state: 'suspended', time: at(13) }),
      make.certificate(13, 'huaxin', { state: 'revoked', time: at(14) }),
      make.certificate(14, 'huaxin', { validUntil: at(0) }),
      make.certificate(15, 'huaxin', { state: 'superseded', time: at(16) }),
      make.certificate(16, 'huaxin', { time: at(17) }),
      make.certificate(17, 'huaxin', { state: 'suspended', time: at(18) }),
      make.certificate(18, 'huaxin', { state: 'revoked' }),
    ]);
    door.chain.put([
      ...[11, 12, 13, 14, 15, 16].map((n) => make.recognition(n)),
      make.recognition(17, { seen: { state: 'suspended', time: at(18) } }),
      make.recognition(18, { state: 'withdrawn', withdrawal: { by, reason: '不再互认' } }),
      make.recognition(19, foreign('active')),
      make.recognition(20, foreign('revoked')),
      make.recognition(21, foreign('active', at(0))),
    ]);
    await door.read();
  });

  test('stands as its certificate does, and its registrar is told what changed since it looked', async () => {
    const { nodes } = await list('registrar: "south-registry"');
    const found = new Map(nodes.map(({ id, state, changed }: Record<string, string>) => [id, [state, changed]]));
    expect([11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21].map((n) => found.get(make.recognitionId(n)))).toEqual([
      ['ACTIVE', false],
      ['SUSPENDED', true],
      ['REVOKED', true],
      ['EXPIRED', true],
      ['SUPERSEDED', true],
      ['ACTIVE', true],
      ['SUSPENDED', false],
      ['WITHDRAWN', false],
      ['ACTIVE', false],
      ['REVOKED', false],
      ['EXPIRED', true],
    ]);
    for (const { state, changed } of nodes) {
      const told = (await list(`state: [${state}], changed: ${changed}`)).nodes.map(({ id }: { id: string }) => id);
      const own = nodes.filter((one: typeof nodes) => one.state === state && one.changed === changed);
      expect(told.sort()).toEqual(own.map(({ id }: { id: string }) => id).sort());
    }
    expect((await list('registrar: "south-registry", changed: true')).totalCount).toBe(6);
  });

  test('is read by its certificate; of another network it says that its registrar claims it', async () => {
    const { certificate } = await ask(
      `{ certificate(number: "${certificateNumber(12)}") { recognitions { registrarId ground state certificate { state } foreign { issuer } } } }`,
    );
    expect(certificate.recognitions).toEqual([
      {
        registrarId: 'south-registry',
        ground: 'LEDGER',
        state: 'SUSPENDED',
        certificate: { state: 'SUSPENDED' },
        foreign: null,
      },
    ]);
    const claimed = await ask(
      `{ recognition(id: "${make.recognitionId(20)}") { ground certificate { number } foreign { state issuer bundle { sha256 } } } }`,
    );
    expect(claimed.recognition).toEqual({
      ground: 'CLAIM',
      certificate: null,
      foreign: { state: 'REVOKED', issuer: '他域登记机构', bundle: { sha256: paper.sha256 } },
    });
    const { key, document } = make.recognition(20, foreign('revoked'));
    expect(evidenceRows(key, document)).toMatchObject([
      { sha256: paper.sha256, named_in: key, brought_by: 'south-registry', entity: 'south-registry' },
    ]);
  });
});
