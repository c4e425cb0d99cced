import { idOf } from '@suyuan/schemas';
import { needRole } from '../access/caller.ts';
import { key } from '../ledger/keys.ts';
import { contract, type Ledger } from '../ledger/transaction.ts';
import { acknowledge, type Held, order, withdraw } from './rules.ts';

async function held(ledger: Ledger, id: string, field: string): Promise<Held> {
  const release = await ledger.need('release/1', key.release(id), field);
  return {
    release,
    asset: await ledger.need('asset/1', key.asset(release.asset)),
    recalled: await ledger.get('recalled/1', key.recalled(id)),
  };
}

/** 更正召回: a release is marked as wrong; entities downstream are told, and sign what they did. */
export const RecallContract = contract(
  'recall',
  {
    'recall:order': async (ledger, { release, replacement, reason, evidence }) => {
      const member = await ledger.member();
      needRole(member, 'holder', 'regulator');
      const what = {
        id: idOf('rcl', ledger.txId),
        wrong: await held(ledger, release, 'release'),
        replacement: replacement === undefined ? undefined : await held(ledger, replacement, 'replacement'),
        by: member.actor,
        regulator: member.roles.has('regulator'),
        said: { reason, evidence },
      };
      const [recall, recalled] = order(what, ledger.time);
      return { documents: [recall, recalled], outcome: { subject: recall.id, state: recall.state, release } };
    },

    'recall:acknowledge': async (ledger, { commandId: _, recall: id, ...said }) => {
      const member = await ledger.member();
      needRole(member, 'holder');
      const recall = await ledger.need('recall/1', key.recall(id), 'recall');
      await ledger.get('ack/1', key.ack(id, member.entity.id));
      const own = [];
      for (const [n, release] of said.releases.entries()) own.push(await held(ledger, release, `releases.${n}`));
      if (said.replacement !== undefined) own.push(await held(ledger, said.replacement, 'replacement'));
      const ack = acknowledge(recall, member.actor, said, own, ledger.time);
      return { documents: [ack], outcome: { subject: id, state: recall.state } };
    },

    'recall:withdraw': async (ledger, { recall: id, reason }) => {
      const member = await ledger.member();
      needRole(member, 'holder', 'regulator');
      const found = await ledger.need('recall/1', key.recall(id), 'recall');
      await ledger.get('recalled/1', key.recalled(found.release));
      const [recall, recalled] = withdraw(found, member.actor, reason, ledger.time);
      return { documents: [recall, recalled], outcome: { subject: id, state: recall.state } };
    },
  },
  {
    'recall:read': (ledger, { recall }) => ledger.need('recall/1', key.recall(recall), 'recall'),
    'recall:acknowledgement': (ledger, { recall, entity }) => ledger.need('ack/1', key.ack(recall, entity), 'entity'),
    'recall:recalled': async (ledger, { release }) => (await ledger.get('recalled/1', key.recalled(release))) ?? null,
  },
);
