import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { termsOf, wantedBy } from '../../gateway/src/search/index.ts';
import { assetText } from '../support/builders.ts';
import { Institution } from './support/authority.ts';
import { Chain } from './support/chain.ts';
import * as make from './support/documents.ts';
import { assetId } from './support/documents.ts';
import { type TestGateway, testGateway } from './support/gateway.ts';

let ours: Institution;
let door: TestGateway;
const tokens: Record<string, string> = {};

type Text = ReturnType<typeof assetText>;
const text = (holder: string, title: Text['descriptor']['title'], more: Partial<Text['descriptor']> = {}): Text => {
  const base = assetText(holder);
  return { ...base, descriptor: { ...base.descriptor, title, ...more } };
};
const plain = (name: string) => ({ name, type: 'text' as const });

/** What the profile of these assets shows to everybody: titles, keywords, subjects and kinds. */
const PUBLIC = ['descriptor.title', 'descriptor.keywords', 'asset.descriptor.subject', 'kind'];

beforeAll(async () => {
  ours = await Institution.create('GroupMSP');
  const chain = new Chain();
  chain.put([]);
  chain.put([
    ...['huaxin', 'qixiang'].map((id) => make.entity(id)),
    make.entity('yanjiu', { roles: ['analyst'], clearance: 'general' }),
    make.generalProfile({ publicFields: PUBLIC }),
  ]);
  const put = (n: number, holder: string, change: object) => chain.put([make.asset(n, holder, change)]);
  const weather = {
    keywords: ['天气', '观测'],
    subject: '气象',
    abstract: { zh: '逐日观测记录' },
    fields: [plain('temp_max')],
  };
  put(1, 'qixiang', { text: text('qixiang', { zh: '西雅图逐日气象', en: 'Seattle Weather' }, weather) });
  const delays = {
    keywords: ['航班'],
    subject: '交通',
    abstract: { zh: '与气象有关的延误' },
    fields: [plain('乘客人数')],
  };
  put(2, 'huaxin', { text: text('huaxin', { zh: '航班延误记录' }, delays) });
  const core = { ...text('huaxin', { zh: '核心气象模型' }, { ...weather, subject: '气象' }), grade: 'core' as const };
  put(3, 'huaxin', { text: core });
  put(4, 'huaxin', { state: 'applied', text: text('huaxin', { zh: '未登记气象' }, weather) });
  put(5, 'huaxin', { text: undefined, disclosure: 'restricted' });
  door = await testGateway({ config: await ours.config(), chain });
  await door.read();
  for (const [name, entity, role] of [
    ['li', 'huaxin', 'holder'],
    ['wang', 'qixiang', 'holder'],
    ['xu', 'yanjiu', 'analyst'],
  ] as const)
    tokens[name] = await door.signIn(await ours.person(name, entity, role));
});
afterAll(() => door.stop());

const FIELDS = `hits { asset { id } relevance cursor } totalCount pageInfo { hasNextPage endCursor }
  facets { facet values { value count } }`;
async function search(words: string, who?: string, args = '') {
  const query = `query ($text: String!) { search(text: $text${args}) { ${FIELDS} } }`;
  const { data, errors } = await door.graphql(query, { text: words }, who ? tokens[who] : undefined);
  expect(errors).toBeUndefined();
  return data.search;
}
const ids = async (words: string, who?: string, args = '') =>
  (await search(words, who, args)).hits.map(({ asset }: { asset: { id: string } }) => asset.id);

describe('terms', () => {
  test('are pairs of characters and the last one, and words of letters in small', () => {
    expect(termsOf('逐日气象，2024 ＣＳＶ', 'Seattle-Weather')).toEqual(
      ['逐日', '日气', '气象', '象', '2024', 'csv', 'seattle', 'weather'].sort(),
    );
    expect(wantedBy('气象 W 象')).toEqual([{ all: ['气象'] }, { prefix: 'w' }, { prefix: '象' }]);
  });

  test('find every stretch of a text in it, and never break on one', () => {
    const character = fc.constantFrom(...'数据资产气象登记abcX9。 ，𠀀é');
    fc.assert(
      fc.property(fc.array(character, { maxLength: 30 }), fc.nat(30), fc.nat(30), (all, from, length) => {
        const terms = new Set(termsOf(all.join('')));
        for (const word of wantedBy(all.slice(from, from + length).join('')))
          if ('all' in word) expect(word.all.every((term) => terms.has(term))).toBe(true);
          else if (!/^[a-z0-9é]/.test(word.prefix))
            expect([...terms].some((t) => t.startsWith(word.prefix))).toBe(true);
      }),
    );
  });
});

