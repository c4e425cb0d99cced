import { RULES, table } from './types.ts';

const { trade } = RULES;
const NOTICE = '《关于进一步防范和处置虚拟货币等相关风险的通知》（银发〔2026〕42号）';
const INITIATIVE = '《关于防范NFT相关金融风险的倡议》（三协会，2022年4月13日）';
const notice = `${NOTICE}; ${trade}`;
/** The initiative's second part lists what its members keep to: 一是不…变相发行交易金融产品, 二是不…分割所有权, 三是不…集中交易、持续挂牌交易, 四是不以…虚拟货币…计价和结算. */
const both = (item: string) => `${NOTICE}; ${INITIATIVE}第二条${item}; ${trade}`;
const iso = `ISO 20022; ${trade}`;

/** What trade refuses. */
export const tradeErrors = table({
  TRADE_CURRENCY: {
    status: 422,
    citation: both('第四项'),
    zh: '只以人民币（CNY）计价和结算，不接受 {currency}',
    en: 'Prices and payments are in CNY; {currency} is refused',
  },
  TRADE_AMOUNT: {
    status: 422,
    citation: trade,
    zh: '金额以分计，须为正整数：{fen}',
    en: 'An amount is a whole number of fen above 0, not {fen}',
  },
  TRADE_CRYPTO: {
    status: 422,
    citation: both('第四项'),
    zh: '不得以虚拟货币计价或结算',
    en: 'Nothing is priced or settled in crypto-assets',
  },
  TRADE_TOKEN: {
    status: 422,
    citation: notice,
    zh: '不得以代币转移或结算',
    en: 'No token is transferred or settled in',
  },
  TRADE_FRACTION: {
    status: 422,
    citation: both('第二项'),
    zh: '不得拆分份额出售：{units}',
    en: 'A release is sold whole, not in {units} units',
  },
  TRADE_SECURITIES: {
    status: 422,
    citation: both('第一项'),
    zh: '不得变相发行证券或金融产品',
    en: 'No securities or other financial products are issued by way of a sale',
  },
  TRADE_AUCTION: {
    status: 422,
    citation: both('第三项'),
    zh: '不得拍卖或集中竞价',
    en: 'There are no auctions and no competitive bidding',
  },
  TRADE_CONTINUOUS: {
    status: 422,
    citation: both('第三项'),
    zh: '不得连续挂牌交易、电子撮合竞价或做市',
    en: 'There is no continuous trading and no market making',
  },
  TRADE_RESALE: {
    status: 422,
    citation: both('第三项'),
    zh: '不设二级市场，买方不得转售',
    en: 'There is no secondary market: a buyer does not sell on',
  },
  TRADE_YIELD: {
    status: 422,
    citation: both(''),
    zh: '不得承诺收益、升值或回购',
    en: 'No income, rise in price or buying back is promised',
  },
  TRADE_RIGHT: {
    status: 403,
    citation: trade,
    zh: '{entity} 目前不持有该资产的产品经营权',
    en: '{entity} does not hold the right to operate this asset now',
  },
  TRADE_UNREADABLE: {
    status: 409,
    citation: trade,
    zh: '受限资产的权利尚未公开，不能挂牌；持有方可先公开',
    en: 'The rights to the restricted asset are not revealed; its holder reveals them before it is listed',
  },
  TRADE_PROFILE: {
    status: 409,
    citation: trade,
    zh: '登记规则 {profile} 没有交易时限，不能交易',
    en: 'Profile {profile} has no clocks for trade; what it registers is not traded',
  },
  TRADE_MEMBER: {
    status: 422,
    citation: trade,
    zh: '{entity} 不是有效的 {role}，或已以其他身份参与本订单',
    en: '{entity} is not an active {role}, or takes another part in this order',
  },
  TRADE_CLEARANCE: {
    status: 403,
    citation: 'GB/T 43697-2024; Suyuan consortium rules, 7 Trade',
    zh: '{entity} 的等级 {clearance} 低于数据级别 {grade}',
    en: 'The clearance of {entity}, {clearance}, does not reach the grade {grade}',
  },
  LISTING_STATE: {
    status: 409,
    citation: trade,
    zh: '挂牌处于 {state}，此操作只在 listed 时可行',
    en: 'The listing is {state}; this is possible only while it is listed',
  },
  LISTING_SELLER: { status: 403, citation: trade, zh: '挂牌由 {entity} 管理', en: 'The listing is of {entity}' },
  LISTING_RELEASE: {
    status: 422,
    citation: trade,
    zh: '变更不能换成另一版本的数据，请另行挂牌',
    en: 'A change keeps the release of its listing; list the other one',
  },
  LISTING_VERSION: {
    status: 409,
    citation: trade,
    zh: '挂牌现为第 {current} 版',
    en: 'The listing is at version {current}',
  },
  ORDER_OWN: { status: 422, citation: trade, zh: '卖方不能向自己下单', en: 'A seller does not order from itself' },
  ORDER_AGREEMENT: {
    status: 409,
    citation: trade,
    zh: '协议摘要应为 {expected}',
    en: 'The digest of the agreement is {expected}',
  },
  ORDER_STATE: {
    status: 409,
    citation: trade,
    zh: '订单处于 {state}，此操作只在 {allowed} 时可行',
    en: 'The order is {state}; this is possible only when it is {allowed}',
  },
  ORDER_INSTRUCTED: {
    status: 409,
    citation: trade,
    zh: '付款指令发出后不得取消；订单处于 {state}',
    en: 'Nothing is cancelled once payment is instructed; the order is {state}',
  },
  ORDER_PARTY: {
    status: 403,
    citation: trade,
    zh: '此操作由本订单的 {office} 进行',
    en: 'This is for the {office} of the order to do',
  },
  ORDER_ACCOUNT: {
    status: 409,
    citation: trade,
    zh: '{bank} 没有登记监管账户',
    en: '{bank} has registered no supervised account',
  },
  DELIVERY_FOREIGN: {
    status: 422,
    citation: trade,
    zh: '所交付的摘要不是所售版本的内容',
    en: 'What is delivered is not, digest by digest, the release that was sold',
  },
  PAYMENT_MESSAGE: {
    status: 422,
    citation: iso,
    zh: '该报文说的是 {says}，不是 {command}',
    en: 'The message says {says}, not {command}',
  },
  PAYMENT_UNSETTLED: {
    status: 422,
    citation: iso,
    zh: '状态 {status} 不是终局结算',
    en: 'Status {status} is not settled; only a settled status counts',
  },
  PAYMENT_OTHER: {
    status: 422,
    citation: iso,
    zh: '报文的 {field} 应为 {expected}',
    en: '{field} of the message should be {expected}',
  },
  PAYMENT_REPEATED: {
    status: 409,
    citation: iso,
    zh: '报文 {messageId} 已就本订单入账',
    en: 'Message {messageId} has already counted for this order',
  },
  PAYMENT_OWED: {
    status: 409,
    citation: trade,
    zh: '本订单应由银行执行 {owed}，而非 {command}',
    en: 'What the bank owes in this order is {owed}, not {command}',
  },
  PAYMENT_STATE: {
    status: 409,
    citation: trade,
    zh: '款项处于 {state}，此操作只在 {allowed} 时可行',
    en: 'The money is {state}; this is possible only when it is {allowed}',
  },
  SETTLE_AGREEMENT: {
    status: 422,
    citation: trade,
    zh: '协议摘要不一致，不能结算',
    en: 'The digests of the agreement do not match; the order is not settled',
  },
  SETTLE_DELIVERY: {
    status: 422,
    citation: trade,
    zh: '交付摘要不一致，不能结算',
    en: 'The digests of the delivery do not match; the order is not settled',
  },
  SETTLE_PAYMENT: {
    status: 422,
    citation: trade,
    zh: '支付不一致，不能结算',
    en: 'The pay-out does not match; the order is not settled',
  },
});
