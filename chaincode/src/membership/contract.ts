import { type Actor, idOf, type Proposal, type Roster, refuse, type Vote } from '@suyuan/schemas';
import { needRole } from '../access/caller.ts';
import { key } from '../ledger/keys.ts';
import { contract, type Decision, type Ledger } from '../ledger/transaction.ts';
import { enforce, found } from './rules/charter.ts';
import { checkContent } from './rules/content.ts';
import { effects } from './rules/effects.ts';
import { execute } from './rules/execution.ts';
import { consenters, count, eligible, mustBeOpen, propose, subjectsOf } from './rules/votes.ts';
import { roster, situation } from './state.ts';

/** An operator speaks through its administrator. */
function operatorActor(ledger: Ledger, operators: Roster['operators']): Actor {
  const { msp, admin } = ledger.signer;
  if (!admin) throw refuse('CALLER_NOT_ADMIN');
  if (!operators.some((operator) => operator.msp === msp)) throw refuse('OPERATOR_UNKNOWN', { msp });
  return ledger.actor;
}

async function castVote(
  ledger: Ledger,
  proposal: Proposal,
  ballot: Pick<Vote, 'as' | 'voter' | 'inFavour' | 'by'> & { reason: string | undefined },
): Promise<Decision> {
  const { reason, ...said } = ballot;
  if (await ledger.get('vote/1', key.vote(proposal.id, ballot.as, ballot.voter))) {
    throw refuse('VOTE_REPEATED', { voter: ballot.voter, id: proposal.id });
  }
  return {
    documents: [
      {
        schema: 'vote/1',
        proposal: proposal.id,
        ...said,
        ...(reason === undefined ? {} : { reason }),
        time: ledger.time,
      },
    ],
    outcome: { subject: proposal.id, state: proposal.state },
  };
}

