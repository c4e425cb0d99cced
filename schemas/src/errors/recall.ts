import { RULES, table } from './types.ts';

const { lineage } = RULES;

/** What recalls refuse. */
export const recallErrors = table({
  RECALL_PARTY: {
    status: 403,
    citation: lineage,
    zh: '版本由其持有方 {entity} 或监管机构召回',
    en: 'A release is recalled by its holder, {entity}, or by a regulator',
  },
  RECALL_EXISTS: {
    status: 409,
    citation: lineage,
    zh: '版本已被召回：{recall}',
    en: 'The release is already recalled: {recall}',
  },
  RECALL_REPLACEMENT: {
    status: 422,
    citation: lineage,
    zh: '替代版本须是同一持有方未被召回的另一版本：{rule}',
    en: 'A replacement is another release of the same holder that is not recalled: {rule}',
  },
  RECALL_STATE: {
    status: 409,
    citation: lineage,
    zh: '召回已撤回',
    en: 'The recall was withdrawn',
  },
  RECALL_ORDERER: {
    status: 403,
    citation: lineage,
    zh: '召回只能由发出者 {entity} 撤回',
    en: 'A recall is withdrawn by who ordered it, {entity}',
  },
  RECALL_OWN: {
    status: 403,
    citation: lineage,
    zh: '版本 {release} 由 {entity} 持有；回执只涉及自己的版本',
    en: 'Release {release} is held by {entity}; an acknowledgement is about releases of its signer',
  },
  RULE_RECALLED: {
    status: 422,
    citation: lineage,
    zh: '来源 {id} 已被召回（{recall}），请改用 {replacement}',
    en: 'The input {id} is recalled ({recall}); use {replacement} instead',
  },
});
