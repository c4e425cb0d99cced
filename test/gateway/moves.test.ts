import type { Proposal, ProposalContent, Roster, Vote } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placed } from '../support/trade.ts';
import { Institution } from './support/authority.ts';
import { at, Chain } from './support/chain.ts';
import * as make from './support/documents.ts';
import { type TestGateway, testGateway } from './support/gateway.ts';

let door: TestGateway;
const tokens: Record<string, string> = {};
const LATER = 100_000;
const until = (n: number) => at(LATER + n);
const by = { msp: 'GroupMSP', entity: 'huaxin', person: 'li' };
const keyed = <D extends object>(key: string, document: D) => ({ key, document });

const next = (entity: string, n: number) => ({
  mover: 'counterparty' as const,
  entity,
  action: 'lineage:confirm',
  deadline: until(n),
  silence: 'unanswered' as const,
});
const order = (() => {
  const made = placed();
  return {
    ...made,
    buyer: 'qixiang',
    next: {
      ...made.next,
      office: 'buyer' as const,
      action: 'trade:receive',
      silence: 'lapse' as const,
      entity: 'qixiang',
      deadline: until(2),
    },
  };
})();

const proposalId = (n: number) => `prp-${n.toString(16).padStart(32, '0')}`;
const proposal = (n: number, content: ProposalContent, change: Partial<Proposal> = {}) =>
  keyed<Proposal>(`proposal/${proposalId(n)}`, {
    schema: 'proposal/1',
    id: proposalId(n),
    content,
    proposer: by,
    openedAt: at(1),
    expiresAt: until(n),
    needsRegulator: false,
    state: 'open',
    time: at(1),
    ...change,
  });
const vote = (n: number, voter: string) =>
  keyed<Vote>(`vote/${proposalId(n)}/${voter}`, {
    schema: 'vote/1',
    proposal: proposalId(n),
    as: 'operator',
    voter,
    inFavour: true,
    by,
    time: at(2),
  });
const entering = (id: string): ProposalContent => ({
  kind: 'enter',
  entity: { id, title: { zh: id }, host: 'GroupMSP', roles: ['holder'], clearance: 'general' },
});
const leaving = (entity: string, successor: string): ProposalContent => ({
  kind: 'leave',
  entity,
  successors: [{ role: 'holder', entity: successor }],
});
const roster: Roster = {
  schema: 'roster/1',
  operators: [{ msp: 'GroupMSP', title: { zh: '集团' }, entity: 'huaxin', committee: true }] as Roster['operators'],
  registrars: [],
  appealBodies: [],
  regulators: ['regulator'],
  time: at(0),
};

type Node = { id: string; action: string; deadline: string } & Record<string, { id?: string; from?: string } | null>;
type Moves = { moves: { nodes: Node[]; totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string } } };
const ABOUT = `case { id type } order { id } edge { from } agreement { id } measure { id } alias { external } proposal { id }`;

async function moves(person: string, first = 50, after?: string) {
  const query = `query ($first: Int!, $after: String) { moves(first: $first, after: $after) {
    nodes { id action deadline ${ABOUT} } totalCount pageInfo { hasNextPage endCursor } } }`;
  const { data, errors } = await door.graphql(query, { first, after }, tokens[person]);
  expect(errors).toBeUndefined();
  return (data as Moves).moves;
}
const actions = async (person: string) => (await moves(person)).nodes.map(({ action }) => action);

