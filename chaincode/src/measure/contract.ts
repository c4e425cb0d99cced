import type { Measure } from '@suyuan/schemas';
import { needRole } from '../access/caller.ts';
import { ownOf } from '../batch/state.ts';
import { key, type Recorded } from '../ledger/keys.ts';
import { contract, type Decision } from '../ledger/transaction.ts';
import { roster } from '../membership/state.ts';
import { advance, appeal, decide, restored, restoredLeaf, thawed } from './rules.ts';
import { settingFor, subjectOf } from './state.ts';

const about = (measure: Measure, documents: readonly Recorded[] = []): Decision => ({
  documents: [measure, ...documents],
  outcome: { subject: measure.id, state: measure.state, asset: measure.asset, measure: measure.id },
});

/** Suspensions, revocations and freezes: each can be appealed once, to someone uninvolved. */
export const MeasureContract = contract(
  'measure',
  {
    'measure:appeal': async (ledger, { measure: id, grounds }) => {
      const member = await ledger.member();
      const measure = await ledger.need('measure/1', key.measure(id), 'measure');
      const subject = await subjectOf(ledger, measure);
      const setting = await settingFor(ledger, subject);
      return about(appeal(measure, subject.entity, member.actor, grounds, await roster(ledger), setting));
    },

    'measure:decide': async (ledger, { measure: id, allow, reason }) => {
      const member = await ledger.member();
      needRole(member, 'arbiter', 'regulator', 'registrar');
      const measure = await ledger.need('measure/1', key.measure(id), 'measure');
      const decided = decide(measure, member.actor, { allow, reason }, ledger.time);
      if (!allow) return about(decided);
      if (measure.leaf) {
        const own = await ownOf(ledger, measure.leaf.batch, measure.leaf.index);
        return about(decided, restoredLeaf(own, decided, member.actor, reason));
      }
      const { certificate: number } = await ledger.need('asset/1', key.asset(measure.asset));
      const certificate = number ? await ledger.get('certificate/1', key.certificate(number)) : undefined;
      const freeze = await ledger.get('freeze/1', key.freeze(measure.asset));
      return about(decided, [
        ...restored(certificate, decided, member.actor, reason),
        ...thawed(freeze, decided, member.actor, reason),
      ]);
    },

    'measure:advance': async (ledger, { measure: id }) => {
      await ledger.member();
      return about(advance(await ledger.need('measure/1', key.measure(id), 'measure'), ledger.time));
    },
  },
  {
    'measure:read': (ledger, { measure }) => ledger.need('measure/1', key.measure(measure), 'measure'),
  },
);
