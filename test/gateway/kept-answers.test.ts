import { type GraphQLObjectType, getNamedType, isLeafType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Moment } from '../../gateway/src/graphql/answers/index.ts';
import type { Sight } from '../../gateway/src/graphql/readers.ts';
import { buildApi } from '../../gateway/src/graphql/schema.ts';
import { OPERATIONS } from '../bench/graphql/operations.ts';
import { Institution } from './support/authority.ts';
import { at, Chain } from './support/chain.ts';
import * as make from './support/documents.ts';
import { assetId, caseId, certificateNumber, releaseId } from './support/documents.ts';
import { type TestGateway, testGateway } from './support/gateway.ts';

const ASSETS = 12;
const PATIENT_MS = 120_000;
const PEOPLE = [
  ['li', 'huaxin', 'holder'],
  ['wang', 'qixiang', 'holder'],
  ['xu', 'yanjiu', 'analyst'],
  ['lin', 'registry', 'registrar'],
  ['qian', 'regulator', 'regulator'],
  ['feng', 'agency', 'agency'],
] as const;
const READERS = [undefined, ...PEOPLE.map(([name]) => name)];

let door: TestGateway;
let chain: Chain;
let ours: Institution;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  ours = await Institution.create('GroupMSP');
  chain = new Chain();
  chain.put([]);
  chain.put([...PEOPLE.map(([, entity, role]) => make.entity(entity, { roles: [role] })), make.generalProfile()]);
  for (let n = 1; n <= ASSETS; n += 1)
    chain.put([
      make.asset(n, n % 2 ? 'huaxin' : 'qixiang', n % 3 ? {} : { gradeFloor: 'important' }),
      make.release(n, n % 2 ? 'huaxin' : 'qixiang'),
      make.grade(n),
      make.caseFile(n, n % 2 ? 'huaxin' : 'qixiang', n % 4 ? {} : { state: 'in_publicity' }),
      make.certificate(n, n % 2 ? 'huaxin' : 'qixiang'),
      ...(n > 1 ? [make.edge(n - 1, n, n % 3 ? 'confirmed' : 'claimed')] : []),
    ]);
  door = await testGateway({ config: await ours.config(), chain, env: { SUYUAN_LIMIT_PERSON: '100000' } });
  await door.read();
  for (const [name, entity, role] of PEOPLE) tokens[name] = await door.signIn(await ours.person(name, entity, role));
});
afterAll(() => door.stop());

/** Only what is asked in the plainest way is kept; Yoga itself answers who says more of what it takes, each time anew. */
const PLAIN = 'application/json';
const BY_YOGA = 'application/json;q=1';

async function asked(body: object, who: string | undefined, accept = PLAIN) {
  const headers = { 'content-type': 'application/json', accept };
  const token = who === undefined ? undefined : tokens[who];
  const answer = await fetch(new URL('/graphql', door.gateway.url), {
    method: 'POST',
    headers: token ? { ...headers, authorization: `Bearer ${token}` } : headers,
    body: JSON.stringify(body),
  });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}

const next = async (puts: Parameters<Chain['put']>[0] = []) => {
  chain.put(puts);
  await door.read();
};

const again = async () => (await door.gateway.services.metrics.kept.get()).values[0]?.value ?? 0;

/** How many of some answers were given again. */
async function kept(ask: () => Promise<unknown>): Promise<number> {
  const before = await again();
  await ask();
  return (await again()) - before;
}

/** What the bench asks, and what people see of themselves, of a case, of texts, and of a block. */
const QUESTIONS = [
  ...Object.entries(OPERATIONS).flatMap(([operationName, { query, variables }]) =>
    [1, 6].map((n) => ({ operationName, query, variables: variables(n, ASSETS) })),
  ),
  { query: '{ me { name entity roles } network { height asOf { block } } }' },
  {
    query: `{ case(id: "${caseId(4)}") { state receipt { acceptedBy } application { evidence { name held } } history { state } } }`,
  },
  {
    query:
      '{ assets(first: 50) { totalCount nodes { id reduced text { kind rights { basis } } certificate { state } } } }',
  },
  { query: '{ transactions(first: 5) { nodes { id commandId creator { person } } } }' },
  { query: '{ waiting(first: 5) { nodes { id next { deadline } } } }' },
  { query: '{ certificates(first: 3) { nodes { number leaf { index } } } }' },
  { query: '{ sessions { current } }' },
];

