import { RULES, table } from './types.ts';

const { asset, lineage } = RULES;

/** What lineage refuses. */
export const lineageErrors = table({
  EDGE_SELF: { status: 422, citation: lineage, zh: '版本不能以自己为来源', en: 'A release is not its own input' },
  EDGE_EXISTS: {
    status: 409,
    citation: lineage,
    zh: '该血缘关系已有声明：{state}',
    en: 'This edge is already recorded: {state}',
  },
  EDGE_PARTY: {
    status: 403,
    citation: lineage,
    zh: '只有上下游双方可以操作此血缘关系',
    en: 'Only the two sides of an edge act on it',
  },
  EDGE_OTHER_SIDE: {
    status: 403,
    citation: lineage,
    zh: '答复由另一方 {entity} 作出',
    en: 'The answer is for the other side, {entity}',
  },
  EDGE_STATE: {
    status: 409,
    citation: lineage,
    zh: '血缘关系处于 {state}，此操作只在 {allowed} 时可行',
    en: 'The edge is {state}; this is possible only when it is {allowed}',
  },
  EDGE_RANK: {
    status: 422,
    citation: lineage,
    zh: '来源的层级 {from} 不低于产物的层级 {to}；请发布新版本',
    en: 'The rank {from} of the input is not lower than the rank {to} of the output; publish a new release',
  },
  EDGE_COLUMN: {
    status: 422,
    citation: lineage,
    zh: '{release} 登记的字段中没有 {column}',
    en: '{column} is not among the registered fields of {release}',
  },
  EDGE_NAMED: {
    status: 409,
    citation: asset,
    zh: '版本 {release} 自己列明了该来源；版本不可更改，请发布新版本',
    en: 'Release {release} itself names this input; a release does not change: publish a new one',
  },
  EDGE_CLAIMANT: {
    status: 403,
    citation: lineage,
    zh: '只有作出声明的一方 {entity} 可以撤回',
    en: 'A claim is withdrawn by the side that made it, {entity}',
  },
  EDGE_ARBITER: {
    status: 403,
    citation: lineage,
    zh: '该争议由仲裁机构 {arbiter} 裁决',
    en: 'The dispute is for the arbiter {arbiter} to decide',
  },
});
