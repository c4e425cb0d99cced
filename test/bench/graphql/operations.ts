import { at } from '../../gateway/support/chain.ts';
import { caseId, certificateNumber, releaseId } from '../../gateway/support/documents.ts';

/** An operation that people ask often, and what it may be asked: as many different questions as real ones there are. */
export interface Operation {
  readonly query: string;
  readonly signedIn: boolean;
  /** How many different questions are asked of it between two blocks. */
  readonly questions: number;
  readonly variables: (n: number, assets: number) => Readonly<Record<string, unknown>>;
}

/** Numbers from one until `assets`, each once, in no order. */
const spread = (n: number, assets: number) => ((n * 7919) % assets) + 1;

const TOPICS = ['气象', '交通', '人口', '能源', '水文', '税务', '教育', '医疗', '农业', '环境'] as const;
const PLACES = ['北京', '上海', '广州', '深圳', '杭州', '成都', '武汉', '西安', '南京', '重庆'] as const;

/** The title of an asset: a place, a topic and a number that tells it apart. */
export const titleOf = (n: number) => {
  const [place, topic] = [PLACES[n % 10] ?? '', TOPICS[Math.floor(n / 10) % 10] ?? ''];
  return { zh: `${place}${topic}数据 ${n}`, en: `${place} ${topic} ${n}` };
};

const cursor = (sort: string, id: string) => Buffer.from(JSON.stringify([sort, id])).toString('base64url');

const STATES = [undefined, ['SUBMITTED'], ['SUBMITTED', 'ACCEPTED']] as const;

/** What people ask most: a certificate, the catalogue, the desk, the overview, a lineage. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  certificate: {
    signedIn: false,
    questions: 1500,
    variables: (n, assets) => ({ number: certificateNumber(spread(n, assets)) }),
    query: `query certificate($number: ID!) { certificate(number: $number) { number state issuedAt validUntil
      holder { id title { zh } } asset { id text { descriptor { title { zh en } } } } } }`,
  },
  search: {
    signedIn: true,
    questions: 200,
    variables: (n) => ({
      text: n < 100 ? `${PLACES[n % 10]}${TOPICS[Math.floor(n / 10) % 10]}` : n < 200 ? TOPICS[n % 10] : PLACES[n % 10],
      first: n < 200 ? 20 : 10 + (n % 10),
      sort: n % 2 ? { by: 'RELEVANCE' } : { by: 'TIME', direction: n < 150 ? 'ASCENDING' : 'DESCENDING' },
      filter: n < 100 ? undefined : { grade: ['GENERAL'], entity: n % 3 ? ['huaxin'] : undefined },
    }),
    query: `query search($text: String!, $first: Int!, $sort: SearchSort!, $filter: SearchFilter) {
      search(text: $text, first: $first, sort: $sort, filter: $filter) { totalCount hits { relevance asset { id text {
      kind grade descriptor { title { zh } subject keywords } } entity { title { zh } } } }
      facets { facet values { value count } } } }`,
  },
  cases: {
    signedIn: true,
    questions: 400,
    variables: (n, assets) => ({
      after: cursor(at(1 + Math.ceil(spread(n, assets) / 10)), caseId(spread(n, assets))),
      state: STATES[n % 3],
    }),
    query: `query cases($after: String, $state: [CaseState!]) { cases(first: 20, after: $after, filter: { state: $state }) {
      totalCount nodes { id type state since applicant { title { zh } } registrar { title { zh } }
      next { mover entity deadline } } } }`,
  },
  statistics: {
    signedIn: true,
    questions: 360,
    variables: (n) => ({ last: 1 + ((n * 7) % 360) }),
    query: `query statistics($last: Int!) { statistics { assetsByKind { value count } assetsByGrade { value count }
      casesByState { value count } certificatesByState { value count }
      days(last: $last) { day assets cases certificates orders } } }`,
  },
  trace: {
    signedIn: true,
    questions: 40,
    variables: (n, assets) => ({ release: releaseId(spread(n, assets)) }),
    query: `query trace($release: ID!) { trace(release: $release, direction: BOTH, first: 1000) {
      nodes { id hop grade visible cut } edges { from to kind state loop } counts { nodes edges hidden } truncated
      asOf { block } } }`,
  },
};
