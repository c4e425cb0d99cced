import { describe, expect, it } from 'vitest';
import { csvOf } from '../../gateway/console/src/trace/csv.ts';
import { columns, grouped } from '../../gateway/console/src/trace/group.ts';
import { type About, lineageOf, opened, type Pages } from '../../gateway/console/src/trace/model.ts';
import { type Made, provOf } from '../../gateway/console/src/trace/prov.ts';
import { changed, questionOf } from '../../gateway/console/src/trace/question.ts';
import { nearer, STILL, shifted, since, under } from '../../gateway/console/src/trace/shift.ts';

type Page = Pages[number];

const AS_OF = { block: 9, time: '2026-11-28T00:00:00Z' };
const page = (table: Partial<Page['table']>, nodes: number): Page => ({
  table: {
    first: 0,
    ids: [],
    hops: [],
    grades: [],
    entities: [],
    hidden: [],
    cut: [],
    from: [],
    to: [],
    states: [],
    aliases: [],
    loops: [],
    ...table,
  },
  counts: { nodes, edges: 0, hidden: 0, cut: 0 },
  truncated: false,
  digest: 'sha256:00',
  pageInfo: { hasNextPage: false, endCursor: null },
  asOf: AS_OF,
});

/** a and a hidden node went into the start, which went into c; the second page has a name outside. */
const PAGES: Pages = [
  page(
    {
      ids: ['start', 'a', 'sha256:ab', 'c'],
      hops: [0, 1, 1, 1],
      grades: ['GENERAL', 'CORE', 'IMPORTANT', null],
      entities: ['ent-2', 'ent-1', null, 'ent-2'],
      hidden: [2],
      cut: [3],
      from: [1, 2, 0],
      to: [0, 0, 3],
      states: ['CONFIRMED', 'CLAIMED', 'DISPUTED'],
    },
    5,
  ),
  page(
    {
      first: 4,
      ids: ['out'],
      hops: [2],
      grades: [null],
      entities: [null],
      from: [1],
      to: [4],
      states: ['CONFIRMED'],
      aliases: [0],
    },
    5,
  ),
];
const lineage = lineageOf(PAGES);
const about = new Map<string, About>([
  [
    'a',
    {
      kind: 'RELEASE',
      title: { zh: '=雨量, "日"', en: 'Rain' },
      label: '1',
      holder: { id: 'ent-1', title: { zh: '气象局', en: 'Weather' } },
      assetId: 'ast-1',
      recalled: true,
    },
  ],
]);

const made = new Map<string, Made>([
  [
    'a>start',
    {
      claimedBy: { msp: 'GroupMSP', entity: 'ent-2', person: 'li' },
      run: {
        id: 'run-1',
        kind: 'JOIN',
        job: { namespace: 'airflow', name: 'daily' },
        startedAt: '2026-11-01T00:00:00.000Z',
        endedAt: null,
      },
      recorded: { block: 8, transactionId: 'ff', time: AS_OF.time },
    },
  ],
]);

