import { RULES, table } from './types.ts';

const { recognition } = RULES;

/** What mutual recognition refuses. */
export const recognitionErrors = table({
  RECOGNITION_PARTY: {
    status: 403,
    citation: recognition,
    zh: '{entity} 是凭证 {number} 的登记机构或持有方，不能互认自己的凭证',
    en: '{entity} issued or holds certificate {number}; another registrar recognises it',
  },
  RECOGNITION_PROFILE: {
    status: 422,
    citation: recognition,
    zh: '凭证 {number} 已按规则 {profile} 登记，互认须依据另一规则',
    en: 'Certificate {number} is of profile {profile}; it is recognised under another one',
  },
  RECOGNITION_CERTIFICATE: {
    status: 409,
    citation: recognition,
    zh: '凭证 {number} 处于 {state}，只有有效凭证可以互认',
    en: 'Certificate {number} is {state}; only one that is active is recognised',
  },
  RECOGNITION_EXISTS: {
    status: 409,
    citation: recognition,
    zh: '{registrar} 已依据 {profile} 互认凭证 {number}：{id}',
    en: '{registrar} recognises certificate {number} under {profile} already: {id}',
  },
  RECOGNITION_REGISTRAR: {
    status: 403,
    citation: recognition,
    zh: '互认 {id} 由 {registrar} 作出，只能由其处理',
    en: 'The recognition {id} is of {registrar}, which alone may do this',
  },
  RECOGNITION_WITHDRAWN: {
    status: 409,
    citation: recognition,
    zh: '互认 {id} 已撤回',
    en: 'The recognition {id} was withdrawn',
  },
  RECOGNITION_LEDGER: {
    status: 422,
    citation: recognition,
    zh: '凭证 {number} 在本账本上，其状态以账本为准',
    en: 'Certificate {number} is on this ledger, which alone says its state',
  },
  RECOGNITION_UNCHANGED: {
    status: 409,
    citation: recognition,
    zh: '凭证 {number} 自上次查看以来没有变化，处于 {state}',
    en: 'Certificate {number} has not changed since it was last seen; it is {state}',
  },
  RECOGNITION_SEEN: {
    status: 409,
    citation: recognition,
    zh: '凭证 {number} 现处于 {state}，而非 {seen}',
    en: 'Certificate {number} is {state} by now, not {seen}',
  },
});
