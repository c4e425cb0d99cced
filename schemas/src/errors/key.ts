import { RULES, table } from './types.ts';

const { who } = RULES;

/** What the replacement of keys refuses, and what a replaced key is refused for. */
export const keyErrors = table({
  CALLER_KEY_REPLACED: {
    status: 403,
    citation: who,
    zh: '该密钥自 {since} 起被报告遗失或泄露，已作废',
    en: 'This key was reported lost or exposed since {since}; it is replaced',
  },
  KEY_CERTIFICATE: {
    status: 400,
    citation: who,
    zh: '证书不可读，或不属于本联盟的成员',
    en: 'The certificate cannot be read, or is of no member of this consortium',
  },
  KEY_WORD: {
    status: 403,
    citation: who,
    zh: '密钥由其主体 {entity} 的两人，或其托管机构与监管机构共同作废',
    en: 'A key is replaced on the word of two people of its entity, {entity}, or of its host and the regulator',
  },
  KEY_WORD_REPEATED: {
    status: 409,
    citation: who,
    zh: '{person} 已就该密钥作证；须由另一人证实，且不得以该密钥签名',
    en: '{person} has given its word on this key already; another confirms it, and not with the key itself',
  },
  KEY_STATE: {
    status: 409,
    citation: who,
    zh: '密钥 {fingerprint} 的状态为 {state}',
    en: 'Key {fingerprint} is {state}',
  },
  KEY_SINCE: {
    status: 422,
    citation: who,
    zh: '报告的时间不能晚于现在',
    en: 'The reported time is not after now',
  },
});