/** Every field of a page of lineage that is a value by itself. */
const PAGE = buildApi().getType('TracePage') as GraphQLObjectType;
const TRACED = Object.values(PAGE.getFields())
  .filter(({ type }) => isLeafType(getNamedType(type)))
  .map(({ name }) => name)
  .join(' ');

/** A question for every other concept, and for every way of writing one. */
const OTHERS = [
  ...[
    `trace(release: "${releaseId(6)}") { ${TRACED} }`,
    'releases(first: 4) { totalCount pageInfo { endCursor hasNextPage } edges { cursor node { id grade { grade } text { label } } } }',
    'entities(first: 20, filter: { state: [ACTIVE, LEFT] }, sort: { by: TITLE }) { nodes { id title { zh } roles history { state } } }',
    'certificates(first: 5, filter: { state: [ACTIVE] }) { nodes { number holder { id } history { state } } }',
    'recalls(first: 5) { totalCount nodes { id } }',
    'aliases(first: 5) { nodes { state } }',
    'deidentificationReports: reports(first: 5) { nodes { id } }',
    'offers(first: 5) { nodes { id } }',
    'agreements(first: 5) { nodes { id } }',
    'proposals(first: 5) { nodes { id votes { voter } } }',
    'blocks(first: 3) { nodes { number hash time } }',
    'measures(first: 3) { nodes { id } }',
    'listings(first: 3) { nodes { id } }',
    'orders(first: 3) { nodes { id } }',
    'recognitions(first: 3) { nodes { id } }',
    'moves(first: 3) { nodes { action case { id } } }',
    'profiles { id version current publicFields }',
    'operators { msp name { zh } gateway { address } }',
    `commonAncestors(one: "${releaseId(5)}", other: "${releaseId(6)}") { nodes { id salt } table { ids hops grades } }`,
    `tracePaths(from: "${releaseId(2)}", to: "${releaseId(5)}") { edges { from to edge { state } } asOf { block } }`,
    `asset(id: "${assetId(2)}") { __typename history { version recorded { block } } releases { id } cases { id state } openCase { id } }`,
    `asset(id: "${assetId(99)}") { id }`,
  ].map((field) => ({ query: `{ ${field} }` })),
  {
    operationName: 'two',
    query: `query one { me { name } } query two($with: Boolean!, $states: [AssetState!], $sort: AssetSort, $first: Int = 3) {
      assets(first: $first, filter: { state: $states }, sort: $sort) { ...page } me @include(if: $with) { name } other: asset(id: "none") @skip(if: $with) { id } }
      fragment page on AssetConnection { totalCount nodes { ... on Asset { id state named: text { kind grade } } } }`,
    variables: { with: true, states: ['REGISTERED', 'ENDED'], sort: { by: 'TITLE', direction: 'ASCENDING' } },
  },
  {
    query: 'query ($id: ID!, $at: Timestamp) { trace(release: $id, asOf: { time: $at }) { nodes { id } } }',
    variables: { id: releaseId(4), at: at(6) },
  },
  { query: 'query ($first: Int!) { assets(first: $first) { nodes { id } } }', variables: { first: 1000 } },
  { query: 'query ($first: Int!) { assets(first: $first) { nodes { id } } }', variables: { first: 'x' } },
  {
    query: 'query ($by: SearchSortField!) { search(sort: { by: $by }) { hits { asset { id } } } }',
    variables: { by: 'TIME' },
  },
  {
    query: 'query ($sort: SearchSort!) { search(sort: $sort) { hits { asset { id } } } }',
    variables: { sort: { by: 'TIME' } },
  },
  {
    query: 'query ($sort: AssetSort) { assets(sort: $sort) { nodes { id } } }',
    variables: { sort: { by: 'ID' } },
  },
  { query: '{ __schema { queryType { name } } }' },
];

