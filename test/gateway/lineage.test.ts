import { commitment } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Institution } from './support/authority.ts';
import { Chain } from './support/chain.ts';
import * as make from './support/documents.ts';
import { assetId, externalId, recallId, releaseId } from './support/documents.ts';
import { type TestGateway, testGateway } from './support/gateway.ts';

let ours: Institution;
let door: TestGateway;
const tokens: Record<string, string> = {};

const PEOPLE = [
  ['li', 'huaxin', 'holder'],
  ['wang', 'qixiang', 'holder'],
  ['zhang', 'third', 'holder'],
  ['xu', 'yanjiu', 'analyst'],
  ['sun', 'arbitration', 'arbiter'],
] as const;

/** 1 → 2 → 3, and 4, made of a name outside that is an alias of asset 3; asset 5 is still only applied for. */
beforeAll(async () => {
  ours = await Institution.create('GroupMSP');
  const chain = new Chain();
  chain.put([]);
  chain.put([...PEOPLE.map(([, entity, role]) => make.entity(entity, { roles: [role] })), make.generalProfile()]);
  const holders = ['huaxin', 'qixiang', 'qixiang', 'third', 'third'];
  chain.put(
    holders.flatMap((holder, n) => [
      make.asset(n + 1, holder, n === 4 ? { state: 'applied' } : {}),
      make.release(n + 1, holder, { rank: n }),
      make.grade(n + 1),
    ]),
  );
  chain.put([
    make.edge(1, 2, 'confirmed'),
    make.edge(2, 3, 'confirmed', { fromEntity: 'qixiang' }),
    make.edge(3, 5, 'claimed', { fromEntity: 'qixiang', toEntity: 'third' }),
    make.external(1),
    make.edge(0, 4, 'claimed', { from: externalId(1), fromEntity: undefined, toEntity: 'third' }),
    make.alias(1, 3),
  ]);
  chain.put([make.alias(1, 3, { state: 'confirmed' })]);
  door = await testGateway({ config: await ours.config(), chain });
  await door.read();
  for (const [name, entity, role] of PEOPLE) tokens[name] = await door.signIn(await ours.person(name, entity, role));
});
afterAll(() => door.stop());

const ask = (query: string, who: string, variables: object = {}) => door.graphql(query, variables, tokens[who]);

type Node = { id: string; visible: boolean; commitment: string; salt: string | null };

describe('a trace over aliases', () => {
  const trace = async (n: number, args: string) => {
    const fields = 'nodes { id } edges { from to kind loop alias { assetId } edge { state } }';
    return (await ask(`{ trace(release: "${releaseId(n)}", ${args}) { ${fields} } }`, 'xu')).data.trace;
  };
  const ids = (page: { nodes: Node[] }) => page.nodes.map(({ id }) => id);

  test('goes on from a name outside to the releases of its asset, and back', async () => {
    const up = await trace(4, 'direction: UPSTREAM');
    expect(ids(up)).toEqual([4].map(releaseId).concat(externalId(1), [3, 2, 1].map(releaseId)));
    expect(up.edges.find((edge: { kind: string }) => edge.kind === 'ALIAS')).toEqual({
      from: releaseId(3),
      to: externalId(1),
      kind: 'ALIAS',
      loop: false,
      alias: { assetId: assetId(3) },
      edge: null,
    });
    expect(ids(await trace(2, 'direction: DOWNSTREAM'))).toContain(releaseId(4));
  });

  test('joins none where it is asked not to, and none that was not confirmed then', async () => {
    expect(ids(await trace(4, 'aliases: false'))).toEqual([releaseId(4), externalId(1)]);
    expect(ids(await trace(4, 'asOf: { block: 3 }'))).toEqual([releaseId(4), externalId(1)]);
  });

  test('survives a loop and marks its edges', async () => {
    door.chain.put([make.external(2), make.edge(0, 1, 'claimed', { from: externalId(2), fromEntity: undefined })]);
    door.chain.put([make.alias(2, 4, { state: 'confirmed' })]);
    await door.read();
    const { edges, nodes } = await trace(4, 'direction: UPSTREAM');
    expect(new Set(edges.map((edge: { loop: boolean }) => edge.loop))).toEqual(new Set([true]));
    expect(edges).toHaveLength(6);
    expect(new Set(nodes.map(({ id }: Node) => id)).size).toBe(nodes.length);
    const { edges: both } = await trace(3, 'direction: BOTH');
    const off = both.filter((edge: { loop: boolean }) => !edge.loop);
    expect(off).toMatchObject([{ from: releaseId(3) }]);
  });
});

