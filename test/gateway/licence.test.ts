import { digestOf } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Institution } from './support/authority.ts';
import { at, Chain } from './support/chain.ts';
import * as make from './support/documents.ts';
import { agreementId, certificateNumber, offerId, refusalId, releaseId } from './support/documents.ts';
import { type TestGateway, testGateway } from './support/gateway.ts';

let door: TestGateway;
const tokens: Record<string, string> = {};

const PEOPLE = [
  ['li', 'huaxin', 'holder'],
  ['wang', 'qixiang', 'holder'],
  ['xu', 'yanjiu', 'analyst'],
  ['feng', 'e1', 'holder'],
  ['qian', 'regulator', 'regulator'],
] as const;

const counted = { actions: ['read' as const], territories: ['CN'], from: at(0), onward: 1, count: 10 };
/** Of huaxin to qixiang; of qixiang to yanjiu under it; of huaxin to e1, ended by notice. */
const base = make.agreement(1, 'huaxin', 'qixiang', { terms: counted });
const sub = make.agreement(2, 'qixiang', 'yanjiu', {
  under: agreementId(1),
  restsOn: [agreementId(1)],
  parties: ['yanjiu', 'qixiang', 'huaxin'],
});
const over = make.agreement(3, 'huaxin', 'e1', {
  termination: {
    ground: 'notice',
    by: { msp: 'GroupMSP', entity: 'huaxin', person: 'li' },
    reason: '终止',
    evidence: [],
    givenAt: at(3),
    effectiveAt: at(4),
  },
});
const use = { release: releaseId(1), action: 'read' as const, purpose: 'research', uses: 1 };
const quota = (time: string) => [
  {
    key: `quota/${agreementId(1)}`,
    document: {
      schema: 'quota/1' as const,
      agreement: agreementId(1),
      count: 10,
      kept: 1,
      drawn: 3,
      lanes: [4, 2],
      time,
    },
  },
  {
    key: `use/${agreementId(1)}/0`,
    document: {
      schema: 'use/1' as const,
      agreement: agreementId(1),
      lane: 0,
      spent: 2,
      last: { ...use, by: { msp: 'GroupMSP', entity: 'qixiang', person: 'wang' } },
      time,
    },
  },
];

beforeAll(async () => {
  const ours = await Institution.create('GroupMSP');
  const chain = new Chain();
  chain.put([]);
  chain.put([...PEOPLE.map(([, entity, role]) => make.entity(entity, { roles: [role] })), make.generalProfile()]);
  const certified = { certificate: certificateNumber(1) };
  chain.put([make.asset(1, 'huaxin', certified), make.release(1, 'huaxin'), make.certificate(1, 'huaxin')]);
  chain.put([make.offer(1, 'huaxin'), make.offer(2, 'huaxin', { disclosure: 'restricted' })]);
  chain.put([
    make.offer(3, 'huaxin', {
      disclosure: 'restricted',
      terms: { ...counted, recipients: ['qixiang'] },
    }),
  ]);
  chain.put([base, ...quota(at(4))]);
  chain.put([sub, over]);
  chain.put([make.useRefusal(1, 'qixiang')]);
  door = await testGateway({ config: await ours.config(), chain });
  await door.read();
  for (const [name, entity, role] of PEOPLE) tokens[name] = await door.signIn(await ours.person(name, entity, role));
});
afterAll(() => door.stop());

const ask = (query: string, who?: string, variables: object = {}) =>
  door.graphql(query, variables, who === undefined ? undefined : tokens[who]);
const ids = async (list: string, who: string) =>
  (await ask(`{ ${list} { totalCount nodes { id } } }`, who)).data[list].nodes
    .map(({ id }: { id: string }) => id)
    .sort();

describe('offers', () => {
  test('of open assets are for every member; of restricted ones for their parties, whom they name and oversight', async () => {
    expect(await ids('offers', 'xu')).toEqual([offerId(1)]);
    expect(await ids('offers', 'wang')).toEqual([offerId(1), offerId(3)]);
    for (const who of ['li', 'qian']) expect(await ids('offers', who)).toEqual([1, 2, 3].map(offerId));
    expect((await ask('{ offers { totalCount } }')).errors?.[0]?.extensions.code).toBe('ACCESS_SIGN_IN');
  });

  test('are shown as ODRL policies, version by version', async () => {
    const { data } = await ask(
      `{ offer(id: "${offerId(1)}") { version terms { actions onward } notice { amount unit } odrl } }`,
      'xu',
    );
    expect(data.offer).toMatchObject({
      version: 1,
      terms: { actions: ['READ'], onward: 0 },
      notice: { amount: 30, unit: 'DAY' },
    });
    expect(data.offer.odrl).toMatchObject({ '@type': 'Offer', uid: `urn:suyuan:offer:${offerId(1)}:1` });
  });
});

