import { RULES, table } from './types.ts';

const { who } = RULES;

/** What the bases of tracing agencies, and the sealing of read logs, are refused for. */
export const basisErrors = table({
  BASIS_TERM: {
    status: 422,
    citation: who,
    zh: '追溯依据须晚于 {now} 失效，且最长 {days} 天',
    en: 'A legal basis ends after {now}, and lasts {days} days at most',
  },
  BASIS_AGENCY: {
    status: 403,
    citation: who,
    zh: '追溯依据 {id} 属于 {agency}，由其使用；终止由其或监管机构进行',
    en: 'The legal basis {id} is of {agency}, which alone uses it; it or a regulator ends it',
  },
  BASIS_STATE: {
    status: 409,
    citation: who,
    zh: '追溯依据 {id} 已终止或已过 {until}',
    en: 'The legal basis {id} has been ended, or was over at {until}',
  },
  BASIS_START: {
    status: 403,
    citation: who,
    zh: '追溯依据 {id} 未列出 {start}',
    en: 'The legal basis {id} does not name {start} to trace from',
  },
  READING_SPAN: {
    status: 422,
    citation: who,
    zh: '阅览记录的时段须接续于 {last}，且不晚于 {now}',
    en: 'A stretch of the read log begins where the last one ended, {last}, and is over by {now}',
  },
});
