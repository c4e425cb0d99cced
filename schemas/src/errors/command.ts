import { RULES, table } from './types.ts';

const { who, time, commands } = RULES;

/** What any command is refused for: its form, its caller, its time. */
export const commandErrors = table({
  COMMAND_MALFORMED: {
    status: 400,
    citation: commands,
    zh: '指令字段 {field} 不合规：{rule}',
    en: 'Command field {field} breaks its rule: {rule}',
  },
  COMMAND_TOO_LARGE: {
    status: 413,
    citation: commands,
    zh: '指令有 {size} 字节，上限为 {limit} 字节',
    en: 'The command has {size} bytes; the limit is {limit} bytes',
  },
  COMMAND_NOT_CANONICAL: {
    status: 400,
    citation: 'RFC 8785; Suyuan consortium rules, 3 Commands',
    zh: '指令必须是一个规范化 JSON（RFC 8785）参数',
    en: 'The command must be one argument of canonical JSON (RFC 8785)',
  },
  COMMAND_REPEATED: {
    status: 409,
    citation: commands,
    zh: '该指令编号已由交易 {txId} 执行',
    en: 'This command id was already carried out by transaction {txId}',
  },
  NOT_FOUND: { status: 404, citation: commands, zh: '账本上没有 {what} {id}', en: 'The ledger has no {what} {id}' },
  CALLER_CERTIFICATE: {
    status: 403,
    citation: who,
    zh: '证书缺少属性 {field}：{rule}',
    en: 'The certificate lacks attribute {field}: {rule}',
  },
  CALLER_NOT_MEMBER: {
    status: 403,
    citation: who,
    zh: '主体 {entity} 没有有效的成员记录',
    en: 'Entity {entity} has no active membership record',
  },
  CALLER_HOST: {
    status: 403,
    citation: who,
    zh: '主体 {entity} 由 {host} 托管，不能由 {msp} 的证书代表',
    en: 'Entity {entity} is hosted by {host}; a certificate of {msp} cannot act for it',
  },
  CALLER_ROLE: {
    status: 403,
    citation: who,
    zh: '此操作需要角色 {role}：证书与成员记录都须具备',
    en: 'This needs the role {role}, in the certificate and in the membership record',
  },
  CALLER_NOT_ADMIN: {
    status: 403,
    citation: who,
    zh: '只有运营机构的管理员证书（OU=admin）可以代表机构',
    en: "Only an operator's administrator certificate (OU=admin) speaks for the operator",
  },
  CALLER_NOT_GATEWAY: {
    status: 403,
    citation: who,
    zh: '只有运营机构的网关或管理员可以公布网关地址',
    en: "Only an operator's gateway or administrator announces where its gateway is",
  },
  CALLER_NOT_COMMITTEE: {
    status: 403,
    citation: who,
    zh: '只有委员会成员机构的网关或管理员可以推进时钟',
    en: 'Only a gateway or administrator of an operator of the committee advances the clock',
  },
  TIME_SKEW: {
    status: 400,
    citation: time,
    zh: '交易时间 {time} 与节点时钟相差超过 {limit} 秒',
    en: 'The transaction time {time} is more than {limit} seconds from the peer’s clock',
  },
  TIME_BEFORE_CLOCK: {
    status: 409,
    citation: time,
    zh: '交易时间 {time} 早于账本时钟 {clock}',
    en: 'The transaction time {time} is before the ledger’s clock {clock}',
  },
  TIME_BACKWARDS: {
    status: 409,
    citation: time,
    zh: '交易时间 {time} 早于记录 {id} 的时间 {last}',
    en: 'The transaction time {time} is before the time {last} of record {id}',
  },
});