describe('agreements', () => {
  test('are for the entities of their chain, the holder of the asset, and oversight', async () => {
    expect(await ids('agreements', 'wang')).toEqual([1, 2].map(agreementId));
    expect(await ids('agreements', 'xu')).toEqual([agreementId(2)]);
    expect(await ids('agreements', 'feng')).toEqual([agreementId(3)]);
    for (const who of ['li', 'qian']) expect(await ids('agreements', who)).toEqual([1, 2, 3].map(agreementId));
  });

  test('show their chain as far as the reader may see it, their state, and what their asset’s standing does to them', async () => {
    const query = `query ($id: ID!) { agreement(id: $id) { state effect usable under { id } restsOn { id } odrl } }`;
    const seen = async (n: number, who: string) => (await ask(query, who, { id: agreementId(n) })).data.agreement;
    expect(await seen(2, 'wang')).toMatchObject({
      state: 'CONCLUDED',
      effect: 'RUNS',
      usable: true,
      under: { id: agreementId(1) },
      restsOn: [{ id: agreementId(1) }],
      odrl: { '@type': 'Agreement', 'suyuan:restsOn': [{ '@id': `urn:suyuan:agreement:${agreementId(1)}` }] },
    });
    expect(await seen(2, 'xu')).toMatchObject({ usable: true, under: null, restsOn: [] });
    expect(await seen(3, 'feng')).toMatchObject({ state: 'TERMINATED', usable: false });
  });

  test('show how a counted quota is divided and spent', async () => {
    const query = `{ agreement(id: "${agreementId(1)}") {
      quota { count kept drawn spent remainder lanes { lane slots spent last { purpose } } } } }`;
    expect((await ask(query, 'wang')).data.agreement.quota).toEqual({
      count: 10,
      kept: 1,
      drawn: 3,
      spent: 2,
      remainder: 5,
      lanes: [
        { lane: 0, slots: 4, spent: 2, last: { purpose: 'research' } },
        { lane: 1, slots: 2, spent: 0, last: null },
      ],
    });
  });

  test('tell by their effect when a revocation ended them, and when a suspension holds them', async () => {
    const query = `{ agreement(id: "${agreementId(1)}") { state effect usable } }`;
    const seen = async () => (await ask(query, 'wang')).data.agreement;
    const put = async (change: object) => {
      door.chain.put([make.certificate(1, 'huaxin', change)]);
      await door.read();
    };
    await put({ state: 'suspended' });
    expect(await seen()).toEqual({ state: 'CONCLUDED', effect: 'NO_NEW_USE', usable: false });
    await put({ validUntil: at(5) });
    expect(await seen()).toEqual({ state: 'CONCLUDED', effect: 'TO_TERM', usable: true });
    await put({ revokedAt: at(9) });
    expect(await seen()).toEqual({ state: 'CONCLUDED', effect: 'ENDS', usable: false });
    await put({});
  });
});

describe('refused uses on record', () => {
  test('are for who was refused, the holder and oversight, with the clause in both languages', async () => {
    for (const who of ['wang', 'li', 'qian']) expect(await ids('useRefusals', who)).toEqual([refusalId(1)]);
    for (const who of ['xu', 'feng']) expect(await ids('useRefusals', who)).toEqual([]);
    const query = `{ useRefusal(id: "${refusalId(1)}") { answer { allowed clause { code zh en } digest question { action } } } }`;
    const { answer } = (await ask(query, 'wang')).data.useRefusal;
    expect(answer).toMatchObject({
      allowed: false,
      question: { action: 'TRAIN' },
      clause: {
        code: 'USE_UNLICENSED',
        zh: expect.stringContaining('qixiang'),
        en: expect.stringContaining('qixiang'),
      },
    });
    expect(answer.digest).toBe(digestOf(make.useRefusal(1, 'qixiang').document.answer));
  });
});

describe('a subscription to an agreement', () => {
  test('hears of its changes, when its reader is of its chain', async () => {
    const listen = async (who: string) => {
      const url = new URL('/graphql', door.gateway.url);
      url.searchParams.set('query', 'subscription { agreementChanged { id state } }');
      const headers = { accept: 'text/event-stream', authorization: `Bearer ${tokens[who]}` };
      const ended = new AbortController();
      const reader = (await fetch(url, { headers, signal: ended.signal })).body?.getReader();
      let text = '';
      const reading = (async () => {
        for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
          text += Buffer.from(part.value).toString();
      })().catch(() => undefined);
      const end = () => {
        ended.abort();
        return reading;
      };
      return { said: () => text, end };
    };
    const [party, stranger] = [await listen('xu'), await listen('feng')];
    await new Promise((resolve) => setTimeout(resolve, 300));
    const order = { ground: 'order' as const, by: { msp: 'RegulatorMSP', person: 'qian' }, reason: '令', evidence: [] };
    const ended = make.agreement(2, 'qixiang', 'yanjiu', {
      ...sub.document,
      termination: { ...order, givenAt: at(9), effectiveAt: at(9) },
    });
    door.chain.put([ended]);
    await door.read();
    await expect.poll(party.said, { timeout: 5000 }).toContain('TERMINATED');
    expect(stranger.said()).not.toContain('agreementChanged');
    await Promise.all([party.end(), stranger.end()]);
  });
});
