import {
  type BankCommand,
  type BankMessage,
  effectOn,
  effectOnAgreement,
  type Order,
  refuse,
  reportIn,
} from '@suyuan/schemas';
import { needRole } from '../access/caller.ts';
import { key, type Recorded } from '../ledger/keys.ts';
import { contract, type Decision, type Ledger } from '../ledger/transaction.ts';
import { mustLast } from '../licence/rules/grant.ts';
import { licencesOf, sourceOf } from '../licence/state.ts';
import { conditionsOf, mustCirculate } from '../standing/rules.ts';
import { standingOf } from '../standing/state.ts';
import { deliver, forgo, receive, succeeded, witness } from './rules/delivery.ts';
import { arbitrate, dispute, replaceBank } from './rules/disputes.ts';
import type { Buying } from './rules/licence.ts';
import { change, expire, list, mayBeBought, mayBeSold, operatorOf, withdraw } from './rules/listing.ts';
import { instruct, match, report } from './rules/money.ts';
import { end, place } from './rules/order.ts';
import { settle } from './rules/settlement.ts';
import { advance } from './rules/silence.ts';
import { bankOf, bodiesOf, filesOf, opened, settingOf } from './state.ts';

/** The answer names the listing or order, its state, and transaction certificate and agreement where there are any. */
function decided(...documents: Recorded[]): Decision {
  const about = documents.find((document) => document.schema === 'order/1' || document.schema === 'listing/1');
  if (!about) throw new Error('a decision in trade leaves a listing or an order');
  const { certificate, licence } = about.schema === 'order/1' ? about : {};
  return {
    documents,
    outcome: {
      subject: about.id,
      state: about.state,
      ...(certificate ? { certificate } : {}),
      ...(licence ? { agreement: licence } : {}),
    },
  };
}

const reporting =
  (name: BankCommand) =>
  async (ledger: Ledger, { order: id, message }: { order: string; message: BankMessage }): Promise<Decision> => {
    const member = await ledger.member();
    needRole(member, 'bank');
    const { world, setting } = await opened(ledger, id);
    const mark = key.bankMessage(member.entity.id, reportIn(message).messageId, id);
    const known = await ledger.get('bank-message/1', mark);
    return decided(...report(world, name, { message, known }, member.actor, await bodiesOf(ledger), setting));
  };

/** What is ordered, matched and paid for must be free to circulate, at the time of each step, at the grade agreed on. */
async function circulating(ledger: Ledger, order: Order): Promise<void> {
  mustCirculate(await standingOf(ledger, order.asset, order.release), ledger.time, order.grade, 'order');
  mustLast(order.terms, ledger.time);
}

/** The order with whoever holds the right to operate now: it delivers what was paid for. */
async function withHolder(ledger: Ledger, order: Order): Promise<Order> {
  return succeeded(order, operatorOf(await ledger.need('asset/1', key.asset(order.asset)), ledger.time));
}

/** What the certificate's state does to a paid order; `return` sends the money back. */
async function effectOf(ledger: Ledger, { asset, release }: Order) {
  const conditions = conditionsOf(await standingOf(ledger, asset, release), ledger.time);
  return { state: conditions[0] ?? 'active', effect: effectOn('paid-order', conditions) };
}

/** What the settlement of an order concludes its agreement upon. */
async function buyingOf(ledger: Ledger, order: Order): Promise<Buying> {
  const standing = await standingOf(ledger, order.asset, order.release);
  const conditions = conditionsOf(standing, ledger.time);
  const agreed = { concludedAt: order.openedAt };
  return {
    ended: effectOnAgreement(agreed, standing.certificate, conditions).effect === 'ends',
    disclosure: standing.asset.disclosure,
    licences: await licencesOf(ledger, order.asset, order.buyer),
  };
}

