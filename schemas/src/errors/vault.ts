import { RULES, table } from './types.ts';

const { asset } = RULES;

/** What the vault refuses. */
export const vaultErrors = table({
  VAULT_NEEDED: {
    status: 409,
    citation: asset,
    zh: '受限资产的字段须先写入保管库',
    en: 'The fields of a restricted asset go into the vault first',
  },
  VAULT_ELSEWHERE: {
    status: 409,
    citation: asset,
    zh: '主体 {entity} 的保管库在 {host} 的节点上，须经该节点',
    en: 'The vault of entity {entity} is on the peer of {host} and is reached there alone',
  },
  VAULT_TRANSIENT: {
    status: 400,
    citation: asset,
    zh: '保管库的内容只能放在瞬态数据 {field} 中：{rule}',
    en: 'What goes into a vault comes in the transient field {field} alone: {rule}',
  },
  VAULT_TAKEN: {
    status: 409,
    citation: asset,
    zh: '保管库编号 {vault} 已使用，须另取随机编号',
    en: 'Vault {vault} was used before; take another random id',
  },
  VAULT_OWNER: {
    status: 403,
    citation: asset,
    zh: '保管库 {vault} 属于另一主体',
    en: 'Vault {vault} belongs to another entity',
  },
});
