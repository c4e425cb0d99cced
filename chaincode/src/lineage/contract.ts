import { type Edge, type InputRef, idOf } from '@suyuan/schemas';
import { needRole } from '../access/caller.ts';
import { markOf } from '../grading/state.ts';
import { key, type Recorded } from '../ledger/keys.ts';
import { contract, type Decision, type Ledger } from '../ledger/transaction.ts';
import { arbiters } from '../membership/state.ts';
import { calendar, pinned } from '../registration/setting.ts';
import { deadline } from '../time/deadline.ts';
import { advance, arbitrate, confirm, dispute, withdraw } from './rules/answer.ts';
import { claim, run, type Sides } from './rules/claim.ts';
import { fieldNames } from './rules/columns.ts';
import { type Input, input } from './state.ts';

type Pair = { readonly from: string; readonly to: string };

const refOf = (id: string): InputRef => ({ release: id });

/** Both ends of an edge as they stand now. */
async function ends(ledger: Ledger, { from, to }: Pair) {
  const release = await ledger.need('release/1', key.release(to), 'to');
  const asset = await ledger.need('asset/1', key.asset(release.asset));
  const upstream: Input = await input(ledger, refOf(from));
  const sides: Sides = { upstream: 'holder' in upstream ? upstream.holder : undefined, downstream: asset.entity };
  return { upstream, release, asset, sides };
}

const known = (ledger: Ledger, { from, to }: Pair) => ledger.need('edge/1', key.edge(from, to), 'from');

async function holder(ledger: Ledger) {
  const member = await ledger.member();
  needRole(member, 'holder');
  return member.actor;
}

/** The answer names the edge and the state that it is now in. */
function decided({ from, to }: Pair, documents: readonly Recorded[]): Decision {
  const changed = documents.find((document): document is Edge => document.schema === 'edge/1');
  return { documents, outcome: { subject: `${from}/${to}`, ...(changed ? { state: changed.state } : {}) } };
}

/** Edges across entities are two-sided: claimed by one side, confirmed or disputed by the other. */
export const LineageContract = contract(
  'lineage',
  {
    'lineage:claim': async (ledger, command) => {
      const by = await holder(ledger);
      const from = await input(ledger, command.from);
      const to = await ledger.need('release/1', key.release(command.to), 'to');
      const asset = await ledger.need('asset/1', key.asset(to.asset));
      const profile = await pinned(ledger, asset.profile);
      const documents = claim(
        {
          from,
          to: { ...to, entity: asset.entity },
          toFields: fieldNames(to.text?.fields) ?? fieldNames(asset.text?.descriptor.fields),
          toMark: await markOf(ledger, to.id),
          existing: await ledger.get('edge/1', key.edge(from.id, to.id)),
          by,
          run: run(idOf('run', ledger.txId), by.entity, command.run, ledger.time),
          columns: command.columns,
          answerBy: deadline(ledger.time, profile.clocks.edgeAnswer, await calendar(ledger)),
        },
        ledger.time,
      );
      return decided({ from: from.id, to: to.id }, documents);
    },

    'lineage:confirm': async (ledger, pair) => {
      const by = await holder(ledger);
      const edge = await known(ledger, pair);
      const { upstream, sides } = await ends(ledger, pair);
      return decided(pair, confirm(edge, by, sides, upstream, await markOf(ledger, pair.to), ledger.time));
    },

    'lineage:dispute': async (ledger, { reason, ...pair }) => {
      const by = await holder(ledger);
      const edge = await known(ledger, pair);
      const { asset, sides } = await ends(ledger, pair);
      const { clocks } = await pinned(ledger, asset.profile);
      const said = {
        reason,
        arbiters: await arbiters(ledger),
        decideBy: deadline(ledger.time, clocks.appealDecision, await calendar(ledger)),
      };
      return decided(pair, [dispute(edge, by, sides, said, ledger.time)]);
    },

    'lineage:arbitrate': async (ledger, { uphold, ground, ...pair }) => {
      const member = await ledger.member();
      needRole(member, 'arbiter');
      const edge = await known(ledger, pair);
      const { upstream } = await ends(ledger, pair);
      const marked = await markOf(ledger, pair.to);
      return decided(pair, arbitrate(edge, member.actor, { uphold, ground }, upstream, marked, ledger.time));
    },

    'lineage:withdraw': async (ledger, { reason, ...pair }) => {
      const by = await holder(ledger);
      const edge = await known(ledger, pair);
      const { release, sides } = await ends(ledger, pair);
      return decided(pair, [withdraw(edge, by, sides, release, reason, ledger.time)]);
    },

    'lineage:advance': async (ledger, pair) => {
      await ledger.member();
      return decided(pair, [advance(await known(ledger, pair), ledger.time)]);
    },
  },
  {
    'lineage:read': (ledger, pair) => known(ledger, pair),
    'lineage:history': (ledger, { from, to }) => ledger.history(key.edge(from, to)),
  },
);
