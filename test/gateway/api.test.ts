import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeLog } from '../../gateway/src/log.ts';
import { type Holder, Institution } from './support/authority.ts';
import { at, Chain, tx } from './support/chain.ts';
import * as make from './support/documents.ts';
import { assetId, caseId, certificateNumber, releaseId } from './support/documents.ts';
import { type TestGateway, testGateway } from './support/gateway.ts';

let ours: Institution;
let door: TestGateway;
const tokens: Record<string, string> = {};

/** Who asks: name, entity, role. */
const PEOPLE = [
  ['li', 'huaxin', 'holder'],
  ['wang', 'qixiang', 'holder'],
  ['xu', 'yanjiu', 'analyst'],
  ['lin', 'registry', 'registrar'],
  ['he', 'south-registry', 'registrar'],
  ['qian', 'regulator', 'regulator'],
] as const;

beforeAll(async () => {
  ours = await Institution.create('GroupMSP');
  const chain = new Chain();
  chain.put([]);
  chain.put([...PEOPLE.map(([, entity, role]) => make.entity(entity, { roles: [role] })), make.generalProfile()]);
  chain.put(
    [1, 2, 3].flatMap((n) => [
      make.asset(n, 'huaxin'),
      make.release(n, 'huaxin', { rank: n - 1 }),
      make.grade(n),
      make.certificate(n, 'huaxin', { validUntil: at(3) }),
    ]),
  );
  chain.put([make.asset(4, 'huaxin', { state: 'applied' }), make.caseFile(4, 'huaxin')]);
  chain.put([make.caseFile(5, 'qixiang', { state: 'in_publicity', registrar: 'south-registry' })]);
  chain.put([make.edge(1, 2), make.edge(2, 3)]);
  chain.put([make.edge(1, 2, 'confirmed'), make.grade(1, 'important')]);
  door = await testGateway({ config: await ours.config(), chain });
  await door.read();
  for (const [name, entity, role] of PEOPLE) {
    const holder: Holder = await ours.person(name, entity, role);
    tokens[name] = await door.signIn(holder);
  }
});
afterAll(() => door.stop());

const ask = (query: string, who?: string, variables: object = {}) =>
  door.graphql(query, variables, who === undefined ? undefined : tokens[who]);
const codeOf = async (query: string, who?: string, variables?: object) =>
  (await ask(query, who, variables)).errors?.[0]?.extensions.code;

describe('who may see what', () => {
  const cases = async (who: string) =>
    ((await ask('{ cases { nodes { id } } }', who)).data.cases.nodes as { id: string }[]).map(({ id }) => id).sort();

  test('a holder sees its own cases, and those in publicity', async () => {
    expect(await cases('li')).toEqual([caseId(4), caseId(5)]);
    expect(await cases('wang')).toEqual([caseId(5)]);
  });

  test('a registrar sees the cases that it has, a regulator all of them', async () => {
    expect(await cases('lin')).toEqual([caseId(4), caseId(5)]);
    expect(await cases('he')).toEqual([caseId(5)]);
    expect(await cases('qian')).toEqual([caseId(4), caseId(5)]);
  });

  test('who may only object sees of an application what its profile makes public', async () => {
    const query = `{ case(id: "${caseId(5)}") { application { evidence { name } asset { descriptor { title { zh } fields { name } } } } } }`;
    const seen = async (who: string) => (await ask(query, who)).data.case.application;
    expect((await seen('li')).evidence).toBeNull();
    expect((await seen('li')).asset.descriptor.title.zh).toBe('行政区划');
    expect((await seen('he')).evidence).toHaveLength(2);
  });

  test('nobody signed in sees registered assets reduced to their public fields, and no cases', async () => {
    const { data } = await ask(
      '{ assets { totalCount nodes { id reduced text { personalInformation { contains } descriptor { title { zh } } } } } }',
    );
    expect(data.assets.totalCount).toBe(3);
    expect(data.assets.nodes[0]).toMatchObject({
      reduced: true,
      text: { personalInformation: null, descriptor: { title: { zh: '行政区划' } } },
    });
    expect(await codeOf('{ cases { totalCount } }')).toBe('ACCESS_SIGN_IN');
    expect(await codeOf(`{ trace(release: "${releaseId(1)}") { truncated } }`)).toBe('ACCESS_SIGN_IN');
  });

  test('an asset that is not registered is its holder’s and its registrar’s alone', async () => {
    const seen = async (who?: string) => (await ask(`{ asset(id: "${assetId(4)}") { state } }`, who)).data.asset;
    expect(await seen('li')).toEqual({ state: 'APPLIED' });
    expect(await seen('lin')).toEqual({ state: 'APPLIED' });
    expect(await seen('wang')).toBeNull();
    expect(await seen()).toBeNull();
  });

  test('anybody verifies a certificate, whose expiry follows from the ledger’s time', async () => {
    const { data } = await ask(
      `{ certificate(number: "${certificateNumber(1)}") { state holder { id } demonstration history { state } } }`,
    );
    expect(data.certificate).toEqual({
      state: 'EXPIRED',
      holder: { id: 'huaxin' },
      demonstration: false,
      history: [{ state: 'ACTIVE' }],
    });
  });

  test('creators of transactions are shown to who is signed in', async () => {
    const query = `{ transaction(id: "${tx(2)}") { code creator { person } } }`;
    expect((await ask(query)).data.transaction).toEqual({ code: 'VALID', creator: null });
    expect((await ask(query, 'xu')).data.transaction.creator).toEqual({ person: 'li' });
  });

  test('what waits for an entity is listed by deadline', async () => {
    const { data } = await ask('{ waiting { nodes { id next { mover silence } } } }', 'lin');
    expect(data.waiting.nodes).toMatchObject([
      { id: caseId(4), next: { mover: 'REGISTRAR', silence: 'PASS_ON' } },
      { id: caseId(5) },
    ]);
  });
});

