import { RULES, table } from './types.ts';

const { asset, certificates, circulation, lineage, who } = RULES;

/** What keeps an asset out of circulation, and what freezes and encumbrances refuse. */
export const standingErrors = table({
  STANDING_CERTIFICATE: {
    status: 409,
    citation: certificates,
    zh: '资产 {asset} 的凭证处于 {state}，不能进入流通',
    en: 'The certificate of asset {asset} is {state}; the asset does not circulate',
  },
  STANDING_FROZEN: {
    status: 409,
    citation: circulation,
    zh: '资产 {asset} 已被 {by} 冻结',
    en: 'Asset {asset} is frozen by {by}',
  },
  STANDING_ENCUMBERED: {
    status: 409,
    citation: circulation,
    zh: '资产 {asset} 设有 {kind}：{reference}',
    en: 'Asset {asset} is encumbered by a {kind}: {reference}',
  },
  STANDING_DISPUTED: {
    status: 409,
    citation: circulation,
    zh: '资产 {asset} 的权属在案件 {case} 中有争议',
    en: 'The ownership of asset {asset} is disputed in case {case}',
  },
  STANDING_RECALLED: {
    status: 409,
    citation: lineage,
    zh: '版本 {release} 已被召回（{recall}），不能进入流通',
    en: 'Release {release} is recalled ({recall}); it does not circulate',
  },
  STANDING_CORE: {
    status: 409,
    citation: '《数据安全法》第二十一条; GB/T 43697-2024',
    zh: '核心数据不得进入流通',
    en: 'Core data is refused for circulation',
  },
  STANDING_UNAUTHORISED: {
    status: 409,
    citation: asset,
    zh: '资产 {asset} 的来源未经授权，不得进入流通',
    en: 'Asset {asset} is from an unauthorised source; it is refused for circulation',
  },
  STANDING_GRADE: {
    status: 409,
    citation: circulation,
    zh: '级别 {grade} 高于约定的 {agreed}',
    en: 'The grade {grade} is higher than the agreed {agreed}',
  },
  FREEZE_STATE: {
    status: 409,
    citation: certificates,
    zh: '资产 {asset} 的冻结状态为 {state}',
    en: 'The freeze of asset {asset} is {state}',
  },
  FREEZE_ORDERER: {
    status: 403,
    citation: certificates,
    zh: '冻结由 {entity} 作出，由其解除或经申诉解除',
    en: 'The freeze was ordered by {entity}; it alone lifts it, or an appeal does',
  },
  ASSET_UNREGISTERED: {
    status: 409,
    citation: asset,
    zh: '资产 {asset} 处于 {state}，只有已登记的资产可以冻结或设定负担',
    en: 'Asset {asset} is {state}; only a registered one is frozen or encumbered',
  },
  ENCUMBRANCE_PARTY: {
    status: 403,
    citation: asset,
    zh: '此操作由 {entity} 进行',
    en: 'This is for {entity} to do',
  },
  ENCUMBRANCE_KNOWN: {
    status: 409,
    citation: asset,
    zh: '{kind} {reference} 已在册',
    en: 'The {kind} {reference} is on record already',
  },
  ENCUMBRANCE_NONE: {
    status: 404,
    citation: asset,
    zh: '没有在册的 {kind} {reference}',
    en: 'No {kind} {reference} is in force',
  },
  ENCUMBRANCE_MANY: {
    status: 409,
    citation: asset,
    zh: '一项资产最多记录 {limit} 项负担',
    en: 'At most {limit} encumbrances of an asset are recorded',
  },
  ENCUMBRANCE_BENEFICIARY: {
    status: 422,
    citation: who,
    zh: '权利人 {entity} 须是另一个有效成员',
    en: 'The beneficiary {entity} must be another active member',
  },
});
