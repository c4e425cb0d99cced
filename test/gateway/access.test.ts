import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { costOf } from '../../gateway/src/graphql/plugins/cost.ts';
import { buildApi } from '../../gateway/src/graphql/schema.ts';
import { Institution } from './support/authority.ts';
import { at, Chain } from './support/chain.ts';
import * as make from './support/documents.ts';
import { assetId, caseId, certificateNumber, releaseId } from './support/documents.ts';
import { type TestGateway, testGateway } from './support/gateway.ts';

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
  ['nobody', 'stranger', 'analyst'],
] as const;

/** Refused after an objection of qixiang; the case was passed on by the first registrar. */
const refused = make.caseFile(3, 'huaxin', {
  state: 'refused',
  registrar: 'south-registry',
  passedBy: ['registry'],
  opinion: '材料齐全',
  withdrawal: '另行申请',
  objections: [{ n: 1, entity: 'qixiang', ground: 'ownership', state: 'upheld', decideBy: at(9) }],
});
/** The registrar corrects an asset on its own motion. */
const corrected = make.caseFile(2, 'registry', { type: 'correction', ownMotion: true, involved: [] });

beforeAll(async () => {
  const ours = await Institution.create('GroupMSP');
  const chain = new Chain();
  chain.put([]);
  chain.put([
    ...PEOPLE.map(([, entity, role]) =>
      make.entity(entity, { roles: [role], state: entity === 'stranger' ? 'left' : 'active' }),
    ),
    make.generalProfile(),
  ]);
  chain.put([make.asset(1, 'huaxin'), make.release(1, 'huaxin'), make.certificate(1, 'huaxin')]);
  chain.put([make.asset(2, 'qixiang'), make.release(2, 'qixiang'), corrected]);
  chain.put([make.asset(3, 'huaxin', { state: 'ended' }), make.release(3, 'huaxin'), refused]);
  chain.put([refused], { msp: 'OtherMSP' });
  chain.put([make.asset(4, 'huaxin', { state: 'applied' })]);
  chain.put([make.asset(4, 'huaxin', { gradeFloor: 'core' }), make.certificate(4, 'huaxin')]);
  chain.put([make.asset(1, 'huaxin', { state: 'ended' }), make.edge(1, 2)]);
  chain.put([make.edge(1, 2, 'confirmed')]);
  door = await testGateway({ config: await ours.config(), chain });
  await door.read();
  for (const [name, entity, role] of PEOPLE) tokens[name] = await door.signIn(await ours.person(name, entity, role));
  tokens.root = await door.signIn(await ours.person('root', undefined, undefined, { organizationalUnit: 'admin' }));
});
afterAll(() => door.stop());

const ask = (query: string, who?: string, variables: object = {}) =>
  door.graphql(query, variables, who === undefined ? undefined : tokens[who]);
const codeOf = async (query: string, who?: string, variables?: object) =>
  (await ask(query, who, variables)).errors?.[0]?.extensions.code;

describe('an asset that ended', () => {
  const seen = async (n: number, who?: string) => {
    const { data } = await ask(`{ asset(id: "${assetId(n)}") { id } release(id: "${releaseId(n)}") { id } }`, who);
    return [data.asset !== null, data.release !== null];
  };

  test('stays public when it was registered once', async () => {
    expect(await seen(1)).toEqual([true, true]);
    expect(certificateNumber(1)).toContain('GG-');
  });

  test('is not public when its application came to nothing, but its parties’', async () => {
    expect(await seen(3)).toEqual([false, false]);
    expect(await seen(3, 'xu')).toEqual([false, false]);
    expect(await seen(3, 'li')).toEqual([true, true]);
    expect(await seen(3, 'qian')).toEqual([true, true]);
  });
});

