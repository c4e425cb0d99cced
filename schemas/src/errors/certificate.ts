import { RULES, table } from './types.ts';

const { certificates } = RULES;

/** What certificates refuse. */
export const certificateErrors = table({
  CERTIFICATE_STATE: {
    status: 409,
    citation: certificates,
    zh: '凭证 {number} 处于 {state}，此操作只在 {allowed} 时可行',
    en: 'Certificate {number} is {state}; this is possible only when it is {allowed}',
  },
  CERTIFICATE_REGISTRAR: {
    status: 403,
    citation: certificates,
    zh: '凭证由 {registrar} 登记，只能由其处理',
    en: 'The certificate is of {registrar}, which alone may do this',
  },
  CERTIFICATE_SAME_PERSON: {
    status: 403,
    citation: certificates,
    zh: '{person} 作出的处置须由另一人恢复',
    en: 'What {person} suspended or revoked is reinstated by somebody else',
  },
});