beforeAll(async () => {
  const ours = await Institution.create('GroupMSP');
  const chain = new Chain();
  chain.put([]);
  const members = [
    ['huaxin', 'holder'],
    ['qixiang', 'holder'],
    ['registry', 'registrar'],
    ['regulator', 'regulator'],
    ['leaver', 'holder'],
  ] as const;
  chain.put([
    ...members.map(([id, role]) => make.entity(id, { roles: [role] })),
    make.generalProfile(),
    keyed('roster', roster),
  ]);
  chain.put([
    make.asset(1, 'huaxin'),
    make.release(1, 'huaxin'),
    make.asset(2, 'qixiang'),
    make.release(2, 'qixiang'),
    make.caseFile(1, 'huaxin'),
    make.caseFile(2, 'qixiang', {
      state: 'returned',
      next: { ...next('qixiang', 1), action: 'registration:resubmit' },
    }),
    make.caseFile(3, 'huaxin', {
      type: 'transfer',
      application: {
        type: 'transfer',
        assetId: make.assetId(1),
        transferee: 'qixiang',
        evidence: [],
      },
    }),
    make.edge(1, 2, 'claimed', { next: next('huaxin', 3) }),
    make.edge(2, 1, 'claimed', { disclosure: 'restricted', fromEntity: 'huaxin', next: next('qixiang', 4) }),
    make.alias(1, 2, { next: { ...next('qixiang', 5), action: 'alias:confirm' } }),
    make.agreement(1, 'huaxin', 'qixiang', {
      state: 'proposed',
      next: { ...next('qixiang', 6), action: 'licence:conclude', silence: 'lapse' },
    }),
    keyed(`order/${order.id}`, order),
    proposal(11, entering('newcomer')),
    proposal(12, entering('another')),
    proposal(13, leaving('leaver', 'qixiang'), { needsRegulator: true }),
    proposal(14, { kind: 'roles', entity: 'huaxin', roles: ['holder', 'exchange'], clearance: 'general' }),
    proposal(15, entering('late'), { expiresAt: at(1) }),
    proposal(16, entering('done'), { state: 'enacted' }),
    proposal(17, leaving('qixiang', 'huaxin')),
    vote(12, 'GroupMSP'),
  ]);
  // An edge that was waiting, and waits no more.
  chain.put([make.edge(1, 3, 'claimed', { next: next('huaxin', 0) })]);
  chain.put([make.edge(1, 3, 'confirmed')]);
  door = await testGateway({ config: await ours.config(), chain });
  await door.read();
  const people = [
    ['li', 'huaxin', 'holder'],
    ['wang', 'qixiang', 'holder'],
    ['lin', 'registry', 'registrar'],
    ['qian', 'regulator', 'regulator'],
    ['new', 'leaver', 'holder'],
  ] as const;
  for (const [name, entity, role] of people) tokens[name] = await door.signIn(await ours.person(name, entity, role));
  tokens.admin = await door.signIn(await ours.person('admin', 'huaxin', '', { organizationalUnit: 'admin' }));
});
afterAll(() => door.stop());

describe('What waits for somebody', () => {
  test('is of every kind in which its entity moves next, the nearest deadline first', async () => {
    const { nodes, totalCount } = await moves('wang');
    expect(nodes.map(({ action }) => action)).toEqual([
      'registration:consent',
      'registration:resubmit',
      'trade:receive',
      'lineage:confirm',
      'alias:confirm',
      'licence:conclude',
      'membership:consent',
    ]);
    expect(totalCount).toBe(nodes.length);
    const deadlines = nodes.map(({ deadline }) => deadline);
    expect(deadlines).toEqual(deadlines.toSorted());
  });

  test('has what it is about beside it, and nothing else', async () => {
    const about = ['case', 'order', 'edge', 'agreement', 'measure', 'alias', 'proposal'];
    for (const node of (await moves('wang')).nodes) expect(about.filter((kind) => node[kind] !== null)).toHaveLength(1);
    const found = (await moves('wang')).nodes.find(({ action }) => action === 'lineage:confirm');
    expect(found).toMatchObject({
      id: `${make.releaseId(2)}/${make.releaseId(1)}`,
      edge: { from: make.releaseId(2) },
    });
  });

  test('is nothing that waits no more, and nothing that waits for others', async () => {
    expect(await actions('li')).toEqual(['lineage:confirm', 'membership:consent']);
    expect(await actions('lin')).toEqual(['accept', 'accept']);
    expect(await actions('new')).toEqual([]);
  });

  test('are proposals on which its operator has not voted, without those about itself, for its administrator', async () => {
    const votes = (await moves('admin')).nodes.filter(({ action }) => action === 'membership:vote');
    expect(votes.map(({ id }) => id)).toEqual([11, 13, 17].map(proposalId));
  });

  test('are those that need the regulator, for the regulator', async () => {
    expect((await moves('qian')).nodes.map(({ id, action }) => [id, action])).toEqual([
      [proposalId(13), 'membership:approve'],
    ]);
  });

  test('comes in pages that neither skip nor repeat', async () => {
    const all = (await moves('wang')).nodes.map(({ id, action }) => `${id} ${action}`);
    const paged: string[] = [];
    let after: string | undefined;
    for (;;) {
      const { nodes, pageInfo } = await moves('wang', 2, after);
      paged.push(...nodes.map(({ id, action }) => `${id} ${action}`));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(paged).toEqual(all);
  });

  test('is asked by who has signed in, in pages of a size, from a place of the list', async () => {
    const ask = async (args: string, token?: string) =>
      (await door.graphql(`{ moves${args} { totalCount } }`, {}, token)).errors?.[0]?.extensions?.code;
    expect(await ask('')).toBe('ACCESS_SIGN_IN');
    expect(await ask('(first: 500)', tokens.wang)).toBe('PAGE_SIZE');
    expect(await ask('(after: "x")', tokens.wang)).toBe('CURSOR_INVALID');
  });
});
