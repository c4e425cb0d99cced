import type { Duration, ProfileText } from '@suyuan/schemas';
import { profiles } from '../profiles.ts';

export const DEMO_PROFILE = 'national-public-data-demo';
const citation = { source: 'Demonstration: 26号 with short clocks', held: 'default' as const };
const seconds = (amount: number): Duration & { citation: typeof citation } => ({ amount, unit: 'second', citation });

/** A copy of `national-public-data` that walks the same code with clocks of seconds; a buyer has `receive` of them. */
export function demoProfile(receive = 12): ProfileText {
  const national = profiles().find((profile) => profile.id === 'national-public-data');
  if (!national) throw new Error('The profile national-public-data is missing');
  return {
    ...national,
    id: DEMO_PROFILE,
    version: 1,
    title: { zh: '公共数据资源登记（演示，短时限）', en: 'Public data resources, demonstration with short clocks' },
    citation,
    clocks: {
      custody: seconds(300),
      accept: seconds(300),
      answer: seconds(300),
      review: seconds(300),
      publicity: seconds(5),
      objection: seconds(300),
      issue: seconds(300),
      appeal: seconds(5),
      appealDecision: seconds(300),
      edgeAnswer: seconds(300),
    },
    trade: {
      listing: seconds(600),
      match: seconds(300),
      instruct: seconds(300),
      secure: seconds(300),
      deliver: seconds(300),
      receive: seconds(receive),
      payOut: seconds(300),
      settle: seconds(300),
      arbitrate: seconds(300),
      escalate: seconds(300),
    },
    numberPrefix: 'DEMO',
  };
}