describe('lists', () => {
  test('are paged by cursors that neither skip nor repeat', async () => {
    const query =
      'query ($after: String) { assets(first: 2, after: $after, sort: {by: ID, direction: ASCENDING}) { nodes { id } pageInfo { hasNextPage endCursor } } }';
    const first = (await ask(query)).data.assets;
    const second = (await ask(query, undefined, { after: first.pageInfo.endCursor })).data.assets;
    expect([...first.nodes, ...second.nodes]).toEqual([1, 2, 3].map((n) => ({ id: assetId(n) })));
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  });

  test('are filtered', async () => {
    const count = async (filter: string) =>
      (await ask(`{ assets(filter: ${filter}) { totalCount } }`)).data.assets.totalCount;
    expect(await count('{ title: "区划" }')).toBe(3);
    expect(await count('{ title: "%" }')).toBe(0);
    expect(await count('{ entity: "qixiang" }')).toBe(0);
    expect(await count('{ kind: [DATASET], grade: [GENERAL, CORE], state: [REGISTERED] }')).toBe(3);
  });

  test('of cases have what changed after a block', async () => {
    const block = async (after: number) =>
      (await ask(`{ cases(filter: { changedAfterBlock: ${after} }) { nodes { recorded { block } } } }`, 'lin')).data
        .cases.nodes as readonly { recorded: { block: number } }[];
    const all = (await block(-1)).map(({ recorded }) => recorded.block);
    const middle = Math.min(...all);
    expect(all.length).toBeGreaterThan(0);
    expect((await block(middle)).map(({ recorded }) => recorded.block)).toEqual(all.filter((one) => one > middle));
  });

  test('refuse other sizes and foreign cursors', async () => {
    expect(await codeOf('{ assets(first: 0) { totalCount } }')).toBe('PAGE_SIZE');
    expect(await codeOf('{ assets(first: 1000) { totalCount } }')).toBe('PAGE_SIZE');
    expect(await codeOf('{ assets(after: "mine") { totalCount } }')).toBe('CURSOR_INVALID');
  });

  test.each([
    'entities',
    'proposals',
    'assets',
    'releases',
    'cases',
    'certificates',
    'edges',
    'blocks',
    'transactions',
    'events',
  ])('%s are there', async (name) => {
    const { data } = await ask(`{ ${name} { totalCount nodes { __typename } edges { cursor } } }`, 'qian');
    expect(data[name].nodes).toHaveLength(data[name].totalCount);
  });
});