describe('an answer that was given', () => {
  const query = `{ certificate(number: "${certificateNumber(1)}") { state holder { id } } }`;

  test('is given again until the next block, and then anew, as of it', async () => {
    await next();
    await asked({ query }, undefined);
    const [one, two] = [await asked({ query }, undefined), await asked({ query }, undefined)];
    expect(two).toEqual(one);
    expect(await kept(() => asked({ query }, undefined))).toBe(1);
    const asOf = (text: string) => JSON.parse(text).extensions.asOf.block;
    expect(asOf(two.text)).toBe(chain.height - 1);

    await next([make.certificate(1, 'huaxin', { state: 'revoked' })]);
    expect(await kept(async () => expect((await asked({ query }, undefined)).text).toContain('REVOKED'))).toBe(0);
    expect(asOf((await asked({ query }, undefined)).text)).toBe(chain.height - 1);
    await next([make.certificate(1, 'huaxin')]);
  });

  test('is of one reader: who has other rights gets another', async () => {
    const texts = { query: `{ asset(id: "${assetId(3)}") { reduced text { rights { basis } } } }` };
    for (let n = 0; n < 2; n += 1) {
      expect((await asked(texts, 'li')).text).toContain('"reduced":false');
      expect((await asked(texts, 'wang')).text).toContain('"reduced":true');
      expect((await asked(texts, undefined)).text).toContain('"reduced":true');
    }
    expect(await kept(() => asked(texts, 'li'))).toBe(1);
  });

  test('is no longer given to who lost its right by a block, nor to who was signed out', async () => {
    const texts = { query: `{ asset(id: "${assetId(6)}") { reduced } }` };
    tokens.zhao = await door.signIn(await ours.person('zhao', 'yanjiu', 'analyst'));
    for (let n = 0; n < 3; n += 1) expect((await asked(texts, 'zhao')).text).toContain('"reduced":false');
    await next([make.entity('yanjiu', { roles: ['analyst'], clearance: 'general' })]);
    expect((await asked(texts, 'zhao')).text).toContain('"reduced":true');
    await next([make.entity('yanjiu', { roles: ['analyst'] })]);
    for (let n = 0; n < 3; n += 1) expect((await asked(texts, 'zhao')).text).toContain('"reduced":false');
    await fetch(new URL('/session', door.gateway.url), {
      method: 'DELETE',
      headers: { authorization: `Bearer ${tokens.zhao}` },
    });
    expect((await asked(texts, 'zhao')).status).toBe(401);
  });

  test('stands in the read log each time, by its request', async () => {
    const { readings } = door.gateway.services;
    const note = vi.spyOn(readings, 'note');
    const texts = { query: `{ asset(id: "${assetId(3)}") { text { kind } } }` };
    await next();
    // By Yoga, which makes the operation known; then kept.
    for (let n = 0; n < 2; n += 1) await asked(texts, 'xu');
    expect(await kept(() => asked(texts, 'xu'))).toBe(1);
    expect(await kept(() => asked(texts, 'xu'))).toBe(1);
    const read = note.mock.calls.map(([reading]) => reading);
    note.mockRestore();
    expect(read).toHaveLength(4);
    expect(read.every((one) => one.id === assetId(3) && one.person === 'xu' && one.grade === 'important')).toBe(true);
    expect(new Set(read.map(({ request }) => request)).size).toBe(4);
    const lines = (await readings.stretch(at(0), '2999-01-01T00:00:00.000Z', { skip: 0, first: 100 })).lines.join('\n');
    for (const { request } of read) expect(lines).toContain(request);
  });

  test('leaves no line of the operation log out', async () => {
    const before = door.log.filter((line) => line.includes('"msg":"operation"')).length;
    for (let n = 0; n < 4; n += 1) await asked({ query }, 'xu');
    const lines = door.log.filter((line) => line.includes('"msg":"operation"')).slice(before);
    expect(lines).toHaveLength(4);
    expect(lines.every((line) => JSON.parse(line).person === 'xu')).toBe(true);
  });
});

describe('what differs from moment to moment is answered anew each time', () => {
  test.each([
    ['sessions', '{ sessions { id } }', 'xu'],
    ['files that are held here', `{ case(id: "${caseId(1)}") { application { evidence { held } } } }`, 'li'],
    ['the height of the ledger', '{ network { height } }', undefined],
    ['saved views', '{ savedViews { id } }', 'xu'],
    ['webhooks', '{ webhooks { id } }', 'xu'],
    ['leaves of batches', '{ certificates(first: 2) { nodes { number } } }', undefined],
    ['the read log', `{ readLogLines(from: "${at(0)}", until: "${at(1)}", first: 10) { count } }`, 'qian'],
  ])('%s', async (_what, query, who) => {
    await asked({ query }, who);
    expect(
      await kept(async () => {
        for (let n = 0; n < 3; n += 1) expect(JSON.parse((await asked({ query }, who)).text).errors).toBeUndefined();
      }),
    ).toBe(0);
  });

  test('and so is whatever asks a service that is not known to hold still', () => {
    const { services } = door.gateway;
    const still = Object.keys(services).filter((name) => {
      const moment = new Moment(services, {} as Sight);
      void moment.services[name as keyof typeof services];
      return !moment.passing;
    });
    expect(still.sort()).toEqual(
      ['config', 'lineage', 'log', 'metrics', 'open', 'projector', 'readers', 'reads', 'tracing', 'trust'].sort(),
    );
  });
});

