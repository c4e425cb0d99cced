import { RULES, table } from './types.ts';

const { licence, certificates } = RULES;

/** Why a use is refused, and what recording one refuses. */
export const usageErrors = table({
  USE_ASKER: {
    status: 403,
    citation: licence,
    zh: '只有 {recipient}、持有方、许可方与监管、审计、交易、计算机构可以查询',
    en: 'Only {recipient}, the holder, who grants, and regulators, auditors, exchanges and computing platforms ask this',
  },
  USE_UNLICENSED: {
    status: 403,
    citation: licence,
    zh: '{recipient} 对资产 {asset} 既无加工使用权，也无许可',
    en: '{recipient} has neither the right to process asset {asset} nor a licence of it',
  },
  USE_AGREEMENT: {
    status: 404,
    citation: licence,
    zh: '协议 {agreement} 不是 {recipient} 对此版本的许可',
    en: 'Agreement {agreement} is no licence of {recipient} for this release',
  },
  USE_ENDED: {
    status: 403,
    citation: certificates,
    zh: '资产 {asset} 的凭证 {condition}，协议已终止',
    en: 'The certificate of asset {asset} is or was {condition}: agreements have ended',
  },
  USE_HELD: {
    status: 403,
    citation: certificates,
    zh: '资产 {asset} 处于 {condition}，不得有新的使用',
    en: 'Asset {asset} is {condition}: no new use',
  },
  USE_GRADE: {
    status: 403,
    citation: licence,
    zh: '版本级别为 {grade}，高于 {recipient} 的许可级别 {clearance}',
    en: 'The release is graded {grade}, above the clearance {clearance} of {recipient}',
  },
  USE_CHAIN: {
    status: 403,
    citation: licence,
    zh: '所依据的协议 {agreement} 处于 {state}',
    en: 'Agreement {agreement}, on which this rests, is {state}',
  },
  USE_ACTION: {
    status: 403,
    citation: licence,
    zh: '协议 {agreement} 不许可行为 {action}',
    en: 'Agreement {agreement} does not grant the action {action}',
  },
  USE_PURPOSE: {
    status: 403,
    citation: licence,
    zh: '协议 {agreement} 不许可用途 {purpose}',
    en: 'Agreement {agreement} does not grant the purpose {purpose}',
  },
  USE_RECIPIENT: {
    status: 403,
    citation: licence,
    zh: '协议 {agreement} 不含接收方 {recipient}',
    en: 'Agreement {agreement} does not name the recipient {recipient}',
  },
  USE_TERRITORY: {
    status: 403,
    citation: licence,
    zh: '协议 {agreement} 不许可在 {territory} 使用',
    en: 'Agreement {agreement} grants no use in {territory}',
  },
  USE_PERIOD: {
    status: 403,
    citation: licence,
    zh: '{time} 不在协议 {agreement} 的期限内',
    en: '{time} is outside the period of agreement {agreement}',
  },
  USE_SPENT: {
    status: 409,
    citation: licence,
    zh: '协议 {agreement} 的次数已用完',
    en: 'The uses of agreement {agreement} are spent',
  },
  USE_LANE: {
    status: 409,
    citation: licence,
    zh: '协议 {agreement} 的通道 {lane} 只余 {remainder} 次',
    en: 'Lane {lane} of agreement {agreement} has {remainder} uses left',
  },
  USE_UNCOUNTED: {
    status: 422,
    citation: licence,
    zh: '协议 {agreement} 不计次，无须记录使用',
    en: 'Agreement {agreement} is not counted: its uses are not recorded',
  },
  USE_ANSWER: {
    status: 409,
    citation: licence,
    zh: '账本现在的答复是 {digest}，与所记录的不同',
    en: 'The ledger now answers {digest}, not what is to be recorded',
  },
  USE_ALLOWED: {
    status: 409,
    citation: licence,
    zh: '账本现在的答复是允许；只有拒绝才存证',
    en: 'The ledger now answers yes; only a no is put on record',
  },
  USE_AHEAD: {
    status: 422,
    citation: licence,
    zh: '所问的时间 {time} 尚未到来',
    en: 'The time asked about, {time}, has not come',
  },
});