/** Who takes part: by charter first, by proposal and vote afterwards; and where gateways are. */
export const MembershipContract = contract(
  'membership',
  {
    'membership:found': async (ledger, { charter }) => {
      const by = operatorActor(ledger, charter.operators);
      if (await ledger.get('charter/1', key.charter())) throw refuse('CHARTER_EXISTS');
      const document = found(charter, by, ledger.time);
      return {
        documents: [document, { schema: 'ratification/1', charter: document.digest, by, time: ledger.time }],
        outcome: { subject: document.digest, state: document.state },
      };
    },

    'membership:ratify': async (ledger, command) => {
      const charter = await ledger.need('charter/1', key.charter());
      const by = operatorActor(ledger, charter.text.operators);
      if (command.charter !== charter.digest) throw refuse('CHARTER_DIGEST', { digest: charter.digest }, 'charter');
      const missing = [];
      for (const { msp } of charter.text.operators) {
        if (!(await ledger.get('ratification/1', key.ratification(msp)))) missing.push(msp);
      }
      if (!missing.includes(by.msp)) throw refuse('RATIFIED_ALREADY', { msp: by.msp });
      const inForce = missing.length === 1;
      return {
        documents: [
          { schema: 'ratification/1', charter: charter.digest, by, time: ledger.time },
          ...(inForce ? enforce(charter, ledger.time) : []),
        ],
        outcome: { subject: charter.digest, state: inForce ? 'in-force' : 'proposed' },
      };
    },

    'membership:propose': async (ledger, { content, expiresAt }) => {
      const now = await situation(ledger, content);
      const by = operatorActor(ledger, now.roster.operators);
      const proposal = propose(idOf('prp', ledger.txId), content, expiresAt, by, now, ledger.time);
      return { documents: [proposal], outcome: { subject: proposal.id, state: proposal.state } };
    },

    'membership:vote': async (ledger, { proposal: id, inFavour, reason }) => {
      const members = await roster(ledger);
      const by = operatorActor(ledger, members.operators);
      const proposal = await ledger.need('proposal/1', key.proposal(id), 'proposal');
      mustBeOpen(proposal, ledger.time);
      if (!eligible(proposal, members).includes(by.msp)) throw refuse('VOTE_SUBJECT');
      return castVote(ledger, proposal, { as: 'operator', voter: by.msp, inFavour, reason, by });
    },

    'membership:approve': async (ledger, { proposal: id, inFavour, reason }) => {
      const member = await ledger.member();
      needRole(member, 'regulator');
      const proposal = await ledger.need('proposal/1', key.proposal(id), 'proposal');
      mustBeOpen(proposal, ledger.time);
      if (!proposal.needsRegulator) throw refuse('REGULATOR_NOT_ASKED');
      if (subjectsOf(proposal.content, await roster(ledger)).includes(member.entity.id)) throw refuse('VOTE_SUBJECT');
      return castVote(ledger, proposal, {
        as: 'regulator',
        voter: member.entity.id,
        inFavour,
        reason,
        by: member.actor,
      });
    },

    'membership:consent': async (ledger, { proposal: id, inFavour, reason }) => {
      const member = await ledger.member();
      const proposal = await ledger.need('proposal/1', key.proposal(id), 'proposal');
      mustBeOpen(proposal, ledger.time);
      const { actor, entity } = member;
      if (!consenters(proposal).includes(entity.id)) throw refuse('SUCCESSOR_ONLY', { entity: entity.id, id });
      return castVote(ledger, proposal, { as: 'successor', voter: entity.id, inFavour, reason, by: actor });
    },

    'membership:enact': async (ledger, { proposal: id }) => {
      const proposal = await ledger.need('proposal/1', key.proposal(id), 'proposal');
      if (proposal.state !== 'open') throw refuse('PROPOSAL_CLOSED', { id, state: proposal.state });
      const now = await situation(ledger, proposal.content);
      const ballots = async (as: Vote['as'], voters: readonly string[]) => {
        const votes = [];
        for (const voter of voters) {
          const vote = await ledger.get('vote/1', key.vote(id, as, voter));
          if (vote) votes.push(vote);
        }
        return votes;
      };
      const cast = {
        operator: await ballots('operator', eligible(proposal, now.roster)),
        regulator: proposal.needsRegulator ? await ballots('regulator', now.roster.regulators) : [],
        successor: await ballots('successor', consenters(proposal)),
      };
      const counted = count(proposal, now.roster, cast, ledger.time);
      if (counted.state === 'enacted') checkContent(counted.content, now);
      return {
        documents: effects(counted, now, ledger.time),
        outcome: { subject: id, state: counted.state },
      };
    },

    'membership:execute': async (ledger, command) => {
      const members = await roster(ledger);
      const by = operatorActor(ledger, members.operators);
      const proposal = await ledger.need('proposal/1', key.proposal(command.proposal), 'proposal');
      const found = await ledger.get('execution/1', key.execution(proposal.id));
      return {
        documents: [execute(proposal, found, members, command, by, ledger.time)],
        outcome: { subject: proposal.id, state: 'executed' },
      };
    },

    'membership:announce': async (ledger, { address, certificate }) => {
      const { operators } = await roster(ledger);
      const { msp, gateway, admin } = ledger.signer;
      if (!operators.some((operator) => operator.msp === msp)) throw refuse('OPERATOR_UNKNOWN', { msp });
      if (!gateway && !admin) throw refuse('CALLER_NOT_GATEWAY');
      return {
        documents: [{ schema: 'gateway/1', msp, address, certificate, by: ledger.actor, time: ledger.time }],
        outcome: { subject: `gateway/${msp}` },
      };
    },
  },
  {
    'membership:read': (ledger, { entity }) => ledger.need('entity/1', key.entity(entity), 'entity'),
    'membership:roster': (ledger) => roster(ledger),
    'membership:charter': (ledger) => ledger.need('charter/1', key.charter()),
    'membership:execution': (ledger, { proposal }) => ledger.need('execution/1', key.execution(proposal), 'proposal'),
    'membership:proposal': (ledger, { proposal }) => ledger.need('proposal/1', key.proposal(proposal), 'proposal'),
  },
);