describe('a question that is asked again', () => {
  test('counts against the limit of its person', async () => {
    const query = '{ profiles { id } }';
    const small = await testGateway({ config: await ours.config(), env: { SUYUAN_LIMIT_PERSON: '20' } });
    try {
      const token = await small.signIn(await ours.person('li', 'huaxin'));
      const codes: (string | undefined)[] = [];
      for (let n = 0; n < 25; n += 1) {
        const { errors } = await small.graphql(query, {}, token);
        codes.push(errors?.[0]?.extensions.code as string | undefined);
      }
      expect(codes.slice(0, 20)).toEqual(Array(20).fill(undefined));
      expect(codes.slice(20)).toEqual(Array(5).fill('LIMIT_RATE'));
    } finally {
      await small.stop();
    }
  });
});

describe('answers with what is kept and without are the same, byte by byte,', () => {
  const blocks = [
    [make.certificate(2, 'qixiang', { state: 'suspended' })],
    [make.caseFile(4, 'qixiang', { state: 'issued' }), make.asset(13, 'huaxin'), make.release(13, 'huaxin')],
    [make.entity('registry', { roles: ['registrar'], state: 'left' })],
    [make.entity('registry', { roles: ['registrar'] }), make.edge(2, 3, 'disputed'), make.grade(3, 'core')],
  ];

  /** Asks Yoga, and then three times in the plain way: at last it is compiled, and kept. Answers how many were given again. */
  const compared = (questions: readonly { readonly query: string }[], readers: readonly (string | undefined)[]) =>
    kept(async () => {
      for (const who of readers)
        await Promise.all(
          questions.map(async (body) => {
            const plain = await asked(body, who, BY_YOGA);
            for (let n = 0; n < 3; n += 1) expect(await asked(body, who), `${who}: ${body.query}`).toEqual(plain);
          }),
        );
    });

  test.each(blocks.map((puts, n) => [n, puts] as const))(
    'for every reader, after block %i',
    async (_n, puts) => {
      await next([...puts]);
      expect(await compared(QUESTIONS, READERS)).toBeGreaterThan(QUESTIONS.length);
    },
    PATIENT_MS,
  );

  test(
    'whatever is asked, and however it is written',
    async () => {
      // Asked before, these are compiled here.
      await compared(OTHERS, ['li']);
      await next();
      expect(await compared(OTHERS, [undefined, 'wang', 'qian'])).toBeGreaterThan(OTHERS.length);
    },
    PATIENT_MS,
  );

  test('while blocks arrive', async () => {
    const query = `{ case(id: "${caseId(1)}") { state opinion } network { asOf { block } } }`;
    /** Of each block what it says, as its own opinion. */
    const began = chain.height;
    let stop = false;
    const writing = (async () => {
      for (let n = 0; n < 25; n += 1) await next([make.caseFile(1, 'huaxin', { opinion: `block ${chain.height}` })]);
      stop = true;
    })();
    let seen = 0;
    const reading = async () => {
      let last = 0;
      while (!stop) {
        const { data, extensions } = JSON.parse((await asked({ query }, 'qian')).text);
        const said = Number(/\d+/.exec(data.case.opinion ?? '')?.[0] ?? began);
        expect(data.network.asOf.block).toBeGreaterThanOrEqual(extensions.asOf.block);
        expect(said).toBeGreaterThanOrEqual(Math.min(extensions.asOf.block, chain.height - 1));
        expect(said).toBeGreaterThanOrEqual(last);
        last = said;
        seen += 1;
      }
    };
    await Promise.all([writing, reading(), reading(), reading()]);
    expect(seen).toBeGreaterThan(10);
    const settled = JSON.parse((await asked({ query }, 'qian')).text);
    expect(settled).toMatchObject({
      data: { case: { opinion: `block ${chain.height - 1}` } },
      extensions: { asOf: { block: chain.height - 1 } },
    });
  });
});