describe('a case is read, in any state, by', () => {
  const query = (n: number) =>
    `{ case(id: "${caseId(n)}") { state history { state } application { evidence { name } } } }`;
  const seen = async (n: number, who: string) => (await ask(query(n), who)).data.case;

  test('who objected, less what is not public', async () => {
    expect(await seen(3, 'wang')).toMatchObject({
      state: 'REFUSED',
      history: [{ state: 'REFUSED' }, { state: 'REFUSED' }],
      application: { evidence: null },
    });
  });

  test('the registrar that was passed over, whole', async () => {
    expect((await seen(3, 'lin')).application.evidence).toHaveLength(2);
  });

  test('the holder of the asset that the registrar corrects on its own motion', async () => {
    expect((await seen(2, 'wang')).application.evidence).toHaveLength(2);
  });

  test('its parties, with what the reviewer said and why it was withdrawn; others read neither', async () => {
    const said = async (who: string) =>
      (await ask(`{ case(id: "${caseId(3)}") { opinion withdrawal } }`, who)).data.case;
    expect(await said('li')).toEqual({ opinion: '材料齐全', withdrawal: '另行申请' });
    expect(await said('wang')).toEqual({ opinion: null, withdrawal: null });
  });

  test('nobody else', async () => {
    expect(await seen(3, 'xu')).toBeNull();
    expect(await seen(2, 'li')).toBeNull();
    expect(await seen(2, 'he')).toBeNull();
  });
});

describe('a transaction about a case that the reader may not see', () => {
  const query = `{ block(number: 5) { transactions { function subject state commandId creator { person } } } }`;
  const seen = async (who?: string) => (await ask(query, who)).data.block.transactions[0];

  test('tells neither of it nor of its sender', async () => {
    const hidden = { function: 'asset:publish', subject: null, state: null, commandId: null, creator: null };
    expect(await seen()).toEqual(hidden);
    expect(await seen('xu')).toEqual(hidden);
    const list = async (who: string) =>
      (await ask('{ transactions(filter: {entity: "huaxin", block: 5}) { totalCount } }', who)).data.transactions;
    expect(await list('xu')).toEqual({ totalCount: 0 });
    expect(await list('qian')).toEqual({ totalCount: 1 });
    const subjects = async (who: string) =>
      (await ask('{ events { nodes { subject } } }', who)).data.events.nodes.map((e: { subject: string }) => e.subject);
    expect(await subjects('xu')).not.toContain(caseId(3));
    expect(await subjects('wang')).toContain(caseId(3));
  });

  test('tells parties, the sender and regulators', async () => {
    for (const who of ['li', 'wang', 'qian'])
      expect(await seen(who)).toMatchObject({ subject: caseId(3), creator: { person: 'li' } });
  });
});

describe('texts of an asset', () => {
  const seen = async (who?: string) =>
    (await ask(`{ asset(id: "${assetId(4)}") { reduced history { state } } }`, who)).data.asset;

  test('from before its registration are its holder’s', async () => {
    expect((await seen()).history).toEqual([{ state: 'REGISTERED' }]);
    expect((await seen('li')).history).toEqual([{ state: 'APPLIED' }, { state: 'REGISTERED' }]);
  });

  test('are whole to who is cleared for its grade, and to its holder', async () => {
    expect((await seen('xu')).reduced).toBe(true);
    expect((await seen('li')).reduced).toBe(false);
    const other = await ask(`{ asset(id: "${assetId(2)}") { reduced } }`, 'xu');
    expect(other.data.asset.reduced).toBe(false);
  });
});

describe('a certificate without an active membership', () => {
  test('gives nothing', async () => {
    expect(await codeOf('{ cases { totalCount } }', 'nobody')).toBe('CALLER_NOT_MEMBER');
    expect(await codeOf('{ edges { totalCount } }', 'nobody')).toBe('CALLER_NOT_MEMBER');
    expect((await ask('{ me { name roles } }', 'nobody')).data.me).toEqual({ name: 'nobody', roles: [] });
  });

  test('but an operator’s administrator acts for its institution', async () => {
    expect(await codeOf('{ proposals { totalCount } charter { state } }', 'root')).toBeUndefined();
  });
});