describe('the graph page', () => {
  const PAGE = `nodes { id hop cut } edges { from to state } truncated pageInfo { hasNextPage endCursor }
    counts { nodes edges hidden cut hops grades { grade count } states { state count } } asOf { block }
    table { first ids hops grades hidden cut from to states aliases loops }`;
  const asked = async (field: string, who = 'xu') =>
    (await ask(`{ ${field} { ${PAGE} } }`, who)).data[field.split('(')[0] ?? ''];

  test('is part of one answer, whose pages together are the whole, as of one block', async () => {
    const whole = await asked(`trace(release: "${releaseId(3)}", direction: BOTH)`);
    const gathered = { nodes: [] as Node[], edges: [] as object[] };
    let after = '';
    for (let pages = 0; pages < 20; pages += 1) {
      const page = await asked(`trace(release: "${releaseId(3)}", direction: BOTH, first: 2${after})`);
      expect(page.counts).toEqual(whole.counts);
      gathered.nodes.push(...page.nodes);
      gathered.edges.push(...page.edges);
      if (pages === 0) door.chain.put([make.edge(2, 4, 'confirmed', { toEntity: 'third' })]);
      await door.read();
      if (!page.pageInfo.hasNextPage) break;
      after = `, after: "${page.pageInfo.endCursor}"`;
    }
    expect(gathered).toEqual({ nodes: whole.nodes, edges: whole.edges });
    const { errors } = await ask(`{ trace(release: "${releaseId(3)}", after: "nowhere") { truncated } }`, 'xu');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'CURSOR_INVALID', field: 'after' });
  });

  test('says the same by columns', async () => {
    const { nodes, edges, table, counts } = await asked(`trace(release: "${releaseId(3)}", direction: BOTH, depth: 1)`);
    expect(table.ids).toEqual(nodes.map(({ id }: Node) => id));
    expect(table.hops).toEqual(nodes.map(({ hop }: { hop: number }) => hop));
    expect(table.from.map((n: number) => table.ids[n])).toEqual(edges.map(({ from }: { from: string }) => from));
    expect(table.to.map((n: number) => table.ids[n])).toEqual(edges.map(({ to }: { to: string }) => to));
    expect(table.cut.map((n: number) => table.ids[n])).toEqual(
      nodes.filter(({ cut }: { cut: boolean }) => cut).map(({ id }: Node) => id),
    );
    expect(table.aliases).toHaveLength(1);
    expect(counts).toMatchObject({ nodes: nodes.length, edges: edges.length, hidden: table.hidden.length });
    expect(counts.hops).toEqual([1, nodes.length - 1]);
    expect(counts.cut).toBe(table.cut.length);
  });

  test('names by its digest whether anything of the whole is another, and by columns whose the releases are', async () => {
    const of = async (first: number, who = 'xu') =>
      (
        await ask(
          `{ trace(release: "${releaseId(3)}", direction: BOTH, first: ${first}) { digest table { ids entities } } }`,
          who,
        )
      ).data.trace;
    const before = await of(2);
    expect((await of(1000)).digest).toBe(before.digest);
    expect(before.table.entities[0]).toBe('qixiang');
    door.chain.put([make.asset(77, 'huaxin')]);
    await door.read();
    expect((await of(2)).digest).toBe(before.digest);
    door.chain.put([make.grade(3, 'important')]);
    await door.read();
    expect((await of(2)).digest).not.toBe(before.digest);
    door.chain.put([make.grade(3, 'general')]);
    await door.read();
    expect((await of(2)).digest).toBe(before.digest);
  });

  test('comes as a stream, page after page, and ends', async () => {
    const url = new URL('/graphql', door.gateway.url);
    const fields = 'nodes { id } pageInfo { hasNextPage }';
    url.searchParams.set('query', `subscription { traced(release: "${releaseId(3)}", first: 2) { ${fields} } }`);
    const headers = { accept: 'text/event-stream', authorization: `Bearer ${tokens.xu}` };
    const text = await (await fetch(url, { headers })).text();
    const pages = [...text.matchAll(/^data: (\{.*\})$/gm)].map(([, data]) => JSON.parse(data ?? '').data.traced);
    const { nodes } = await asked(`trace(release: "${releaseId(3)}")`);
    expect(pages.flatMap((page) => page.nodes.map(({ id }: Node) => id))).toEqual(nodes.map(({ id }: Node) => id));
    expect(pages.at(-1).pageInfo.hasNextPage).toBe(false);
  });

  test('shows every way between two releases, and what two come from', async () => {
    const ways = await asked(`tracePaths(from: "${releaseId(1)}", to: "${releaseId(3)}", aliases: false)`);
    expect(ways.nodes.map(({ id }: Node) => id)).toEqual([1, 2, 3].map(releaseId));
    expect(ways.edges).toHaveLength(2);
    expect((await asked(`tracePaths(from: "${releaseId(3)}", to: "${releaseId(1)}", aliases: false)`)).nodes).toEqual(
      [],
    );
    const common = await asked(`commonAncestors(one: "${releaseId(3)}", other: "${releaseId(4)}", aliases: false)`);
    expect(common.nodes.map(({ id }: Node) => id)).toEqual([releaseId(2), releaseId(1), externalId(2)]);
    const { errors } = await ask(`{ tracePaths(from: "${releaseId(1)}", to: "${releaseId(77)}") { truncated } }`, 'xu');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'to' });
  });

  test('enters nodes of the asked grades alone, and is cut there', async () => {
    door.chain.put([make.grade(2, 'important')]);
    await door.read();
    const page = await asked(`trace(release: "${releaseId(3)}", grades: [GENERAL])`);
    expect(page).toMatchObject({ nodes: [{ id: releaseId(3), cut: true }], truncated: true });
    door.chain.put([make.grade(2, 'general')]);
    await door.read();
  });

  test('follows a column over what edges state of it, and says where nobody did', async () => {
    const columns = [
      { from: 'temp_f', to: 'temp_c', transformation: 'derived' as const },
      { from: 'station', to: 'station', transformation: 'identity' as const },
    ];
    door.chain.put([
      make.edge(1, 2, 'confirmed', { columns: [{ ...columns[0], from: 'raw', to: 'temp_f' } as never] }),
    ]);
    door.chain.put([make.edge(2, 3, 'confirmed', { fromEntity: 'qixiang', columns })]);
    await door.read();
    const query = (column: string) =>
      `{ columnTrace(release: "${releaseId(3)}", column: "${column}") { columns { node column hop } links { from to transformation } lost } }`;
    expect((await ask(query('temp_c'), 'xu')).data.columnTrace).toEqual({
      columns: [
        { node: releaseId(3), column: 'temp_c', hop: 0 },
        { node: releaseId(2), column: 'temp_f', hop: 1 },
        { node: releaseId(1), column: 'raw', hop: 2 },
      ],
      links: [
        { from: 1, to: 0, transformation: 'DERIVED' },
        { from: 2, to: 1, transformation: 'DERIVED' },
      ],
      lost: [releaseId(1)],
    });
    expect((await ask(query('station'), 'xu')).data.columnTrace.columns).toHaveLength(2);
    door.chain.put([make.edge(2, 4, 'withdrawn', { toEntity: 'third' })]);
    await door.read();
  });
});

