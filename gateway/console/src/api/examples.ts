import type { Role } from '../generated/person.ts';

/** A query that runs as it stands. */
export type Example = {
  readonly zh: string;
  readonly en: string;
  readonly for: 'anyone' | 'person' | readonly Role[];
  readonly query: string;
};

export const EXAMPLES: readonly Example[] = [
  {
    zh: '网络与进度',
    en: 'The network, and how far it is read',
    for: 'anyone',
    query: `query Network {
  network { channel operator founded height asOf { block time } }
  operators { msp title { zh en } committee }
}`,
  },
  {
    zh: '已登记的数据资产',
    en: 'Registered data assets',
    for: 'anyone',
    query: `query Assets {
  assets(first: 5, filter: { state: [REGISTERED] }) {
    totalCount
    nodes { id gradeFloor text { descriptor { title { zh en } } } certificate { number state } }
  }
}`,
  },
  {
    zh: '最新区块',
    en: 'The newest blocks',
    for: 'anyone',
    query: `query Blocks {
  blocks(first: 5) { nodes { number hash time transactions { id code function } } }
}`,
  },
  {
    zh: '挂牌',
    en: 'Listings',
    for: 'anyone',
    query: `query Listings {
  listings(first: 5, filter: { state: [LISTED] }) { nodes { id price { fen } terms { actions } odrl } }
}`,
  },
  {
    zh: '待我办理',
    en: 'What waits for me',
    for: 'person',
    query: `query Waiting {
  me { name roles entity { id title { zh } } }
  waiting { nodes { id type state next { action deadline silence } } }
}`,
  },
  {
    zh: '本机构的订单',
    en: 'Orders of my institution',
    for: ['HOLDER', 'EXCHANGE', 'BANK', 'ARBITER'],
    query: `query Orders {
  orders(first: 5, sort: { by: DEADLINE, direction: ASCENDING }) {
    nodes { id state price { fen } next { office action deadline silence } }
  }
}`,
  },
  {
    zh: '议案与表决',
    en: 'Proposals and votes',
    for: 'person',
    query: `query Proposals {
  proposals(first: 5) { nodes { id kind state tally { eligible inFavour against } } }
}`,
  },
  {
    zh: '统计',
    en: 'Statistics',
    for: ['REGULATOR', 'AUDITOR', 'ANALYST', 'REGISTRAR'],
    query: `query Statistics {
  statistics { assetsByGrade { value count } casesByState { value count } days(last: 7) { day assets cases certificates orders } }
}`,
  },
];