describe('time', () => {
  test('every answer says as of which block it holds', async () => {
    const { extensions } = await ask('{ network { channel } }');
    expect(extensions?.asOf).toEqual({ block: 6, time: at(6) });
  });

  test('a caller may ask to be answered from a block on, within limits', async () => {
    expect((await ask('{ network(afterBlock: 6) { channel } }')).data.network.channel).toBe('suyuan');
    const impatient = await testGateway({
      config: await ours.config(),
      chain: door.chain,
      env: { SUYUAN_AFTER_MS: '50' },
    });
    await impatient.read();
    const { errors } = await impatient.graphql('{ network(afterBlock: 99) { channel } }');
    await impatient.stop();
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BLOCK_NOT_REACHED', params: { block: 99, at: 6 } });
  });

  test('a trace answers as of a block or a time', async () => {
    const states = async (asOf: string) => {
      const query = `{ trace(release: "${releaseId(3)}"${asOf}) { nodes { hop grade } edges { state } } }`;
      return (await ask(query, 'xu')).data.trace;
    };
    expect((await states('')).edges).toEqual([{ state: 'CLAIMED' }, { state: 'CONFIRMED' }]);
    const before = {
      nodes: [
        { hop: 0, grade: 'GENERAL' },
        { hop: 1, grade: 'GENERAL' },
        { hop: 2, grade: 'GENERAL' },
      ],
      edges: [{ state: 'CLAIMED' }, { state: 'CLAIMED' }],
    };
    expect(await states(', asOf: { block: 5 }')).toEqual(before);
    expect(await states(`, asOf: { time: "${at(5)}" }`)).toEqual(before);
    expect((await states(', asOf: { block: 4 }')).nodes).toHaveLength(1);
  });

  test('a trace goes as deep and as far as it is asked', async () => {
    const trace = async (args: string) =>
      (await ask(`{ trace(release: "${releaseId(1)}", ${args}) { truncated nodes { id cut } } }`, 'xu')).data.trace;
    expect((await trace('direction: DOWNSTREAM')).nodes.map((n: { id: string }) => n.id)).toEqual(
      [1, 2, 3].map(releaseId),
    );
    expect(await trace('direction: DOWNSTREAM, depth: 1')).toMatchObject({
      truncated: true,
      nodes: [{ cut: false }, { cut: true }],
    });
    expect(await trace('direction: UPSTREAM')).toMatchObject({ truncated: false, nodes: [{ cut: false }] });
    expect(await trace('direction: BOTH, states: [CONFIRMED]')).toMatchObject({
      nodes: [{ id: releaseId(1) }, { id: releaseId(2) }],
    });
  });

  test('history shows each version with its place on the ledger', async () => {
    const { data } = await ask(
      `{ edge(from: "${releaseId(1)}", to: "${releaseId(2)}") { history { state recorded { block transactionId } } } }`,
      'xu',
    );
    expect(data.edge.history).toEqual([
      { state: 'CLAIMED', recorded: { block: 5, transactionId: tx(5) } },
      { state: 'CONFIRMED', recorded: { block: 6, transactionId: tx(6) } },
    ]);
  });
});

describe('what is too much is refused', () => {
  const nested = (depth: number): string => (depth === 0 ? 'id' : `asset { releases { ${nested(depth - 1)} } }`);

  test.each([
    ['depth', `{ release(id: "x") { ${nested(8)} } }`, 'LIMIT_DEPTH'],
    ['aliases', `{ ${Array.from({ length: 40 }, (_, n) => `a${n}: network { channel }`).join(' ')} }`, 'LIMIT_ALIASES'],
    [
      'cost',
      '{ assets(first: 200) { nodes { releases { asset { releases { asset { releases { entity { id } } } } } } } } }',
      'LIMIT_COST',
    ],
    ['tokens', `{ ${'network { channel } '.repeat(1100)} }`, 'LIMIT_TOKENS'],
  ])('%s', async (_name, query, code) => {
    expect(await codeOf(query)).toBe(code);
  });

  test('a batch of operations', async () => {
    const { status, body } = await door.post('/graphql', Array(20).fill({ query: '{ network { channel } }' }));
    expect(status).toBe(413);
    expect((body as unknown as { errors: { extensions: object }[] }).errors[0]?.extensions).toMatchObject({
      code: 'LIMIT_BATCH',
    });
  });

  test('a body', async () => {
    const { status, body } = await door.post('/graphql', {
      query: '{ network { channel } }',
      variables: { x: 'x'.repeat(3_000_000) },
    });
    expect(status).toBe(413);
    expect((body as unknown as { errors: { extensions: object }[] }).errors[0]?.extensions).toMatchObject({
      code: 'LIMIT_BODY',
    });
  });

  test('a trace of a thousand nodes with their titles is not', async () => {
    const fields =
      'nodes { id hop grade release { asset { text { descriptor { title { zh } } } } } } edges { from to state }';
    expect(
      (await ask(`{ trace(release: "${releaseId(1)}") { ${fields} asOf { block } } }`, 'xu')).errors,
    ).toBeUndefined();
  });

  test('introspection for GraphiQL is not', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    expect((await ask(getIntrospectionQuery())).errors).toBeUndefined();
  });
});