describe('a node that the reader may not see', () => {
  const nodes = async (who: string): Promise<Node[]> => {
    const query = `{ trace(release: "${releaseId(3)}", direction: DOWNSTREAM, depth: 1) { nodes { id visible commitment salt } } }`;
    return (await ask(query, who)).data.trace.nodes;
  };

  test('is a salted commitment, the same to every reader, which whoever may see it opens', async () => {
    const hidden = (await nodes('xu')).find(({ visible }) => !visible);
    expect(hidden).toMatchObject({ id: hidden?.commitment, salt: null });
    const shown = (await nodes('zhang')).find(({ id }) => id === releaseId(5));
    expect(shown).toMatchObject({ visible: true, commitment: hidden?.commitment });
    const [opening] = (await ask(`{ reveal(nodes: ["${releaseId(5)}"]) { id salt commitment } }`, 'zhang')).data.reveal;
    expect(opening).toEqual({ id: releaseId(5), salt: shown?.salt, commitment: hidden?.commitment });
    expect(commitment(opening.salt, 'node', opening.id)).toBe(hidden?.commitment);
    expect((await ask(`{ reveal(nodes: ["${releaseId(5)}"]) { id } }`, 'xu')).data.reveal).toEqual([]);
    expect(await nodes('xu')).toEqual(await nodes('xu'));
    const none = await ask('{ reveal(nodes: []) { id } }', 'xu');
    expect(none.errors?.[0]?.extensions).toMatchObject({ code: 'TRACE_LIMIT', field: 'nodes' });
  });

  test('is opened by the same salt after the gateway started anew', async () => {
    const again = await testGateway({
      config: await ours.config(),
      chain: door.chain,
      env: { SUYUAN_COMMITMENT_KEY: door.gateway.services.config.commitmentKeyFile },
    });
    await again.read();
    const token = await again.signIn(await ours.person('zhang', 'third', 'holder'));
    const query = `{ reveal(nodes: ["${releaseId(5)}"]) { commitment } }`;
    const { data } = await again.graphql(query, {}, token);
    await again.stop();
    expect(data).toEqual((await ask(query, 'zhang')).data);
  });
});

