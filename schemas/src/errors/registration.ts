import { RULES, table } from './types.ts';

const { registration, time } = RULES;

/** What a case refuses. */
export const registrationErrors = table({
  CASE_STATE: {
    status: 409,
    citation: registration,
    zh: '案件处于 {state}，此操作只在 {allowed} 时可行',
    en: 'The case is {state}; this is possible only when it is {allowed}',
  },
  CASE_PARTY: { status: 403, citation: registration, zh: '此操作由 {entity} 进行', en: 'This is for {entity} to do' },
  CASE_SAME_PERSON: {
    status: 403,
    citation: registration,
    zh: '受理、审查、发证须由不同的人进行：{person} 已担任 {as}',
    en: 'Acceptor, reviewer and issuer are different people: {person} was already the {as}',
  },
  CASE_REGISTRAR: {
    status: 400,
    citation: registration,
    zh: '{entity} 不是登记机构',
    en: '{entity} is not a registrar',
  },
  CASE_OPEN: {
    status: 409,
    citation: registration,
    zh: '资产 {asset} 已有办理中的案件 {case}',
    en: 'Asset {asset} already has an open case {case}',
  },
  CASE_RETURNS: {
    status: 409,
    citation: registration,
    zh: '一个案件最多退回两次',
    en: 'A case is returned at most twice',
  },
  CASE_TYPE: {
    status: 400,
    citation: registration,
    zh: '重新提交不能改变登记类型 {type} 或资产',
    en: 'A resubmission keeps the type {type} and the asset of its case',
  },
  CASE_CONSENT: {
    status: 409,
    citation: registration,
    zh: '转移须先由受让方 {entity} 同意',
    en: 'A transfer needs the consent of the transferee {entity} first',
  },
  RECEIPT_OWED: {
    status: 409,
    citation: RULES.asset,
    zh: '登记机构 {entity} 须先出具材料接收回执',
    en: 'The registrar {entity} gives its custody receipt for the documents first',
  },
  RECEIPT_GIVEN: {
    status: 409,
    citation: RULES.asset,
    zh: '材料接收回执已于 {time} 出具',
    en: 'The custody receipt was given at {time}',
  },
  RECEIPT_UNKNOWN: {
    status: 409,
    citation: RULES.asset,
    zh: '申请材料中没有文件 {sha256}',
    en: 'The application names no document {sha256}',
  },
  RECEIPT_MISSING: {
    status: 409,
    citation: RULES.asset,
    zh: '回执须包括申请的全部材料，缺少 {missing}',
    en: 'The receipt covers every document of the application; missing: {missing}',
  },
  DEADLINE_AHEAD: {
    status: 409,
    citation: time,
    zh: '期限 {deadline} 尚未届满',
    en: 'The deadline {deadline} has not passed',
  },
  DEADLINE_PASSED: {
    status: 409,
    citation: time,
    zh: '期限 {deadline} 已过，请先执行 advance',
    en: 'The deadline {deadline} has passed; send advance first',
  },
  DEADLINE_NONE: { status: 409, citation: time, zh: '没有等待中的期限', en: 'No deadline is waiting' },
  OBJECTION_OWN: {
    status: 403,
    citation: registration,
    zh: '申请人与登记机构不能提出异议',
    en: 'Neither applicant nor registrar of a case objects to it',
  },
  OBJECTION_REPEATED: {
    status: 409,
    citation: registration,
    zh: '{entity} 已对该案件提出异议',
    en: '{entity} has already objected to this case',
  },
  OBJECTION_CLOSED: {
    status: 409,
    citation: registration,
    zh: '异议 {n} 已裁决：{state}',
    en: 'Objection {n} is decided: {state}',
  },
  APPEAL_REPEATED: { status: 409, citation: registration, zh: '每个案件只能申诉一次', en: 'A case is appealed once' },
  APPEAL_LATE: {
    status: 409,
    citation: registration,
    zh: '申诉期限 {deadline} 已过',
    en: 'The time to appeal ended at {deadline}',
  },
  APPEAL_NOBODY: {
    status: 409,
    citation: registration,
    zh: '没有未参与此案的机构可以受理申诉',
    en: 'There is nobody uninvolved to hear the appeal',
  },
  APPEAL_INVOLVED: {
    status: 403,
    citation: registration,
    zh: '{entity} 参与过此案，不能裁决',
    en: '{entity} acted in this case and cannot decide it',
  },
});