describe('a search', () => {
  test('finds a word of two Chinese characters, a single one, and English by its beginning', async () => {
    expect(await ids('气象', 'xu')).toEqual([3, 1, 2].map(assetId));
    expect(await ids('象', 'xu')).toContain(assetId(1));
    expect(await ids('seattle weath', 'xu')).toEqual([assetId(1)]);
    expect(await ids('气象 航班', 'xu')).toEqual([assetId(2)]);
    expect(await ids('temp_max', 'xu')).toContain(assetId(1));
    expect(await ids("'; drop & (| !:*", 'xu')).toEqual([]);
  });

  test('finds what the reader may not read by its public parts alone', async () => {
    // The abstract and the fields are not public: a holder of something else does not find flights by weather.
    expect(await ids('气象')).toEqual([3, 1].map(assetId));
    expect(await ids('气象', 'wang')).toEqual([3, 1].map(assetId));
    expect(await ids('气象', 'li')).toEqual([4, 3, 1, 2].map(assetId));
    expect(await ids('乘客')).toEqual([]);
    // An analyst's clearance does not reach core data: its title it reads, as everybody does, its fields not.
    expect(await ids('temp_max', 'xu')).toEqual([assetId(1)]);
  });

  test('shows who asks the rows that its rule shows, and nobody a restricted text', async () => {
    expect(await ids('未登记', 'wang')).toEqual([]);
    expect(await ids('未登记', 'li')).toEqual([assetId(4)]);
    expect((await search('', 'wang')).totalCount).toBe(4);
    expect((await search('', 'li')).totalCount).toBe(5);
  });

  test('has facets that count what was found, by what the reader may know, and filters by them', async () => {
    const facets = async (who?: string) =>
      Object.fromEntries(
        (await search('', who)).facets.map(({ facet, values }: { facet: string; values: object[] }) => [facet, values]),
      );
    const shown = await facets('wang');
    expect(shown.SUBJECT).toEqual([
      { value: '气象', count: 2 },
      { value: '交通', count: 1 },
    ]);
    expect(shown.ENTITY).toEqual([
      { value: 'huaxin', count: 3 },
      { value: 'qixiang', count: 1 },
    ]);
    // The source is not public: it counts the reader's own.
    expect(shown.SOURCE).toEqual([{ value: expect.any(String), count: 1 }]);
    expect((await facets('li')).SOURCE[0].count).toBe(3);
    expect((await facets()).RIGHTS).toEqual([]);
    expect(await ids('', 'wang', ', filter: { subject: ["交通", "航空"] }')).toEqual([assetId(2)]);
    const source = shown.SOURCE[0].value.toUpperCase().replace('-', '_');
    expect(await ids('', 'wang', `, filter: { source: [${source}] }`)).toEqual([assetId(1)]);
    expect(await ids('', 'wang', ', filter: { subject: [] }')).toEqual([]);
    expect(await ids('', 'li', ', filter: { rights: [HOLD], state: [APPLIED] }')).toEqual([assetId(4)]);
  });

  test('is sorted by relevance, time or title, and paged without a gap', async () => {
    for (const by of ['RELEVANCE', 'TIME', 'TITLE'])
      for (const direction of ['ASCENDING', 'DESCENDING']) {
        const sort = `, sort: { by: ${by}, direction: ${direction} }`;
        const whole = await ids('', 'li', sort);
        const paged: string[] = [];
        for (let after = ''; ; ) {
          const page = await search('', 'li', `${sort}, first: 2${after}`);
          paged.push(...page.hits.map(({ asset }: { asset: { id: string } }) => asset.id));
          if (!page.pageInfo.hasNextPage) break;
          after = `, after: "${page.pageInfo.endCursor}"`;
        }
        expect(paged, sort).toEqual(whole);
      }
    expect(await ids('', 'li', ', sort: { by: TIME }')).toEqual([5, 4, 3, 2, 1].map(assetId));
  });
});

describe('statistics', () => {
  test('count what the reader sees, by value and by day', async () => {
    const query = `{ statistics { assetsByState { value count } assetsByKind { value count }
      days(last: 3) { day assets cases certificates orders } } }`;
    const { data } = await door.graphql(query, {}, tokens.li);
    expect(data.statistics.assetsByState).toEqual([
      { value: 'applied', count: 1 },
      { value: 'registered', count: 4 },
    ]);
    expect(data.statistics.days).toEqual([
      { day: '2025-12-30', assets: 0, cases: 0, certificates: 0, orders: 0 },
      { day: '2025-12-31', assets: 0, cases: 0, certificates: 0, orders: 0 },
      { day: '2026-01-01', assets: 4, cases: 0, certificates: 0, orders: 0 },
    ]);
  });
});

describe('a saved view', () => {
  const save = (input: object, who: string) =>
    door.graphql('mutation ($input: SavedViewInput!) { saveView(input: $input) { id } }', { input }, tokens[who]);
  const list = async (who: string) =>
    (await door.graphql('{ savedViews(page: "catalogue") { id name content } }', {}, tokens[who])).data.savedViews;

  test('is its person’s alone, and is put in the place of its earlier one', async () => {
    const { data, errors } = await save({ page: 'catalogue', name: '气象', content: { text: '气象' } }, 'li');
    expect(errors).toBeUndefined();
    const { id } = data.saveView;
    await save({ id, page: 'catalogue', name: '天气', content: { text: '天气' } }, 'li');
    expect(await list('li')).toEqual([{ id, name: '天气', content: { text: '天气' } }]);
    expect(await list('wang')).toEqual([]);
    const stolen = await save({ id, page: 'catalogue', name: 'mine', content: {} }, 'wang');
    expect(stolen.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
    const remove = (who: string) => door.graphql('mutation ($id: ID!) { deleteView(id: $id) }', { id }, tokens[who]);
    expect((await remove('wang')).data.deleteView).toBe(false);
    expect((await remove('li')).data.deleteView).toBe(true);
    expect(await list('li')).toEqual([]);
  });

  test('has its limits', async () => {
    const { errors } = await save({ page: 'catalogue', name: 'big', content: 'x'.repeat(20_000) }, 'li');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'REQUEST_MALFORMED', field: 'input.content' });
    const signedOut = await door.graphql('{ savedViews { id } }');
    expect(signedOut.errors?.[0]?.extensions).toMatchObject({ code: 'ACCESS_SIGN_IN' });
  });
});