/** Trade: fiat, delivery versus payment, from listing to transaction certificate. */
export const TradeContract = contract(
  'trade',
  {
    'trade:openAccount': async (ledger, { account }) => {
      const member = await ledger.member();
      needRole(member, 'bank');
      const bank = member.entity.id;
      return {
        documents: [{ schema: 'account/1', bank, ...account, by: member.actor, time: ledger.time }],
        outcome: { subject: bank },
      };
    },

    'trade:list': async (ledger, { listing: text }) => {
      const member = await ledger.member();
      needRole(member, 'holder');
      const release = await ledger.need('release/1', key.release(text.release), 'listing.release');
      const source = await sourceOf(ledger, { asset: release.asset, release: release.id });
      const { asset } = source.standing;
      const listing = list(text, asset, member.actor, await settingOf(ledger, asset.profile));
      mayBeSold(source, listing, ledger.time);
      return decided(listing);
    },

    'trade:change': async (ledger, { id, listing: text }) => {
      const member = await ledger.member();
      needRole(member, 'holder');
      const listing = await ledger.need('listing/1', key.listing(id), 'id');
      const source = await sourceOf(ledger, { asset: listing.asset, release: listing.release });
      const { asset } = source.standing;
      const changed = change(listing, text, asset, member.actor, await settingOf(ledger, asset.profile));
      mayBeSold(source, changed, ledger.time);
      return decided(changed);
    },

    'trade:withdraw': async (ledger, { id }) => {
      const member = await ledger.member();
      needRole(member, 'holder');
      return decided(withdraw(await ledger.need('listing/1', key.listing(id), 'id'), member.actor, ledger.time));
    },

    'trade:order': async (ledger, command) => {
      const member = await ledger.member();
      const listing = await ledger.need('listing/1', key.listing(command.listing), 'listing');
      const source = await sourceOf(ledger, { asset: listing.asset, release: listing.release });
      const exchange = { id: command.exchange, entity: await ledger.get('entity/1', key.entity(command.exchange)) };
      const { grade } = source.standing;
      const { clearance } = member.entity;
      const asked = { ...command, listing, exchange, grade, clearance };
      const order = place(asked, member.actor, await settingOf(ledger, listing.profile));
      mayBeSold(source, listing, ledger.time);
      mayBeBought(source, listing, member.entity, await licencesOf(ledger, listing.asset, member.entity.id));
      return decided(order);
    },

    'trade:match': async (ledger, command) => {
      const member = await ledger.member();
      needRole(member, 'exchange');
      const { world, setting } = await opened(ledger, command.order);
      const matched = match(world.order, await bankOf(ledger, command.bank), member.actor, setting);
      await circulating(ledger, world.order);
      return decided(matched);
    },

    'trade:decline': async (ledger, command) => {
      const member = await ledger.member();
      const { world, setting } = await opened(ledger, command.order);
      return decided(end(world.order, 'trade:decline', member.actor, command.reason, setting));
    },

    'trade:cancel': async (ledger, command) => {
      const member = await ledger.member();
      const { world, setting } = await opened(ledger, command.order);
      return decided(end(world.order, 'trade:cancel', member.actor, command.reason, setting));
    },

    'trade:instruct': async (ledger, command) => {
      const member = await ledger.member();
      const { world, setting } = await opened(ledger, command.order);
      const documents = instruct(world.order, command.instruction, member.actor, setting);
      await circulating(ledger, world.order);
      return decided(...documents);
    },

    'trade:secure': reporting('trade:secure'),
    'trade:reject': reporting('trade:reject'),
    'trade:payOut': reporting('trade:payOut'),
    'trade:return': reporting('trade:return'),
    'trade:reverse': reporting('trade:reverse'),

    'trade:deliver': async (ledger, command) => {
      const member = await ledger.member();
      needRole(member, 'holder');
      const { world, setting } = await opened(ledger, command.order);
      const order = await withHolder(ledger, world.order);
      const delivered = deliver(order, command, await filesOf(ledger, order), member.actor, setting);
      const { effect, state } = await effectOf(ledger, order);
      if (effect === 'return') throw refuse('STANDING_CERTIFICATE', { asset: order.asset, state }, 'order');
      return decided(delivered);
    },

    'trade:forgo': async (ledger, command) => {
      const member = await ledger.member();
      needRole(member, 'holder');
      const { world, setting } = await opened(ledger, command.order);
      return decided(forgo(await withHolder(ledger, world.order), command.reason, member.actor, setting));
    },

    'trade:receive': async (ledger, command) => {
      const member = await ledger.member();
      const { world, setting } = await opened(ledger, command.order);
      return decided(receive(world.order, command.digests, member.actor, await bodiesOf(ledger), setting));
    },

    'trade:witness': async (ledger, command) => {
      const member = await ledger.member();
      needRole(member, 'exchange');
      const { world } = await opened(ledger, command.order);
      return decided(witness(world.order, command.digests, member.actor, ledger.time));
    },

    'trade:dispute': async (ledger, { order, reason, evidence }) => {
      const member = await ledger.member();
      const { world, setting } = await opened(ledger, order);
      const said = { reason, evidence };
      return decided(dispute(world.order, said, member.actor, await bodiesOf(ledger), setting));
    },

    'trade:settle': async (ledger, command) => {
      const member = await ledger.member();
      needRole(member, 'exchange');
      const { world, setting } = await opened(ledger, command.order);
      const buying = await buyingOf(ledger, world.order);
      return decided(...settle(world, command, buying, member.actor, setting));
    },

    'trade:arbitrate': async (ledger, command) => {
      const member = await ledger.member();
      needRole(member, 'arbiter', 'regulator');
      const { world, setting } = await opened(ledger, command.order);
      return decided(arbitrate(world.order, command, member.actor, setting));
    },

    'trade:replaceBank': async (ledger, command) => {
      const member = await ledger.member();
      needRole(member, 'regulator');
      const { world, setting } = await opened(ledger, command.order);
      const bank = await bankOf(ledger, command.bank);
      return decided(replaceBank(world.order, bank, command.reason, member.actor, setting));
    },

    'trade:advance': async (ledger, { subject }) => {
      await ledger.member();
      if (subject.startsWith('lst-')) {
        return decided(expire(await ledger.need('listing/1', key.listing(subject), 'subject'), ledger.time));
      }
      const { world, setting } = await opened(ledger, subject, 'subject');
      const { effect } = await effectOf(ledger, world.order);
      const buying = await buyingOf(ledger, world.order);
      return decided(...advance(world, await bodiesOf(ledger), effect === 'return', buying, setting));
    },
  },
  {
    'trade:account': (ledger, { bank }) => ledger.need('account/1', key.account(bank), 'bank'),
    'trade:listing': (ledger, { listing }) => ledger.need('listing/1', key.listing(listing), 'listing'),
    'trade:read': (ledger, { order }) => ledger.need('order/1', key.order(order), 'order'),
    'trade:payment': (ledger, { order }) => ledger.need('payment/1', key.payment(order), 'order'),
    'trade:history': (ledger, { order }) => ledger.history(key.order(order)),
    'trade:certificate': (ledger, { certificate }) =>
      ledger.need('transaction-certificate/1', key.transactionCertificate(certificate), 'certificate'),
  },
);
