import { RULES, table } from './types.ts';

const { gateway, fabric } = RULES;

/** What the gateway itself refuses, before or after the ledger. */
export const gatewayErrors = table({
  INTERNAL: {
    status: 500,
    citation: gateway,
    zh: '服务内部错误，编号 {request}',
    en: 'Internal error, request {request}',
  },
  LEDGER_UNAVAILABLE: {
    status: 503,
    citation: fabric,
    zh: '账本暂时无法连接',
    en: 'The ledger cannot be reached at the moment',
  },
  LEDGER_CONFLICT: {
    status: 409,
    citation: fabric,
    zh: '记录同时被他人修改（{code}），请重新签署',
    en: 'Somebody else changed the same record at the same time ({code}); sign again',
  },
  LEDGER_INVALID: {
    status: 409,
    citation: fabric,
    zh: '交易 {txId} 无效：{code}',
    en: 'Transaction {txId} is invalid: {code}',
  },
  LEDGER_TIMEOUT: {
    status: 504,
    citation: fabric,
    zh: '交易 {txId} 的结果未知，请按编号查询',
    en: 'The fate of transaction {txId} is not known yet; ask for it by its id',
  },
  LEDGER_REFUSED: { status: 502, citation: fabric, zh: '账本拒绝：{reason}', en: 'The ledger refused: {reason}' },
});
