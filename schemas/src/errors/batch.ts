import { RULES, table } from './types.ts';

const { batches, registration } = RULES;

/** What batches of certificates refuse. */
export const batchErrors = table({
  RULE_BATCH_COUNT: {
    status: 422,
    citation: batches,
    zh: '{field} 的合计 {sum} 与凭证数 {count} 不符',
    en: '{field} adds up to {sum}, but the batch has {count} leaves',
  },
  RULE_BATCH_KIND: {
    status: 422,
    citation: registration,
    zh: '该规则不登记批次中的 {kind} 类资产',
    en: 'The profile does not register assets of kind {kind}, which the batch has',
  },
  RULE_BATCH_SEALED: {
    status: 422,
    citation: batches,
    zh: '同一批凭证已封存于 {batch}',
    en: 'The same leaves are sealed already, in {batch}',
  },
  RULE_BATCH_KEPT: {
    status: 422,
    citation: batches,
    zh: '已公示的批次不能更换凭证',
    en: 'What was in publicity keeps its leaves',
  },
  BATCH_STATE: {
    status: 409,
    citation: batches,
    zh: '批次 {batch} 处于 {state}，此操作只在 {allowed} 时可行',
    en: 'Batch {batch} is {state}; this is possible only when it is {allowed}',
  },
  CUSTODY_OTHER: {
    status: 422,
    citation: batches,
    zh: '{field} 与批次 {batch} 的 {expected} 不符',
    en: '{field} is not that of batch {batch}, {expected}',
  },
  CUSTODY_REPEATED: {
    status: 409,
    citation: batches,
    zh: '{msp} 已声明保存该文件',
    en: '{msp} has already signed that it holds the file',
  },
  LEAF_PROOF: {
    status: 422,
    citation: 'RFC 9162 §2.1.3',
    zh: '第 {index} 号凭证不在批次 {batch} 的默克尔树中',
    en: 'Leaf {index} is not in the Merkle tree of batch {batch}',
  },
  LEAF_UNKNOWN: {
    status: 404,
    citation: batches,
    zh: '批次 {batch} 只有 {count} 个凭证，没有第 {index} 号',
    en: 'Batch {batch} has {count} leaves, and none at {index}',
  },
  LEAF_STATE: {
    status: 409,
    citation: batches,
    zh: '第 {index} 号凭证处于 {state}，此操作只在 {allowed} 时可行',
    en: 'Leaf {index} is {state}; this is possible only when it is {allowed}',
  },
  OBJECTION_LEAF: {
    status: 422,
    citation: batches,
    zh: '对批次的异议须指明其中一个凭证；其他案件没有批次凭证',
    en: 'An objection to a batch names one of its leaves; other cases have none',
  },
  OBJECTION_MANY: {
    status: 409,
    citation: batches,
    zh: '{entity} 对该批次的异议已达上限 {limit}',
    en: '{entity} has raised {limit} objections to this batch, the most that one entity may',
  },
});
