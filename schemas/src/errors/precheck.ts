import { RULES, table } from './types.ts';

const { asset, registration, lineage, grading } = RULES;

/** What pre-check finds in an application, and submit refuses it for. */
export const precheckErrors = table({
  PRECHECK_FAILED: {
    status: 422,
    citation: registration,
    zh: '申请有 {count} 处不符合登记规则',
    en: 'The application breaks {count} rules of its profile',
  },
  RULE_TYPE: {
    status: 422,
    citation: registration,
    zh: '该规则不受理 {type} 类登记',
    en: 'The profile does not take registrations of type {type}',
  },
  RULE_KIND: {
    status: 422,
    citation: registration,
    zh: '该规则不登记 {kind} 类资产',
    en: 'The profile does not register assets of kind {kind}',
  },
  RULE_MANDATORY: {
    status: 422,
    citation: registration,
    zh: '必填项 {field} 缺失',
    en: 'The mandatory field {field} is missing',
  },
  RULE_EVIDENCE: { status: 422, citation: registration, zh: '缺少证明材料：{kind}', en: 'Evidence is missing: {kind}' },
  RULE_PERSONAL_BASIS: {
    status: 422,
    citation: '《个人信息保护法》第十三条',
    zh: '含个人信息的资产须写明合法性基础与人数区间',
    en: 'An asset with personal information names its legal basis and the band of heads',
  },
  RULE_CORE: {
    status: 422,
    citation: '《数据安全法》第二十一条; GB/T 43697-2024',
    zh: '核心数据不得进入流通',
    en: 'Core data is refused for circulation',
  },
  RULE_UNAUTHORISED: {
    status: 422,
    citation: asset,
    zh: '来源未经授权的数据不得登记',
    en: 'Data from an unauthorised source is refused',
  },
  RULE_GRADE_FLOOR: {
    status: 422,
    citation: grading,
    zh: '级别 {grade} 低于其来源的级别 {floor}',
    en: 'Grade {grade} is under the grade {floor} of its inputs',
  },
  RULE_RIGHTS: { status: 422, citation: asset, zh: '权利 {right}：{rule}', en: 'Right {right}: {rule}' },
  RULE_COVERAGE: {
    status: 422,
    citation: asset,
    zh: '时间范围的起始晚于结束',
    en: 'The time coverage begins after it ends',
  },
  RULE_OWNER: {
    status: 422,
    citation: registration,
    zh: '只有资产的登记主体 {entity} 可以申请',
    en: 'Only the entity that holds the asset, {entity}, may apply',
  },
  RULE_PROFILE: {
    status: 422,
    citation: registration,
    zh: '资产按规则 {expected} 登记，后续登记须用同一规则',
    en: 'The asset is registered under profile {expected}; what follows uses the same profile',
  },
  RULE_REGISTERED: {
    status: 422,
    citation: registration,
    zh: '该资产没有 {state} 状态的凭证',
    en: 'The asset has no certificate that is {state}',
  },
  RULE_RENEWAL_WINDOW: {
    status: 422,
    citation: registration,
    zh: '续期从 {from} 起受理',
    en: 'Renewal is taken from {from} on',
  },
  RULE_ENCUMBERED: {
    status: 422,
    citation: asset,
    zh: '设有质押或查封的资产不得转移或注销',
    en: 'An asset that is pledged or seized is neither transferred nor deregistered',
  },
  RULE_TRANSFEREE: {
    status: 422,
    citation: registration,
    zh: '受让方 {entity} 须是另一个有效的持有方成员',
    en: 'The transferee {entity} must be another active member that is a holder',
  },
  RULE_NO_CHANGE: {
    status: 422,
    citation: registration,
    zh: '申请与已登记内容相同',
    en: 'The application changes nothing of what is registered',
  },
  RULE_REGISTRAR: {
    status: 422,
    citation: registration,
    zh: '{entity} 是本案当事人，须由另一登记机构办理',
    en: '{entity} is a party of this case; it goes to another registrar',
  },
  RULE_KEEPS: {
    status: 422,
    citation: registration,
    zh: '{field} 不能以变更减少，请申请更正',
    en: 'A change does not take away from {field}; apply for a correction',
  },
  RULE_COLUMNS: {
    status: 422,
    citation: lineage,
    zh: '{field} 指向第 {input} 项来源，但来源只有 {count} 项',
    en: '{field} names input {input}, but there are {count} inputs',
  },
  RULE_INPUT: { status: 422, citation: lineage, zh: '来源 {id} 不存在', en: 'The input {id} is not on the ledger' },
  RULE_PRODUCED: {
    status: 422,
    citation: asset,
    zh: '产生时间晚于提交时间',
    en: 'The release is produced after it is submitted',
  },
});
