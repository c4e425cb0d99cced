import { RULES, table } from './types.ts';

const { licence } = RULES;

/** What licences refuse: offers, agreements, what they rest on. */
export const licenceErrors = table({
  LICENCE_RIGHT: {
    status: 403,
    citation: licence,
    zh: '资产 {asset} 的产品经营权由 {holder} 持有；只有持有有效经营权的主体可以许可',
    en: 'The right to operate asset {asset} is held by {holder}; only who has it in force grants licences',
  },
  LICENCE_UNREADABLE: {
    status: 409,
    citation: licence,
    zh: '受限资产 {asset} 的权利尚未公开，不能许可；持有方可先公开',
    en: 'The rights to the restricted asset {asset} are not revealed; its holder reveals them before it is licensed',
  },
  LICENCE_TERMS: {
    status: 422,
    citation: licence,
    zh: '期限 {from} 至 {until} 为空或已经结束',
    en: 'The period from {from} until {until} is empty or over',
  },
  LICENCE_WIDER: {
    status: 422,
    citation: licence,
    zh: '{field} 超出其所依据的 {base} 的范围（{constraint}）',
    en: '{field} is wider than what {base}, on which it rests, grants ({constraint})',
  },
  LICENCE_ONWARD: {
    status: 422,
    citation: licence,
    zh: '协议 {agreement} 不允许再许可',
    en: 'Agreement {agreement} may not be passed on',
  },
  LICENCE_DEPTH: {
    status: 422,
    citation: licence,
    zh: '许可链最多 {limit} 层',
    en: 'A chain of licences has {limit} agreements at most',
  },
  LICENCE_SUBJECT: {
    status: 422,
    citation: licence,
    zh: '{field} 不在协议或资产 {base} 之内',
    en: '{field} is not part of {base}',
  },
  LICENCE_PARTY: {
    status: 403,
    citation: licence,
    zh: '此操作由 {entity} 作出',
    en: 'This is for {entity} to do',
  },
  LICENCE_SELF: {
    status: 422,
    citation: licence,
    zh: '许可方与被许可方不能是同一主体',
    en: 'An entity grants no licence to itself',
  },
  LICENCE_STATE: {
    status: 409,
    citation: licence,
    zh: '{id} 处于 {state}，此操作只在 {allowed} 时可行',
    en: '{id} is {state}; this is possible only when it is {allowed}',
  },
  LICENCE_VERSION: {
    status: 409,
    citation: licence,
    zh: '要约已是第 {version} 版，请查看后再承诺',
    en: 'The offer is at version {version}: read it before you accept',
  },
  LICENCE_RECIPIENT: {
    status: 403,
    citation: licence,
    zh: '{entity} 不在许可的接收方之列',
    en: '{entity} is not among the recipients',
  },
  LICENCE_CLEARANCE: {
    status: 403,
    citation: licence,
    zh: '数据级别为 {grade}，高于 {entity} 的许可级别 {clearance}',
    en: 'The data are graded {grade}, above the clearance {clearance} of {entity}',
  },
  LICENCE_ROUTE: {
    status: 422,
    citation: licence,
    zh: '数据将从 {from} 传至 {to}：须写明出境路径与依据，或限定 territories',
    en: 'The data would go from {from} to {to}: name the route and its evidence, or limit the territories',
  },
  LICENCE_QUOTA: {
    status: 409,
    citation: licence,
    zh: '协议 {agreement} 只余 {remainder} 次，不足 {count} 次',
    en: 'Of agreement {agreement} {remainder} uses are left, not {count}',
  },
  LICENCE_DIVISION: {
    status: 422,
    citation: licence,
    zh: '通道与预留不能超过总次数 {count}；不计次的协议不划分',
    en: 'Lanes and what is kept fit into the count {count}; what is not counted is not divided',
  },
  LICENCE_MANY: {
    status: 409,
    citation: licence,
    zh: '{licensee} 在资产 {asset} 上已有 {limit} 份有效协议',
    en: '{licensee} has {limit} agreements in force on asset {asset} already',
  },
  LICENCE_PAID: {
    status: 409,
    citation: `${licence}; Suyuan consortium rules, 7 Trade`,
    zh: '协议由订单 {order} 成交而成，许可方不得以通知终止；违约须附证据，监管机构可以责令终止',
    en: 'The agreement was bought by order {order}: its grantor ends it for breach, with evidence, not by notice',
  },
  LICENCE_GROUND: {
    status: 422,
    citation: licence,
    zh: '以 breach 终止须附证据',
    en: 'A termination for breach brings evidence',
  },
  LICENCE_NOTICE: {
    status: 409,
    citation: licence,
    zh: '协议 {agreement} 的终止通知：{state}',
    en: 'Notice of termination of agreement {agreement}: {state}',
  },
});
