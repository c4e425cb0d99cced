import { idOf, type Role, refuse, type UseQuestion } from '@suyuan/schemas';
import type { Member } from '../access/caller.ts';
import { key } from '../ledger/keys.ts';
import { contract, type Ledger } from '../ledger/transaction.ts';
import { allot, spend } from './quota.ts';
import { answer, type Facts, mustAllow, recordable } from './rules.ts';
import { factsOf, quotaOf } from './state.ts';

const OVERSIGHT: readonly Role[] = ['regulator', 'auditor', 'exchange', 'computing'];

/** Terms of contracts are for their parties and for oversight: so are answers that are made of them. */
function mayAsk({ entity, roles }: Member, { question, standing, candidates }: Facts): void {
  const { asset } = standing;
  const { recipient } = question;
  const parties = candidates.flatMap(({ chain: [agreement] }) => agreement.parties);
  if ([recipient, asset.entity, ...parties].includes(entity.id) || OVERSIGHT.some((role) => roles.has(role))) return;
  throw refuse('USE_ASKER', { recipient }, 'recipient');
}

async function asked(ledger: Ledger, question: UseQuestion) {
  const member = await ledger.member();
  const facts = await factsOf(ledger, question);
  mayAsk(member, facts);
  return { member, given: answer(facts) };
}

/** Whether a use is allowed, counted uses, and refusals of use on record. */
export const UsageContract = contract(
  'usage',
  {
    'usage:spend': async (ledger, command) => {
      const member = await ledger.member();
      const { release, action, purpose, territory, agreement } = command;
      const recipient = member.entity.id;
      const place = territory ? { territory } : {};
      const question = { release, action, purpose, ...place, recipient, time: ledger.time, agreement };
      mustAllow(answer(await factsOf(ledger, question, false)));
      const quota = await ledger.get('quota/1', key.quota(agreement));
      if (!quota) throw refuse('USE_UNCOUNTED', { agreement }, 'agreement');
      const found = await ledger.get('use/1', key.use(agreement, command.lane));
      const use = spend(quota, found, command, member.actor, ledger.time);
      return { documents: [use], outcome: { subject: agreement, state: `${use.lane}/${use.spent}`, agreement } };
    },

    'usage:allot': async (ledger, { agreement: id, slots }) => {
      const member = await ledger.member();
      const agreement = await ledger.need('agreement/1', key.agreement(id), 'agreement');
      if (agreement.licensee !== member.entity.id) throw refuse('LICENCE_PARTY', { entity: agreement.licensee });
      const quota = await ledger.get('quota/1', key.quota(id));
      if (!quota) throw refuse('USE_UNCOUNTED', { agreement: id }, 'agreement');
      return { documents: [allot(quota, slots, ledger.time)], outcome: { subject: id, agreement: id } };
    },

    'usage:recordRefusal': async (ledger, { question, answer: digest, attested }) => {
      const { member, given } = await asked(ledger, question);
      recordable(given, digest, ledger.time);
      const id = idOf('ref', ledger.txId);
      const said = { digest, answer: given, ...(attested ? { attested } : {}) };
      return {
        documents: [{ schema: 'use-refusal/1', id, ...said, by: member.actor, time: ledger.time }],
        outcome: { subject: id, state: given.clause.code },
      };
    },
  },
  {
    'usage:mayUse': async (ledger, question) => (await asked(ledger, question)).given,
    'usage:quota': async (ledger, { agreement }) => {
      const found = await quotaOf(ledger, agreement);
      if (!found) throw refuse('NOT_FOUND', { what: 'quota', id: agreement }, 'agreement');
      return { ...found.quota, spent: found.lanes };
    },
  },
);
