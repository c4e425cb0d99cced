import { type Agreement, type Entity, idOf, type Offer } from '@suyuan/schemas';
import { type Member, needRole } from '../access/caller.ts';
import { key } from '../ledger/keys.ts';
import { contract, type Decision, type Ledger } from '../ledger/transaction.ts';
import { calendar } from '../registration/setting.ts';
import { deadline } from '../time/deadline.ts';
import { quotaOf } from '../usage/state.ts';
import { accept, advance, conclude, decline, propose, type Setting } from './rules/agreements.ts';
import { retract, terminate } from './rules/ending.ts';
import { grantorNow } from './rules/grant.ts';
import { change, offer, withdraw } from './rules/offers.ts';
import { licencesOf, licenseeOf, sourceOf } from './state.ts';

const offered = (made: Offer): Decision => ({
  documents: [made],
  outcome: { subject: made.id, state: made.state, asset: made.asset },
});

const agreed = (made: Agreement): Decision => ({
  documents: [made],
  outcome: { subject: made.id, state: made.state, asset: made.asset, agreement: made.id },
});

const concluded = (documents: Decision['documents'], id: string, asset: string): Decision => ({
  documents,
  outcome: { subject: id, state: 'concluded', asset, agreement: id },
});

/** Who grants signs with the role of a holder; a licensee signs as a member. */
function mayGrantFor(member: Member, grantor: string): void {
  if (member.entity.id === grantor) needRole(member, 'holder');
}

/** What a conclusion needs beside the agreement. */
async function settingOf(ledger: Ledger, of: Offer | Agreement, licensee: Entity): Promise<Setting> {
  return {
    source: await sourceOf(ledger, of),
    licensee,
    licences: await licencesOf(ledger, of.asset, licensee.id),
    parent: of.under ? await quotaOf(ledger, of.under) : undefined,
  };
}

const agreement = (ledger: Ledger, id: string) => ledger.need('agreement/1', key.agreement(id), 'agreement');

/** Offers, agreements by both signatures, and their end. */
export const LicenceContract = contract(
  'licence',
  {
    'licence:offer': async (ledger, command) => {
      const member = await ledger.member();
      needRole(member, 'holder');
      const source = await sourceOf(ledger, command);
      return offered(offer(idOf('ofr', ledger.txId), command, source, member.actor, ledger.time));
    },

    'licence:change': async (ledger, command) => {
      const member = await ledger.member();
      needRole(member, 'holder');
      const found = await ledger.need('offer/1', key.offer(command.offer), 'offer');
      return offered(change(found, command, await sourceOf(ledger, found), member.actor, ledger.time));
    },

    'licence:withdraw': async (ledger, { offer: id }) => {
      const member = await ledger.member();
      needRole(member, 'holder');
      const found = await ledger.need('offer/1', key.offer(id), 'offer');
      const asset = await ledger.need('asset/1', key.asset(found.asset));
      return offered(withdraw(found, grantorNow(found, asset), member.actor, ledger.time));
    },

    'licence:accept': async (ledger, command) => {
      const member = await ledger.member();
      const found = await ledger.need('offer/1', key.offer(command.offer), 'offer');
      const setting = await settingOf(ledger, found, member.entity);
      const id = idOf('agr', ledger.txId);
      return concluded(accept(id, found, command, setting, member.actor, ledger.time), id, found.asset);
    },

    'licence:propose': async (ledger, command) => {
      const member = await ledger.member();
      const source = await sourceOf(ledger, command);
      const licensee = await licenseeOf(ledger, command.licensee);
      const made = propose(idOf('agr', ledger.txId), command, source, licensee, member.actor, ledger.time);
      mayGrantFor(member, made.grantor);
      return agreed(made);
    },

    'licence:conclude': async (ledger, command) => {
      const member = await ledger.member();
      const found = await agreement(ledger, command.agreement);
      mayGrantFor(member, found.grantor);
      const setting = await settingOf(ledger, found, await licenseeOf(ledger, found.licensee));
      const documents = conclude(found, command.division, setting, member.actor, ledger.time);
      return concluded(documents, found.id, found.asset);
    },

    'licence:decline': async (ledger, { agreement: id, reason }) => {
      const member = await ledger.member();
      const found = await agreement(ledger, id);
      const asset = await ledger.need('asset/1', key.asset(found.asset));
      return agreed(decline(found, asset, reason, member.actor, ledger.time));
    },

    'licence:advance': async (ledger, { agreement: id }) => {
      await ledger.member();
      return agreed(advance(await agreement(ledger, id), ledger.time));
    },

    'licence:terminate': async (ledger, command) => {
      const member = await ledger.member();
      const found = await agreement(ledger, command.agreement);
      const asset = await ledger.need('asset/1', key.asset(found.asset));
      const enders = { grantor: grantorNow(found, asset), regulator: member.roles.has('regulator') };
      const noticeEnds = deadline(ledger.time, found.notice, await calendar(ledger));
      return agreed(terminate(found, command, enders, noticeEnds, member.actor, ledger.time));
    },

    'licence:retract': async (ledger, { agreement: id }) => {
      const member = await ledger.member();
      return agreed(retract(await agreement(ledger, id), member.actor, ledger.time));
    },
  },
  {
    'licence:readOffer': (ledger, { offer: id }) => ledger.need('offer/1', key.offer(id), 'offer'),
    'licence:read': (ledger, { agreement: id }) => agreement(ledger, id),
    'licence:history': (ledger, { agreement: id }) => ledger.history(key.agreement(id)),
  },
);
