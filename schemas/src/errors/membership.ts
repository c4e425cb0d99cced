import { RULES, table } from './types.ts';

const { who, registration, time } = RULES;

/** What membership refuses. */
export const membershipErrors = table({
  NOT_FOUNDED: {
    status: 409,
    citation: who,
    zh: '联盟章程尚未生效',
    en: 'The charter of the consortium is not in force yet',
  },
  CHARTER_EXISTS: { status: 409, citation: who, zh: '联盟章程已提出', en: 'A charter was already proposed' },
  CHARTER_INCONSISTENT: {
    status: 400,
    citation: who,
    zh: '章程字段 {field} 不一致：{rule}',
    en: 'Charter field {field} is inconsistent: {rule}',
  },
  CHARTER_DIGEST: {
    status: 409,
    citation: who,
    zh: '所批准的章程摘要与提出的 {digest} 不符',
    en: 'The ratified digest is not that of the proposed charter, {digest}',
  },
  RATIFIED_ALREADY: {
    status: 409,
    citation: who,
    zh: '运营机构 {msp} 已批准章程',
    en: 'Operator {msp} has already ratified the charter',
  },
  OPERATOR_UNKNOWN: {
    status: 403,
    citation: who,
    zh: '{msp} 不是本联盟的运营机构',
    en: '{msp} is not an operator of this consortium',
  },
  ENTITY_EXISTS: {
    status: 409,
    citation: who,
    zh: '主体 {entity} 已是成员',
    en: 'Entity {entity} is already a member',
  },
  ROSTER_EMPTY: {
    status: 409,
    citation: who,
    zh: '联盟不能没有 {role}',
    en: 'The consortium cannot be without a {role}',
  },
  PROPOSAL_CLOSED: {
    status: 409,
    citation: who,
    zh: '提案 {id} 已结束：{state}',
    en: 'Proposal {id} is closed: {state}',
  },
  PROPOSAL_MANDATE: {
    status: 409,
    citation: who,
    zh: '提案 {id} 关于 {kind}，现为 {state}；只有已通过且仍然有效的委员会提案才在通道配置中执行',
    en: 'Proposal {id} is about {kind} and {state}; only an enacted one about the committee, which still stands, is carried out in the channel’s configuration',
  },
  PROPOSAL_EXECUTED: {
    status: 409,
    citation: who,
    zh: '提案 {id} 已由第 {sequence} 次通道配置执行',
    en: 'Proposal {id} was carried out already, by configuration {sequence} of the channel',
  },
  PROPOSAL_EXPIRY: {
    status: 400,
    citation: who,
    zh: '提案期限须在 {from} 与 {until} 之间',
    en: 'A proposal expires between {from} and {until}',
  },
  PROPOSAL_UNDECIDED: {
    status: 409,
    citation: who,
    zh: '提案未决：{inFavour} 票赞成，{against} 票反对，共 {eligible} 个有票机构，需要过半数{also}',
    en: 'The proposal is undecided: {inFavour} for, {against} against, of {eligible} eligible operators; it needs a majority{also}',
  },
  VOTE_REPEATED: {
    status: 409,
    citation: who,
    zh: '{voter} 已对提案 {id} 投票',
    en: '{voter} has already voted on proposal {id}',
  },
  VOTE_SUBJECT: {
    status: 403,
    citation: who,
    zh: '提案涉及的机构不参与投票',
    en: 'The operator that a proposal is about does not vote',
  },
  REGULATOR_NOT_ASKED: {
    status: 409,
    citation: who,
    zh: '该提案不需要监管机构批准',
    en: 'This proposal needs no approval of the regulator',
  },
  OPERATOR_HOST: {
    status: 422,
    citation: who,
    zh: '新运营机构自己托管其主体，{host} 已是运营机构或曾退出',
    en: 'A new operator hosts its own entity; {host} is an operator already or was one',
  },
  COMMITTEE_SIZE: {
    status: 409,
    citation: who,
    zh: '委员会由三至七个运营机构组成，此变更后为 {size} 个；三个成员时须先有接替者加入',
    en: 'Three to seven operators form the committee; this would make {size}. Of three, one leaves after its replacement has joined',
  },
  COMMITTEE_SAME: {
    status: 409,
    citation: who,
    zh: '{msp} 的委员会席位已是如此',
    en: 'The seat of {msp} in the committee is so already',
  },
  COMMITTEE_MEMBER: {
    status: 409,
    citation: who,
    zh: '{msp} 须先退出委员会',
    en: '{msp} leaves the committee first',
  },
  LEAVE_SUCCESSOR: {
    status: 422,
    citation: who,
    zh: '{role} 职责须由一个有该角色的其他有效成员接替：{entity}',
    en: 'The duties of {role} go to one other active member that has the role: {entity}',
  },
  LEAVE_HOST: {
    status: 422,
    citation: who,
    zh: '退出的运营机构须指定另一运营机构接管其托管主体，其他主体不指定：{host}',
    en: 'A leaving operator names another that hosts its entities, and nobody else does: {host}',
  },
  SUCCESSOR_ONLY: {
    status: 403,
    citation: who,
    zh: '{entity} 不是提案 {id} 指定的接替者',
    en: '{entity} is not a successor that proposal {id} names',
  },
  REPLACEMENT_FIT: {
    status: 422,
    citation: who,
    zh: '{entity} 不是有 {role} 角色的有效成员，或与被替换者相同',
    en: '{entity} is not an active member with the role {role}, or is the one to be replaced',
  },
  REPLACEMENT_KNOWN: {
    status: 409,
    citation: who,
    zh: '{entity} 在 {subject} 中已被替换',
    en: '{entity} has been replaced in {subject} already',
  },
  PROFILE_VERSION: {
    status: 409,
    citation: registration,
    zh: '规则 {id} 的下一版本应为 {expected}',
    en: 'The next version of profile {id} is {expected}',
  },
  PROFILE_UNKNOWN: {
    status: 400,
    citation: registration,
    zh: '没有登记规则 {id} 第 {version} 版，或已有更新版本 {current}',
    en: 'There is no registration profile {id} version {version}, or {current} is in force',
  },
  CALENDAR_VERSION: {
    status: 409,
    citation: time,
    zh: '日历的下一版本应为 {expected}',
    en: 'The next version of the calendar is {expected}',
  },
});
