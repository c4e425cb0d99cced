import { RULES, table } from './types.ts';

const { asset, fabric, registration, who } = RULES;

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
  VAULT_OPEN_ASSET: {
    status: 422,
    citation: asset,
    zh: '公开资产的字段写在账本上，不进入保管库',
    en: 'The fields of an open asset stand on the ledger, not in a vault',
  },
  VAULT_NOT_THERE: {
    status: 409,
    citation: fabric,
    zh: '节点尚未收到 {host} 的保管库 {vault} 的字段 {name}，请稍后重试',
    en: 'Field {name} of vault {vault} at {host} has not reached this peer yet; try again',
  },
  VAULT_MISMATCH: {
    status: 422,
    citation: asset,
    zh: '承诺值与保管库 {vault} 的字段 {name} 不符',
    en: 'The commitment is not that of field {name} in vault {vault}',
  },
  VAULT_POLICY: {
    status: 409,
    citation: asset,
    zh: '保管库 {vault} 的字段 {name} 不受“托管机构与委员会两家”策略保护，请重新写入',
    en: 'Field {name} of vault {vault} is not under the policy "host and two of the committee"; store it anew',
  },
  VAULT_NAMED: {
    status: 409,
    citation: asset,
    zh: '保管库 {vault} 已用于资产 {asset}',
    en: 'Vault {vault} is already of asset {asset}',
  },
  VAULT_UNOPENED: {
    status: 409,
    citation: registration,
    zh: '保管库 {vault} 尚未向 {entity} 开放',
    en: 'Vault {vault} was not opened to {entity}',
  },
  VAULT_UNDELIVERED: {
    status: 409,
    citation: registration,
    zh: '保管库 {vault} 的字段 {name} 尚未送达 {host}',
    en: 'Field {name} of vault {vault} was not delivered to {host}',
  },
  VAULT_OPENED: {
    status: 409,
    citation: asset,
    zh: '保管库 {vault} 已向 {entity} 开放',
    en: 'Vault {vault} is open to {entity} already',
  },
  VAULT_GROUND: {
    status: 403,
    citation: asset,
    zh: '只有监管机构可依监管职权向自己开放，并须写明理由',
    en: 'A regulator alone opens a vault on the ground of supervision: to itself, and with a reason',
  },
  VAULT_SHAPE: {
    status: 422,
    citation: asset,
    zh: '保管库中的 {at} 不合规：{rule}',
    en: 'In the vault, {at} breaks its rule: {rule}',
  },
  VAULT_CLAIM: {
    status: 422,
    citation: asset,
    zh: '公开声明为 {claimed}，保管库中为 {found}',
    en: 'The public claim is {claimed}; by the vault it is {found}',
  },
  VAULT_RECORD: {
    status: 422,
    citation: asset,
    zh: '记录与 {host} 的保管库 {vault} 不符',
    en: 'This is not the record of vault {vault} at {host}',
  },
  VAULT_YOUNG: {
    status: 409,
    citation: asset,
    zh: '未被引用的保管库须在 {until} 后方可清除',
    en: 'A vault that nothing names is purged after {until} at the earliest',
  },
  VAULT_IN_USE: {
    status: 409,
    citation: asset,
    zh: '资产 {asset} 仍在使用保管库 {vault}：{why}',
    en: 'Vault {vault} is in use by asset {asset}: {why}',
  },
  VAULT_DISPUTED: {
    status: 409,
    citation: registration,
    zh: '案件 {case} 的争议或申诉期未了，不得清除',
    en: 'Nothing is purged while case {case} is disputed or can be appealed',
  },
  VAULT_RETAINED: {
    status: 409,
    citation: asset,
    zh: '依 {source} 须保存至 {until}',
    en: 'To be kept until {until} by {source}',
  },
  VAULT_HELD: {
    status: 409,
    citation: who,
    zh: '{entity} 已下令保全：{reason}',
    en: 'Under legal hold by {entity}: {reason}',
  },
  VAULT_HOLD_STATE: {
    status: 409,
    citation: who,
    zh: '保管库 {vault} 的保全状态为 {state}',
    en: 'The legal hold of vault {vault} is {state}',
  },
  VAULT_PRESENT: {
    status: 409,
    citation: asset,
    zh: '{host} 的保管库 {vault} 的字段 {name} 仍在',
    en: 'Field {name} of vault {vault} at {host} is still there',
  },
  VAULT_OWNER: {
    status: 403,
    citation: asset,
    zh: '保管库 {vault} 属于另一主体',
    en: 'Vault {vault} belongs to another entity',
  },
});
