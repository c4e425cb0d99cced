import { type Alias, externalId } from '@suyuan/schemas';
import { needRole } from '../access/caller.ts';
import { key, type Recorded } from '../ledger/keys.ts';
import { contract, type Decision, type Ledger } from '../ledger/transaction.ts';
import { externals } from '../lineage/rules/claim.ts';
import { input } from '../lineage/state.ts';
import { calendar, pinned } from '../registration/setting.ts';
import { deadline } from '../time/deadline.ts';
import { advance, answer, claim, withdraw } from './rules.ts';

type Pair = { readonly external: string; readonly asset: string };

async function holder(ledger: Ledger) {
  const member = await ledger.member();
  needRole(member, 'holder');
  return member.actor;
}

const known = (ledger: Ledger, { external, asset }: Pair) =>
  ledger.need('alias/1', key.alias(external, asset), 'external');
const assetOf = (ledger: Ledger, { asset }: Pick<Pair, 'asset'>) => ledger.need('asset/1', key.asset(asset), 'asset');

function decided(alias: Alias, ...more: Recorded[]): Decision {
  return {
    documents: [alias, ...more],
    outcome: { subject: `${alias.external}/${alias.asset}`, state: alias.state, asset: alias.asset },
  };
}

/** Aliases tie names outside to assets; traces join them when they are read. */
export const AliasContract = contract(
  'alias',
  {
    'alias:claim': async (ledger, { external, statement, asset: id }) => {
      const by = await holder(ledger);
      const asset = await assetOf(ledger, { asset: id });
      const { clocks } = await pinned(ledger, asset.profile);
      const pair = { external: externalId(external), asset: asset.id };
      const named = {
        external: { id: pair.external, ...external },
        asset,
        existing: await ledger.get('alias/1', key.alias(pair.external, pair.asset)),
        statement,
        by,
        answerBy: deadline(ledger.time, clocks.edgeAnswer, await calendar(ledger)),
      };
      return decided(claim(named, ledger.time), ...externals([await input(ledger, { external })], ledger.time));
    },
    'alias:confirm': async (ledger, pair) => {
      const by = await holder(ledger);
      const alias = await known(ledger, pair);
      return decided(answer(alias, await assetOf(ledger, pair), by, { state: 'confirmed' }, ledger.time));
    },
    'alias:decline': async (ledger, { reason, ...pair }) => {
      const by = await holder(ledger);
      const alias = await known(ledger, pair);
      return decided(answer(alias, await assetOf(ledger, pair), by, { state: 'declined', reason }, ledger.time));
    },
    'alias:withdraw': async (ledger, { reason, ...pair }) => {
      const by = await holder(ledger);
      return decided(withdraw(await known(ledger, pair), await assetOf(ledger, pair), by, reason, ledger.time));
    },
    'alias:advance': async (ledger, pair) => {
      await ledger.member();
      return decided(advance(await known(ledger, pair), ledger.time));
    },
  },
  { 'alias:read': (ledger, pair) => known(ledger, pair) },
);
