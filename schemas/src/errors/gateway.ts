import { RULES, table } from './types.ts';

const { gateway, fabric, who, lineage } = RULES;
const x509 = 'RFC 5280; Suyuan consortium rules, 1 Who takes part';

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
  LEDGER_BUSY: {
    status: 503,
    citation: fabric,
    zh: '账本繁忙，请 {retryAfter} 秒后再试',
    en: 'More transactions are under way than the peers take; try again in {retryAfter} seconds',
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
  ATTESTATION_DIFFERS: {
    status: 409,
    citation: fabric,
    zh: '各机构节点的回答不一致：{who}',
    en: 'The committee’s peers give different answers: {who}',
  },
  ATTESTATION_SHORT: {
    status: 503,
    citation: fabric,
    zh: '委员会中仅有 {answered} 家作答，至少需要 {needed} 家；未作答：{absent}',
    en: 'Only {answered} of the committee answered and {needed} are needed; without an answer: {absent}',
  },
  LEDGER_REFUSED: { status: 502, citation: fabric, zh: '账本拒绝：{reason}', en: 'The ledger refused: {reason}' },

  REQUEST_MALFORMED: {
    status: 400,
    citation: gateway,
    zh: '请求字段 {field} 不合规：{rule}',
    en: 'Request field {field} breaks its rule: {rule}',
  },
  REQUEST_METHOD: {
    status: 405,
    citation: 'RFC 9110 §15.5.6; Suyuan gateway, terms of use',
    zh: '此地址只接受 {allowed}',
    en: 'This address takes {allowed} alone',
  },
  GRAPHQL_INVALID: {
    status: 400,
    citation: 'GraphQL September 2025; Suyuan gateway, terms of use',
    zh: 'GraphQL 请求无效：{rule}',
    en: 'The GraphQL request is invalid: {rule}',
  },
  FUNCTION_UNKNOWN: { status: 400, citation: gateway, zh: '没有指令 {name}', en: 'There is no command {name}' },
  SIGNED_BYTES: {
    status: 400,
    citation: fabric,
    zh: '已签名内容的 {field} 不符：{rule}',
    en: 'The signed bytes differ in {field}: {rule}',
  },
  BLOCK_NOT_REACHED: {
    status: 503,
    citation: gateway,
    zh: '尚未到达区块 {block}，目前为 {at}；请稍后再试',
    en: 'Block {block} is not reached yet; this gateway is at {at}; try again later',
  },
  PROJECTION_STOPPED: {
    status: 503,
    citation: gateway,
    zh: '读取账本已停止于区块 {block}：{reason}',
    en: 'Reading the ledger stopped at block {block}: {reason}',
  },
  CURSOR_INVALID: { status: 400, citation: gateway, zh: '分页游标无效', en: 'The cursor is not one of this list' },
  PAGE_SIZE: {
    status: 400,
    citation: gateway,
    zh: '每页条数须在 1 与 {limit} 之间',
    en: 'A page has between 1 and {limit} items',
  },
  TRACE_LIMIT: {
    status: 400,
    citation: lineage,
    zh: '追溯参数 {field} 须在 {from} 与 {until} 之间',
    en: 'The trace parameter {field} must be between {from} and {until}',
  },

  LIMIT_BODY: {
    status: 413,
    citation: gateway,
    zh: '请求体超过上限 {limit} 字节',
    en: 'The request body is over {limit} bytes',
  },
  LIMIT_DEPTH: {
    status: 400,
    citation: gateway,
    zh: '查询深度 {depth} 超过上限 {limit}',
    en: 'The query is {depth} deep; the limit is {limit}',
  },
  LIMIT_COST: {
    status: 400,
    citation: gateway,
    zh: '查询代价 {cost} 超过上限 {limit}',
    en: 'The query costs {cost}; the limit is {limit}',
  },
  LIMIT_ALIASES: {
    status: 400,
    citation: gateway,
    zh: '别名 {count} 个，超过上限 {limit}',
    en: 'The query has {count} aliases; the limit is {limit}',
  },
  LIMIT_TOKENS: {
    status: 400,
    citation: gateway,
    zh: '查询超过 {limit} 个词元',
    en: 'The query has more than {limit} tokens',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    status: 404,
    citation: gateway,
    zh: '没有摘要为 {hash} 的操作，请连同文本再发一次',
    en: 'No operation with the hash {hash} is known; send it once more with its text',
  },
  OPERATION_NOT_LISTED: {
    status: 403,
    citation: gateway,
    zh: '本网关只接受清单内的操作',
    en: 'This gateway takes only the operations of its list',
  },
  WEBHOOK_TARGET: {
    status: 422,
    citation: gateway,
    zh: '回调地址不合要求：{rule}',
    en: 'A webhook goes to another address: {rule}',
  },
  LIMIT_WEBHOOKS: {
    status: 409,
    citation: gateway,
    zh: '回调已有 {limit} 个，请先删除一些',
    en: '{limit} webhooks are there already; delete one first',
  },
  LIMIT_VIEWS: {
    status: 409,
    citation: gateway,
    zh: '已保存的视图达到 {limit} 个，请先删除一些',
    en: '{limit} views are kept already; delete one first',
  },
  LIMIT_BATCH: {
    status: 413,
    citation: gateway,
    zh: '一次请求的操作超过 {limit} 个',
    en: 'One request holds more than {limit} operations',
  },

  ACCESS_SIGN_IN: { status: 401, citation: who, zh: '请先登录', en: 'Sign in first' },
  ACCESS_ROLE: {
    status: 403,
    citation: who,
    zh: '此查询需要角色之一：{roles}',
    en: 'This needs one of the roles {roles}',
  },
  ACCESS_BLOCK: {
    status: 403,
    citation: who,
    zh: '区块原文含各方各级数据的描述，仅供可读核心数据的监管机构与审计读取',
    en: 'A whole block has everybody’s texts of every grade: it is for regulators and auditors cleared for core data',
  },
  WALLET_NONE: {
    status: 409,
    citation: gateway,
    zh: '此证书在网关没有钱包；请用 prepare、endorse、submit 自行签名',
    en: 'This certificate has no wallet here; sign it yourself by prepare, endorse and submit',
  },
  WALLET_INVALID: {
    status: 400,
    citation: 'RFC 7292; Suyuan gateway, terms of use',
    zh: 'PKCS#12 钱包无法打开：{rule}',
    en: 'The PKCS#12 wallet cannot be opened: {rule}',
  },

  SESSION_INVALID: {
    status: 401,
    citation: gateway,
    zh: '会话无效或已过期，请重新登录',
    en: 'The session is unknown or over; sign in again',
  },
  SESSION_CHALLENGE: {
    status: 401,
    citation: gateway,
    zh: '挑战值未知、已用过或已过期',
    en: 'The challenge is unknown, used or expired',
  },
  SESSION_SIGNATURE: {
    status: 401,
    citation: gateway,
    zh: '签名与证书和挑战值不符',
    en: 'The signature does not fit certificate and challenge',
  },
  SESSION_THROTTLED: {
    status: 429,
    citation: gateway,
    zh: '尝试过多，请 {retryAfter} 秒后再试',
    en: 'Too many attempts; try again in {retryAfter} seconds',
  },
  BASIS_NEEDED: {
    status: 403,
    citation: who,
    zh: '溯源机关只能依据已登记的法律依据追溯：请先以 useBasis 记录本次使用',
    en: 'An agency traces on a recorded legal basis alone: record this use of it by useBasis first',
  },
  BASIS_USE: {
    status: 403,
    citation: who,
    zh: '法律依据的使用 {id} 不含此请求：{rule}',
    en: 'The use {id} of a legal basis does not cover this: {rule}',
  },
  WATCHER_TOKEN: {
    status: 403,
    citation: gateway,
    zh: '指标只供本机，或出示监控令牌者读取',
    en: 'Metrics are for this machine, and for who shows the token of those who watch it',
  },
  OPERATOR_EDGE: {
    status: 403,
    citation: gateway,
    zh: '此操作只供本机上本运营方的管理员或其网关',
    en: 'This is for an administrator of the gateway’s operator, or its own identity, from this machine',
  },
  LIMIT_RATE: {
    status: 429,
    citation: gateway,
    zh: '{what} 每分钟请求超过上限 {limit} 次，请 {retryAfter} 秒后再试',
    en: 'This {what} sent over {limit} requests within a minute; try again in {retryAfter} seconds',
  },
  SESSION_DEMONSTRATION: {
    status: 403,
    citation: gateway,
    zh: '演示登录只限演示网络与本机：{rule}',
    en: 'Demonstration sign-in is for demonstration networks and this machine alone: {rule}',
  },
  CERTIFICATE_TOO_LARGE: {
    status: 413,
    citation: gateway,
    zh: '证书超过 {limit} 字节',
    en: 'The certificate is over {limit} bytes',
  },
  CERTIFICATE_MALFORMED: {
    status: 400,
    citation: x509,
    zh: '证书无法解析：{rule}',
    en: 'The certificate cannot be read: {rule}',
  },
  CERTIFICATE_KEY: {
    status: 400,
    citation: x509,
    zh: '证书密钥须为 P-256 或 P-384 椭圆曲线',
    en: 'The certificate’s key must be on the curve P-256 or P-384',
  },
  CERTIFICATE_UNTRUSTED: {
    status: 403,
    citation: x509,
    zh: '证书不是由本通道信任的机构签发',
    en: 'No authority that the channel trusts has issued the certificate',
  },
  CERTIFICATE_VALIDITY: {
    status: 403,
    citation: x509,
    zh: '证书只在 {from} 至 {until} 有效',
    en: 'The certificate is valid from {from} to {until} only',
  },
  CERTIFICATE_USAGE: {
    status: 403,
    citation: x509,
    zh: '证书用途不符：{rule}',
    en: 'The certificate is not for this use: {rule}',
  },
  CERTIFICATE_REVOKED: { status: 403, citation: x509, zh: '证书已吊销', en: 'The certificate is revoked' },
});
