import { type InputRef, idOf } from '@suyuan/schemas';
import { needRole } from '../access/caller.ts';
import { key } from '../ledger/keys.ts';
import { contract, type Ledger } from '../ledger/transaction.ts';
import { calendar, pinned } from '../registration/setting.ts';
import { deadline } from '../time/deadline.ts';
import { advance, claim, confirm, dispute, run, type Sides } from './rules.ts';
import { gradeOf, type Input, input } from './state.ts';

const refOf = (id: string): InputRef => ({ release: id });

async function sidesOf(ledger: Ledger, from: Input, to: string): Promise<Sides> {
  const release = await ledger.need('release/1', key.release(to), 'to');
  const asset = await ledger.need('asset/1', key.asset(release.asset));
  return { upstream: 'holder' in from ? from.holder : undefined, downstream: asset.entity };
}

/** Edges across entities are two-sided: claimed by one side, confirmed or disputed by the other. */
export const LineageContract = contract(
  'lineage',
  {
    'lineage:claim': async (ledger, command) => {
      const member = await ledger.member();
      needRole(member, 'holder');
      const from = await input(ledger, command.from);
      const to = await ledger.need('release/1', key.release(command.to), 'to');
      const asset = await ledger.need('asset/1', key.asset(to.asset));
      const profile = await pinned(ledger, asset.profile);
      const documents = claim(
        {
          from,
          to: { ...to, entity: asset.entity },
          toGrade: await gradeOf(ledger, to.id),
          existing: await ledger.get('edge/1', key.edge(from.id, to.id)),
          by: member.actor,
          run: run(idOf('run', ledger.txId), member.entity.id, command.run, ledger.time),
          columns: command.columns,
          answerBy: deadline(ledger.time, profile.clocks.edgeAnswer, await calendar(ledger)),
        },
        ledger.time,
      );
      const made = documents.find((document) => document.schema === 'edge/1');
      return { documents, outcome: { subject: `${from.id}/${to.id}`, ...(made ? { state: made.state } : {}) } };
    },

    'lineage:confirm': async (ledger, { from, to }) => {
      const member = await ledger.member();
      needRole(member, 'holder');
      const edge = await ledger.need('edge/1', key.edge(from, to), 'from');
      const upstream = await input(ledger, refOf(from));
      const sides = await sidesOf(ledger, upstream, to);
      const documents = confirm(edge, member.actor, sides, upstream, await gradeOf(ledger, to), ledger.time);
      return { documents, outcome: { subject: `${from}/${to}`, state: 'confirmed' } };
    },

    'lineage:dispute': async (ledger, { from, to, reason }) => {
      const member = await ledger.member();
      needRole(member, 'holder');
      const edge = await ledger.need('edge/1', key.edge(from, to), 'from');
      const sides = await sidesOf(ledger, await input(ledger, refOf(from)), to);
      const changed = dispute(edge, member.actor, sides, reason, ledger.time);
      return { documents: [changed], outcome: { subject: `${from}/${to}`, state: changed.state } };
    },

    'lineage:advance': async (ledger, { from, to }) => {
      await ledger.member();
      const changed = advance(await ledger.need('edge/1', key.edge(from, to), 'from'), ledger.time);
      return { documents: [changed], outcome: { subject: `${from}/${to}`, state: changed.state } };
    },
  },
  {
    'lineage:read': (ledger, { from, to }) => ledger.need('edge/1', key.edge(from, to), 'from'),
    'lineage:history': (ledger, { from, to }) => ledger.history(key.edge(from, to)),
  },
);