describe('where a raised grade has not arrived', () => {
  const frontier = async () =>
    (await ask('{ gradeFrontier { totalCount nodes { from to fromGrade toGrade } } }', 'xu')).data.gradeFrontier;

  test('is the next hop, until it is pushed over it', async () => {
    expect(await frontier()).toEqual({ totalCount: 0, nodes: [] });
    door.chain.put([make.grade(1, 'important')]);
    await door.read();
    const gap = (from: number, to: number) => ({
      from: releaseId(from),
      to: releaseId(to),
      fromGrade: 'IMPORTANT',
      toGrade: 'GENERAL',
    });
    expect(await frontier()).toEqual({ totalCount: 1, nodes: [gap(1, 2)] });
    door.chain.put([make.grade(2, 'important')]);
    await door.read();
    expect((await frontier()).nodes).toEqual([gap(2, 3)]);
  });

  test('is none where an accepted report names the input at that grade, and one when it is raised above that', async () => {
    door.chain.put([make.report(1, 2, 'important'), make.grade(3, 'general', { report: make.reportId(1) })]);
    await door.read();
    expect((await frontier()).nodes).toEqual([]);
    door.chain.put([make.report(1, 2, 'important', { state: 'revoked' })]);
    await door.read();
    expect((await frontier()).nodes).toHaveLength(1);
    door.chain.put([make.report(1, 2, 'important'), make.grade(2, 'core')]);
    await door.read();
    expect((await frontier()).nodes).toMatchObject([{ from: releaseId(2), fromGrade: 'CORE' }]);
  });
});

