import type { Commands } from '@suyuan/schemas';
import { needRole } from '../access/caller.ts';
import { key, type Recorded } from '../ledger/keys.ts';
import type { Decision, Ledger } from '../ledger/transaction.ts';
import { end } from '../measure/rules.ts';
import { ordered } from '../measure/state.ts';
import { type Burdened, encumber, freeze, unencumber, unfreeze } from './rules/holds.ts';
import { circulable } from './rules.ts';
import { standingOf } from './state.ts';

const about = (asset: string, document: Recorded, state: string): Decision => ({
  documents: [document],
  outcome: { subject: asset, state, asset },
});

async function burdened(ledger: Ledger, id: string, beneficiary?: string): Promise<Burdened> {
  const { asset, certificate, encumbrances } = await standingOf(ledger, id);
  return {
    asset,
    certificate,
    record: encumbrances,
    beneficiary: beneficiary ? await ledger.get('entity/1', key.entity(beneficiary)) : undefined,
  };
}

/** Transactions of the asset contract that hold an asset back, or let it go. */
export const standingWrites = {
  'asset:freeze': async (ledger: Ledger, { asset: id, reason }: Commands['asset:freeze']) => {
    const member = await ledger.member();
    needRole(member, 'regulator');
    const { asset, certificate, freeze: found } = await standingOf(ledger, id);
    const measure = await ordered(ledger, 'freeze', asset, certificate, member.actor, reason);
    const frozen = freeze(asset, found, measure.id, member.actor, reason, ledger.time);
    return {
      documents: [frozen, measure],
      outcome: { subject: id, state: frozen.state, asset: id, measure: measure.id },
    };
  },

  'asset:unfreeze': async (ledger: Ledger, { asset: id, reason }: Commands['asset:unfreeze']) => {
    const member = await ledger.member();
    needRole(member, 'regulator');
    const found = await ledger.need('freeze/1', key.freeze(id), 'asset');
    const measure = await ledger.need('measure/1', key.measure(found.measure));
    const lifted = unfreeze(found, measure.orderer, member.actor, reason, ledger.time);
    return {
      documents: [lifted, end(measure, 'lifted', member.actor, reason, ledger.time)],
      outcome: { subject: id, state: lifted.state, asset: id, measure: measure.id },
    };
  },

  'asset:encumber': async (ledger: Ledger, command: Commands['asset:encumber']) => {
    const member = await ledger.member();
    needRole(member, 'holder', 'registrar');
    const on = await burdened(ledger, command.asset, command.beneficiary);
    return about(command.asset, encumber(on, command, member.actor, ledger.time), 'encumbered');
  },

  'asset:unencumber': async (ledger: Ledger, command: Commands['asset:unencumber']) => {
    const member = await ledger.member();
    const on = await burdened(ledger, command.asset);
    return about(command.asset, unencumber(on, command, member.actor, ledger.time), 'lifted');
  },
};

/** The standing of an asset, and what keeps it out of circulation. */
export const standingReads = {
  'asset:standing': async (ledger: Ledger, { asset, release }: { asset: string; release?: string }) => {
    const standing = await standingOf(ledger, asset, release);
    return { grade: standing.grade, hindrances: circulable(standing, ledger.time) };
  },
};