describe('the trace that the console shows', () => {
  it('is put together of its pages: who is hidden or cut, and on which side of the start each lies', () => {
    expect(lineage.points.map(({ id, side, visible, cut }) => [id, side, visible, cut])).toEqual([
      ['start', 'start', true, false],
      ['a', 'upstream', true, false],
      ['sha256:ab', 'upstream', false, false],
      ['c', 'downstream', true, true],
      ['out', 'downstream', true, false],
    ]);
    expect(lineage.lines.at(-1)).toEqual({ from: 'a', to: 'out', state: 'CONFIRMED', alias: true, loop: false });
    expect(lineage).toMatchObject({ asOf: AS_OF, total: 5 });
  });

  it('grows by what lies beyond a node that was cut, once', () => {
    const more = lineageOf([
      page({ ids: ['c', 'd'], hops: [0, 1], grades: [null, null], from: [0], to: [1], states: ['CLAIMED'] }, 2),
    ]);
    const grown = opened(opened(lineage, 'c', more), 'c', more);
    expect(grown.points.at(-1)).toMatchObject({ id: 'd', hop: 2, side: 'downstream' });
    expect(grown.points.find(({ id }) => id === 'c')?.cut).toBe(false);
    expect([grown.points.length, grown.lines.length]).toEqual([6, 5]);
  });

  it('is grouped by hop, side and grade with the hidden apart, and loses no node or edge by it', () => {
    const { groups, bundles } = grouped(lineage);
    expect(groups.flatMap(({ members }) => members)).toHaveLength(5);
    expect(groups.map(({ id }) => id)).toContain('upstream/1/IMPORTANT/hidden');
    expect(bundles.reduce((sum, { count }) => sum + count, 0)).toBe(lineage.lines.length);
  });

  it('is grouped by entity and side, too, with names outside and the hidden apart', () => {
    const { groups, bundles } = grouped(lineage, 'entity');
    expect(groups.flatMap(({ members }) => members)).toHaveLength(5);
    expect(groups.find(({ entity }) => entity === 'ent-1')).toMatchObject({ side: 'upstream', members: ['a'], hop: 1 });
    expect(groups.map(({ id }) => id)).toContain('upstream//hidden');
    expect(bundles.every(({ from, to }) => from !== to)).toBe(true);
  });

  it('is moved by shifting what was drawn, so that what is under the pointer stays there', () => {
    const at = { x: 30, y: 40 };
    const shift = nearer(shifted(STILL, 100, -20), at, 2);
    expect(shift.scale).toBe(2);
    expect(under(shift, at)).toEqual(under(shifted(STILL, 100, -20), at));
    expect(under(STILL, at)).toEqual(at);
    const later = shifted(shift, 5, 6);
    expect(since(later, shift)).toEqual({ x: 5, y: 6, scale: 1 });
    expect(under(since(nearer(later, at, 0.5), shift), at)).toEqual({ x: 25, y: 34 });
  });

  it('places thousands of nodes with sources on the left, no two in one place', () => {
    const ids = Array.from({ length: 5000 }, (_, n) => `n${n}`);
    const from = ids.slice(1).map((_, n) => n + 1);
    const to = from.map((n) => Math.floor((n - 1) / 8));
    const hops = ids.map((_, n) => (n === 0 ? 0 : n < 9 ? 1 : n < 73 ? 2 : n < 585 ? 3 : 4));
    const large = lineageOf([
      page({ ids, hops, grades: ids.map(() => null), from, to, states: from.map(() => 'CONFIRMED' as const) }, 5000),
    ]);
    const places = columns(large);
    expect(new Set([...places.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(5000);
    expect(places.get('n1')?.x).toBeLessThan(places.get('n0')?.x ?? 0);
  });

  it('is PROV-JSON whose relations name only things that it describes', () => {
    const prov = provOf(lineage, about, made, 'https://suyuan.example/');
    expect(prov.prefix).toEqual({ suyuan: 'https://suyuan.example/trace/' });
    const { prefix: _prefix, entity, agent, activity, ...relations } = prov;
    const known = new Set([entity, agent, activity].flatMap((of) => Object.keys(of)));
    const named = Object.values(relations).flatMap((of) =>
      Object.values(of).flatMap((relation) =>
        Object.entries(relation).flatMap(([key, value]) => (key.startsWith('prov:') ? [value] : [])),
      ),
    );
    expect(named.filter((name) => !known.has(name as string))).toEqual([]);
    expect(prov.entity['suyuan:a']).toMatchObject({
      'prov:label': [
        { $: '=雨量, "日"', lang: 'zh' },
        { $: 'Rain', lang: 'en' },
      ],
      'suyuan:grade': 'core',
      'suyuan:recalled': true,
    });
    expect(prov.entity['suyuan:sha256-ab']).toMatchObject({ 'prov:type': { $: 'suyuan:hidden' } });
    expect(Object.values(prov.wasDerivedFrom)).toContainEqual({
      'prov:generatedEntity': 'suyuan:c',
      'prov:usedEntity': 'suyuan:start',
      'prov:activity': 'suyuan:making-c',
      'suyuan:state': 'disputed',
    });
  });

  it('says in PROV by which run and which transaction an edge came to be', () => {
    const { activity, ...prov } = provOf(lineage, about, made, 'https://suyuan.example/');
    expect(activity['suyuan:run-1']).toEqual({
      'prov:startTime': '2026-11-01T00:00:00.000Z',
      'prov:type': { $: 'suyuan:join', type: 'prov:QUALIFIED_NAME' },
      'suyuan:job': 'airflow/daily',
    });
    expect(activity['suyuan:tx-ff']).toMatchObject({ 'prov:startTime': AS_OF.time, 'suyuan:block': 8 });
    expect(activity['suyuan:making-c']).toEqual({ 'prov:type': { $: 'suyuan:unstated', type: 'prov:QUALIFIED_NAME' } });
    expect(Object.values(prov.used)).toContainEqual({ 'prov:activity': 'suyuan:run-1', 'prov:entity': 'suyuan:a' });
    expect(Object.values(prov.wasGeneratedBy)).toContainEqual({
      'prov:entity': 'suyuan:start',
      'prov:activity': 'suyuan:run-1',
    });
    expect(Object.values(prov.wasInformedBy)).toEqual([
      { 'prov:informed': 'suyuan:tx-ff', 'prov:informant': 'suyuan:run-1' },
    ]);
    expect(Object.values(prov.wasAssociatedWith)).toEqual([
      { 'prov:activity': 'suyuan:tx-ff', 'prov:agent': 'suyuan:ent-2' },
    ]);
  });

  it('is a table that spreadsheets read, and take no cell of for a formula', () => {
    const lines = csvOf(lineage, about).split('\r\n');
    expect(lines).toHaveLength(lineage.lines.length + 2);
    expect(lines[1]).toBe(`a,start,lineage,confirmed,false,"'=雨量, ""日""",气象局,CORE,,,GENERAL,9,${AS_OF.time}`);
  });

  it('follows from the address alone, and what the address says amiss is as if it were not said', () => {
    const ask = (search: string) => questionOf('rel-1', new URLSearchParams(search));
    expect(ask('')).toMatchObject({ direction: 'BOTH', depth: 3, grades: null, aliases: true, asOf: null });
    expect(ask('direction=upstream&depth=whole&state=disputed&grade=core&aliases=no&block=7')).toEqual({
      release: 'rel-1',
      direction: 'UPSTREAM',
      depth: null,
      states: ['DISPUTED'],
      grades: ['CORE'],
      aliases: false,
      asOf: { block: 7 },
    });
    expect(ask('use=bus-1&direction=upstream&depth=4')).toMatchObject({
      use: 'bus-1',
      direction: 'UPSTREAM',
      depth: 4,
    });
    expect(ask('direction=sideways&depth=-1&state=none&block=x&time=never')).toEqual(ask(''));
    expect(changed(new URLSearchParams('a=1&b=2'), { a: undefined, c: ['3', '4'] }).toString()).toBe('b=2&c=3&c=4');
  });
});