describe('a recall', () => {
  const notices = async (who: string, args = '') =>
    (await ask(`{ recallNotices${args} { recall { id } releases { id } acknowledgement { action } } }`, who)).data
      .recallNotices;
  const notice = (...releases: number[]) => ({
    recall: { id: recallId(1) },
    releases: releases.map((n) => ({ id: releaseId(n) })),
    acknowledgement: null,
  });

  /** Events of the subscription, as they come. */
  async function listening(who: string) {
    const url = new URL('/graphql', door.gateway.url);
    url.searchParams.set('query', 'subscription { recallNoticed { recall { id } releases { id } } }');
    const headers = { accept: 'text/event-stream', authorization: `Bearer ${tokens[who]}` };
    const reader = (await fetch(url, { headers })).body?.getReader();
    await new Promise((resolve) => setTimeout(resolve, 200));
    return {
      async until(text: string) {
        let seen = '';
        while (!seen.includes(text)) seen += Buffer.from((await reader?.read())?.value ?? '').toString();
        return seen;
      },
      close: () => reader?.cancel(),
    };
  }

  test('reaches whoever holds releases downstream, over aliases too, and nobody else', async () => {
    expect(await notices('wang')).toEqual([]);
    const heard = await listening('wang');
    door.chain.put([make.recall(1, 1), make.recalled(1, 1)]);
    await door.read();
    expect(await heard.until('recallNoticed')).toContain(recallId(1));
    await heard.close();
    expect(await notices('wang')).toEqual([notice(2, 3)]);
    expect(await notices('zhang')).toEqual([notice(4, 5)]);
    expect(await notices('xu')).toEqual([]);
    const { data } = await ask(`{ release(id: "${releaseId(1)}") { recall { id state as } } }`, 'xu');
    expect(data.release.recall).toEqual({ id: recallId(1), state: 'ORDERED', as: 'HOLDER' });
  });

  test('has an impact that counts what the reader may not see, and who answered', async () => {
    door.chain.put([make.ack(1, 'qixiang', [2, 3])]);
    await door.read();
    const query = `{ recall(id: "${recallId(1)}") { acknowledgements { entityId action }
      impact { totalCount entities acknowledged releases { id visible entity { id } acknowledged } } } }`;
    const { impact, acknowledgements } = (await ask(query, 'xu')).data.recall;
    expect(acknowledgements).toEqual([{ entityId: 'qixiang', action: 'STOPPED' }]);
    expect(impact).toMatchObject({ totalCount: 4, entities: 2, acknowledged: 1 });
    const hidden = impact.releases.find(({ visible }: Node) => !visible);
    expect(hidden).toMatchObject({ id: expect.stringMatching(/^sha256:/), entity: null });
    expect(await notices('wang', '(acknowledged: true)')).toHaveLength(1);
    expect(await notices('wang', '(acknowledged: false)')).toEqual([]);
    expect(await notices('zhang', '(acknowledged: false)')).toHaveLength(1);
  });

  test('that is withdrawn reaches nobody any more', async () => {
    door.chain.put([make.recall(1, 1, { state: 'withdrawn' }), make.recalled(1)]);
    await door.read();
    expect(await notices('wang')).toEqual([]);
    const { data } = await ask(`{ release(id: "${releaseId(1)}") { recall { id } } recalls { totalCount } }`, 'xu');
    expect(data).toEqual({ release: { recall: null }, recalls: { totalCount: 1 } });
  });
});

describe('a disputed edge', () => {
  test('waits for its arbiter, who sees it even where it is restricted', async () => {
    const next = { mover: 'arbiter', entity: 'arbitration', action: 'lineage:arbitrate', silence: 'disputed' } as const;
    const arbitration = { arbiter: 'arbitration', openedAt: make.time };
    const restricted = { disclosure: 'restricted', arbitration, next: { ...next, deadline: make.time } } as const;
    door.chain.put([make.edge(2, 5, 'disputed', { ...restricted, fromEntity: 'qixiang', toEntity: 'third' })]);
    await door.read();
    const query =
      '{ edges(filter: { next: "arbitration" }) { nodes { to arbitration { arbiter outcome } next { silence } } } }';
    const seen = async (who: string) => (await ask(query, who)).data.edges.nodes;
    expect(await seen('sun')).toEqual([
      { to: releaseId(5), arbitration: { arbiter: 'arbitration', outcome: null }, next: { silence: 'DISPUTED' } },
    ]);
    expect(await seen('li')).toEqual([]);
  });
});