describe('a trace as of a block', () => {
  test('shows edges and releases as they were then, and none that the reader might not see then', async () => {
    const query = `query ($block: Int!) { trace(release: "${releaseId(1)}", direction: BOTH, asOf: { block: $block }) {
      nodes { id release { recorded { block } } } edges { state edge { state } } } }`;
    const seen = async (block: number) => (await ask(query, 'xu', { block })).data.trace;
    expect((await seen(9)).edges).toEqual([{ state: 'CONFIRMED', edge: { state: 'CONFIRMED' } }]);
    const before = await seen(8);
    expect(before.edges).toEqual([{ state: 'CLAIMED', edge: { state: 'CLAIMED' } }]);
    expect(before.nodes.map((n: { release: object }) => n.release)).toEqual([
      { recorded: { block: 2 } },
      { recorded: { block: 3 } },
    ]);
    expect(await codeOf(query, 'xu', { block: 1 })).toBe('NOT_FOUND');
  });
});

describe('a subscription', () => {
  test('ends at the first event after its session was closed', async () => {
    const url = new URL('/graphql', door.gateway.url);
    url.searchParams.set('query', 'subscription { blockAdded { number } }');
    const headers = { accept: 'text/event-stream', authorization: `Bearer ${tokens.he}` };
    const reader = (await fetch(url, { headers })).body?.getReader();
    const until = async (ok: (text: string, done: boolean) => boolean) => {
      let text = '';
      for (let done = false; !ok(text, done); ) {
        const part = await reader?.read();
        done = part?.done ?? true;
        text += Buffer.from(part?.value ?? '').toString();
      }
      return text;
    };
    await new Promise((resolve) => setTimeout(resolve, 200));
    door.chain.put([]);
    await door.read();
    await until((text) => text.includes('blockAdded'));
    await fetch(new URL('/session', door.gateway.url), { method: 'DELETE', headers });
    door.chain.put([]);
    await door.read();
    expect(await until((_text, done) => done)).not.toContain('blockAdded');
  });
});

describe('what is too much is refused, and refused at once', () => {
  const chained = (root: string, last: string) => {
    const spreads = Array.from({ length: 199 }, (_, n) => `fragment f${n} on Query { ...f${n + 1} ...f${n + 1} }`);
    return `{ ${root} } ${spreads.join(' ')} fragment f199 on Query { ${last} }`;
  };

  test('two hundred fragments that spread each other twice', async () => {
    const schema = buildApi();
    const document = parse(chained('...f0', 'network { channel }'));
    const began = performance.now();
    expect(costOf({ schema, document })).toBe(Number.MAX_SAFE_INTEGER);
    // Spread one by one they would be 2 to the power of 200.
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(await codeOf(chained('...f0', 'network { channel }'))).toBe('LIMIT_COST');
    expect((await ask(chained('...f0', '__typename'))).errors).toBeUndefined();
  });

  test('pages whose size is a variable’s default', async () => {
    const inner = 'nodes { releases { asset { releases { asset { releases { entity { id } } } } } } }';
    expect(await codeOf(`query ($n: Int! = 200) { assets(first: $n) { ${inner} } }`)).toBe('LIMIT_COST');
  });

  test('texts with U+0000', async () => {
    expect(await codeOf('query ($id: ID!) { asset(id: $id) { id } }', undefined, { id: 'a\0' })).toBe(
      'REQUEST_MALFORMED',
    );
    expect(await codeOf('{ asset(id: "\\u0000") { id } }')).toBe('REQUEST_MALFORMED');
  });

  test.each([
    ['blocks', ['1', 'x']],
    ['blocks', [1, 1e12]],
    ['assets', [1, 2]],
    ['assets', ['a\0', 'b']],
  ])('cursors of another list: %s %j', async (list, cursor) => {
    const after = Buffer.from(JSON.stringify(cursor)).toString('base64url');
    expect(await codeOf(`{ ${list}(after: "${after}") { totalCount nodes { __typename } } }`)).toBe('CURSOR_INVALID');
  });
});
