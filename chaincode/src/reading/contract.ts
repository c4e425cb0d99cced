import { refuse } from '@suyuan/schemas';
import { key } from '../ledger/keys.ts';
import { contract } from '../ledger/transaction.ts';
import { roster } from '../membership/state.ts';
import { seal } from './rules.ts';

/** 阅览记录: who read important data stands in a log at each gateway, whose digests are on the ledger. */
export const ReadingContract = contract(
  'reading',
  {
    'reading:seal': async (ledger, span) => {
      const { operators } = await roster(ledger);
      const { msp, gateway } = ledger.signer;
      if (!operators.some((operator) => operator.msp === msp)) throw refuse('OPERATOR_UNKNOWN', { msp });
      if (!gateway) throw refuse('CALLER_NOT_GATEWAY');
      const last = await ledger.get('read-log/1', key.readLog(msp));
      const sealed = seal(last, span, { msp, by: ledger.actor, time: ledger.time });
      return { documents: [sealed], outcome: { subject: `read-log/${msp}`, state: sealed.until } };
    },
  },
  { 'reading:read': async (ledger, { msp }) => (await ledger.get('read-log/1', key.readLog(msp))) ?? null },
);
