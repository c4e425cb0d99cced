import { RULES, table } from './types.ts';

const { asset } = RULES;

/** What de-identification reports refuse. */
export const reportErrors = table({
  REPORT_PARTY: {
    status: 403,
    citation: asset,
    zh: '{entity} 是报告的当事方，须由无关的机构进行',
    en: '{entity} is a party of the report; somebody uninvolved does this',
  },
  REPORT_SUBJECT: {
    status: 422,
    citation: asset,
    zh: '报告不适用：{rule}',
    en: 'The report does not fit: {rule}',
  },
  REPORT_GRADE: {
    status: 422,
    citation: asset,
    zh: '报告写明来源 {release} 为 {named}，而其级别已是 {grade}',
    en: 'The report names {release} as {named}, but its grade is {grade}',
  },
  REPORT_STATE: {
    status: 409,
    citation: asset,
    zh: '报告处于 {state}，此操作只在 {allowed} 时可行',
    en: 'The report is {state}; this is possible only when it is {allowed}',
  },
  REPORT_REGISTRAR: {
    status: 403,
    citation: asset,
    zh: '报告由 {registrar} 接受，只能由其撤销',
    en: 'The report was accepted by {registrar}, which alone revokes it',
  },
});
