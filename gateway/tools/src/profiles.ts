import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Calendar, ProfileText } from '@suyuan/schemas';

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(fileURLToPath(import.meta.resolve(`@suyuan/schemas/profiles/${name}.json`)), 'utf8')) as T;

/** The registration profiles and the calendar that a new consortium starts with. */
export const profiles = () =>
  ['national-public-data', 'shenzhen-data-property', 'ip-work', 'general'].map((name) => read<ProfileText>(name));

const TRIAL = { source: 'Demonstration: 26号 with a publicity of half a minute', held: 'default' as const };
const trial = (amount: number, unit: 'second' | 'minute' | 'day') => ({ amount, unit, citation: TRIAL });

/** A copy of `national-public-data` for demonstrations, by which somebody who tries it by hand gets a certificate in a sitting. */
export function trialProfile(): ProfileText {
  const day = trial(1, 'day');
  return {
    ...read<ProfileText>('national-public-data'),
    id: 'trial',
    version: 1,
    title: {
      zh: '公共数据资源登记（试用，公示半分钟）',
      en: 'Public data resources, to try: publicity of half a minute',
    },
    citation: TRIAL,
    clocks: {
      custody: day,
      accept: day,
      answer: day,
      review: day,
      publicity: trial(30, 'second'),
      objection: day,
      issue: day,
      appeal: trial(5, 'minute'),
      appealDecision: day,
      edgeAnswer: day,
    },
    trade: {
      listing: trial(30, 'day'),
      match: day,
      instruct: day,
      secure: day,
      deliver: day,
      receive: trial(10, 'minute'),
      payOut: day,
      settle: day,
      arbitrate: day,
      escalate: day,
    },
    numberPrefix: 'TRIAL',
  };
}

export const calendar = () => read<Calendar>('calendar');
