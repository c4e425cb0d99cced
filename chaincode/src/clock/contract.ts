import { refuse } from '@suyuan/schemas';
import { checkAhead } from '../access/clock.ts';
import { key } from '../ledger/keys.ts';
import { contract } from '../ledger/transaction.ts';

/** The ledger's clock: a gateway of the committee advances it, and nothing before it is accepted. */
export const ClockContract = contract(
  'clock',
  {
    'clock:tick': async (ledger) => {
      const roster = await ledger.get('roster/1', key.roster());
      if (!roster) throw refuse('NOT_FOUNDED');
      const { msp, gateway, admin } = ledger.signer;
      const ofCommittee = roster.operators.some((operator) => operator.committee && operator.msp === msp);
      if (!ofCommittee || !(gateway || admin)) throw refuse('CALLER_NOT_COMMITTEE');
      checkAhead(ledger.time);
      return {
        documents: [{ schema: 'clock/1', time: ledger.time, by: ledger.actor }],
        outcome: { subject: 'clock', state: ledger.time },
      };
    },
  },
  { 'clock:read': (ledger) => ledger.need('clock/1', key.clock()) },
);