describe('an error', () => {
  test('carries code, citation, both languages, field; never a stack', async () => {
    const { errors } = await ask('query ($f: AssetFilter) { assets(filter: $f) { totalCount } }', undefined, {
      f: { kind: ['CHEESE'] },
    });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'REQUEST_MALFORMED',
      field: 'f.kind.0',
      citation: expect.any(String),
      zh: expect.stringContaining('f.kind.0'),
      en: expect.stringContaining('CHEESE'),
    });
    expect(JSON.stringify(errors)).not.toContain('stack');
  });

  test('of syntax or validation is registered too', async () => {
    expect(await codeOf('{ network {')).toBe('GRAPHQL_INVALID');
    expect(await codeOf('{ nothing }')).toBe('GRAPHQL_INVALID');
  });

  test('that nobody foresaw is logged, and says no more than the request’s id', async () => {
    const broken = await testGateway({
      config: await ours.config(),
      chain: door.chain,
      ledger: { fate: () => Promise.reject(new Error('a secret cause')) },
    });
    await broken.read();
    const token = await broken.signIn(await ours.person('li', 'huaxin'));
    const answer = await broken.graphql('{ transactionFate(id: "x") { fate } }', {}, token);
    expect(answer.errors?.[0]?.extensions.code).toBe('INTERNAL');
    expect(JSON.stringify(answer)).not.toContain('a secret cause');
    expect(broken.log.join('')).toContain('a secret cause');
    await broken.stop();
  });
});

describe('beside GraphQL', () => {
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(new URL(path, door.gateway.url), { headers });

  test('schemas are published by name', async () => {
    const index = (await (await get('/schemas/')).json()) as { commands: Record<string, string> };
    const schema = await (await get(index.commands['registration:submit'] ?? '')).json();
    expect(schema).toMatchObject({ type: 'object', properties: { commandId: {}, application: {} } });
    expect((await get('/schemas/commands/constructor')).status).toBe(404);
  });

  test('it says that it lives, and whether it is ready', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ healthy: true });
    expect(await (await get('/readyz')).json()).toMatchObject({ ready: true, block: 6 });
  });

  test('it is not ready once a bad block stopped it', async () => {
    const chain = new Chain();
    chain.put([]);
    const spoilt = await testGateway({ config: await ours.config(), chain });
    await spoilt.read();
    chain.add([], { dataIntact: false });
    await spoilt.read().catch(() => undefined);
    const answer = await fetch(new URL('/readyz', spoilt.gateway.url));
    expect([answer.status, await answer.json()]).toEqual([
      503,
      expect.objectContaining({ ready: false, reason: expect.stringContaining('block 1') }),
    ]);
    await spoilt.stop();
  });

  test('pages may run no scripts but their own', async () => {
    const policy = (await get('/')).headers.get('content-security-policy');
    expect(policy).toContain("script-src 'self';");
    const graphiql = await get('/graphql', { accept: 'text/html' });
    expect(await graphiql.text()).toContain('Suyuan');
  });

  test('subscriptions tell of new blocks over SSE', async () => {
    const url = new URL('/graphql', door.gateway.url);
    url.searchParams.set('query', 'subscription { blockAdded { number } }');
    const answer = await fetch(url, { headers: { accept: 'text/event-stream' } });
    const reader = answer.body?.getReader();
    const first = (async () => {
      let text = '';
      while (!text.includes('blockAdded')) text += Buffer.from((await reader?.read())?.value ?? '').toString();
      return text;
    })();
    await new Promise((resolve) => setTimeout(resolve, 200));
    door.chain.put([]);
    await door.read();
    expect(await first).toContain('"blockAdded":{"number":7}');
    await reader?.cancel();
  });
});

test('the log keeps secrets out, wherever they stand', () => {
  const lines: string[] = [];
  const log = makeLog('info', { write: (line: string) => lines.push(line) });
  log.info({ token: 'T0', person: { password: 'T1' }, a: { b: { privateKey: 'T2' } }, authorization: 'T3' }, 'x');
  expect(lines.join('')).not.toMatch(/"T[0-3]"/);
});
