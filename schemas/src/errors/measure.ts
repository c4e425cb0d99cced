import { RULES, table } from './types.ts';

const { certificates } = RULES;

/** What appeals against suspensions, revocations and freezes are refused for. */
export const measureErrors = table({
  MEASURE_STATE: {
    status: 409,
    citation: certificates,
    zh: '处置 {id} 处于 {state}，此操作只在 {allowed} 时可行',
    en: 'Measure {id} is {state}; this is possible only when it is {allowed}',
  },
  MEASURE_PARTY: {
    status: 403,
    citation: certificates,
    zh: '对处置 {id} 的申诉由持有方 {entity} 提出',
    en: 'An appeal against measure {id} is for the holder, {entity}, to make',
  },
  MEASURE_APPEALED: {
    status: 409,
    citation: certificates,
    zh: '处置 {id} 已申诉过一次',
    en: 'Measure {id} was appealed once already',
  },
  MEASURE_LATE: {
    status: 409,
    citation: certificates,
    zh: '对处置 {id} 的申诉期限 {deadline} 已过',
    en: 'The time to appeal against measure {id} ended at {deadline}',
  },
  MEASURE_NOBODY: {
    status: 409,
    citation: certificates,
    zh: '没有未参与的机构可以受理对处置 {id} 的申诉',
    en: 'There is nobody uninvolved to hear the appeal against measure {id}',
  },
  MEASURE_BODY: {
    status: 403,
    citation: certificates,
    zh: '对处置 {id} 的申诉由 {entity} 裁决',
    en: 'The appeal against measure {id} is for {entity} to decide',
  },
});
