import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, type Receipt, SuyuanError } from '@suyuan/client';
import { type Commands, digest } from '@suyuan/schemas';
import { applicationOf, type Described } from './application.ts';
import { camt054, report } from './bank.ts';
import { factsOf, packageFile } from './files.ts';
import { mayUse } from './may-use.ts';
import { members } from './members.ts';
import { act, dim, say, step } from './print.ts';
import { issue, submit, toPublicity } from './registration.ts';
import type { Stage } from './stage.ts';

const flights: Described = {
  holder: 'huaxin',
  zh: '航班延误记录',
  en: 'Flight delays',
  abstract: '航班的日期、延误分钟、距离与起讫机场。',
  subject: '民航',
  keywords: ['航班', '延误'],
  coverage: { from: '2001-01-01', to: '2001-03-31' },
  space: '美国',
  source: 'own-production',
};
const ACCOUNT = { number: '6222020200099887766', name: '数据交易资金监管专户', agent: { cnaps: '102100099996' } };
const FEN = 1_234_500;
const TERMS: Commands['licence:offer']['terms'] = {
  actions: ['read', 'derive'],
  purposes: ['aviation-safety', 'research'],
  territories: ['CN'],
  from: new Date().toISOString(),
  onward: 0,
};

type ListingText = Commands['trade:list']['listing'];
type Goods = { readonly release: string; readonly files: string[] };
type Placed = {
  readonly id: string;
  readonly endToEndId: string;
  readonly agreement: string;
  readonly price: { currency: 'CNY'; fen: number };
};

/** A sale from listing to transaction certificate; a witness for a silent buyer; a reversal before an arbiter. */
export async function trade(stage: Stage): Promise<void> {
  await members(stage.cast);
  const goods = await register(stage);
  const listing = await list(stage, goods);
  await sale(stage, goods, listing);
  await silentBuyer(stage, goods, listing);
}

async function register({ cast }: Stage): Promise<Goods> {
  act('二、登记', 'A holder registers what it will sell');
  const { name, bytes } = packageFile('vega-datasets/data/flights-2k.json');
  const facts = factsOf(name, bytes);
  const { subject } = await submit(await cast.as('li-holder'), flights, applicationOf(flights, facts));
  await toPublicity(cast, subject, flights.zh);
  const { release } = await issue(cast, subject, flights.zh);
  return { release: release?.id ?? '', files: [facts.distribution.sha256] };
}

async function list({ cast }: Stage, { release }: Goods): Promise<string> {
  act('三、挂牌', 'One listing serves every exchange; what the rules forbid is refused');
  const bank = await cast.as('tang-bank');
  step('资金监管银行登记监管账户 opens its account', await bank.transact('trade:openAccount', { account: ACCOUNT }));
  const li = await cast.as('li-holder');
  const sale: ListingText['sale'] = {
    method: 'fixed-price',
    units: 1,
    settlement: 'fiat',
    resale: false,
    securitised: false,
    yield: false,
  };
  const price = { currency: 'CNY', fen: FEN };
  const terms = TERMS;
  const notice = { amount: 30, unit: 'day' } as const;
  const offer = (change: Partial<ListingText>) =>
    li.transact('trade:list', { listing: { release, terms, notice, price, sale, ...change } });
  await refused('以虚拟货币计价 priced in a crypto-asset', offer({ price: { currency: 'USDT', fen: FEN } }));
  await refused('拆分份额 in fractions', offer({ sale: { ...sale, units: 0.01 } }));
  await refused('拍卖 by auction', offer({ sale: { ...sale, method: 'auction' } }));
  await refused('承诺收益 with yield', offer({ sale: { ...sale, yield: true } }));
  return step('华信挂牌，12345.00 元 lists', await offer({})).subject;
}

const ORDER = 'query ($id: ID!) { order(id: $id) { id endToEndId agreement price { currency fen } } }';

/** From order to money in the supervised account. */
async function paidFor({ cast, url }: Stage, listing: string): Promise<Placed> {
  const wang = await cast.as('wang-hosted');
  const { listing: found } = await wang.query<{ listing: { version: number; agreement: string } }>(
    'query ($id: ID!) { listing(id: $id) { version agreement } }',
    { id: listing },
  );
  const salt = randomBytes(16).toString('hex');
  const { subject: id } = step(
    '启象科技下单，签署协议摘要 orders, signing the digest of the agreement',
    await wang.transact('trade:order', { listing, exchange: 'exchange', salt, ...found }),
  );
  const zhao = await cast.as('zhao-exchange');
  const bank = 'custody-bank';
  step('交易所撮合 matches', await zhao.transact('trade:match', { order: id, bank }));
  const { order } = await wang.query<{ order: Placed }>(ORDER, { id });
  const instruction = await (
    await fetch(new URL(`/iso20022/orders/${id}/instruction`, url), {
      method: 'POST',
      headers: { authorization: `Bearer ${wang.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ account: '6217000010001234567', agent: 'BKCHCNBJ' }),
    })
  ).json();
  say(`pain.001.001.09 ${dim(`EndToEndId ${order.endToEndId}`)}`);
  step(
    '买方发出付款指令 instructs payment',
    await wang.transact('trade:instruct', {
      order: id,
      instruction: instruction as { messageId: string; sha256: string },
    }),
  );
  await told(url, await cast.as('tang-bank'), order, '银行确认资金到账', {});
  return order;
}

type Entry = Parameters<typeof camt054>[2];
const messageId = () => `SY${randomBytes(8).toString('hex').toUpperCase()}`;

/** The bank tells of an entry on the supervised account; answers the message's id and digest. */
async function told(url: string, bank: Client, order: Placed, text: string, entry: Entry) {
  const id = messageId();
  const message = camt054(id, { ...order, account: ACCOUNT.number }, entry);
  for (const receipt of await report(url, bank, message)) step(`${text} camt.054.001.08`, receipt);
  return { messageId: id, sha256: digest(message) };
}

async function deliver({ cast }: Stage, { files }: Goods, { id, agreement }: Placed): Promise<Receipt> {
  const li = await cast.as('li-holder');
  return step('卖方交付 delivers', await li.transact('trade:deliver', { order: id, agreement, digests: files }));
}

async function sale(stage: Stage, goods: Goods, listing: string): Promise<void> {
  act('四、订单与资金', 'Order, match, instruction, money in the supervised account');
  const { cast, url } = stage;
  const order = await paidFor(stage, listing);
  const wang = await cast.as('wang-hosted');
  await refused('付款后取消 cancelling now', wang.transact('trade:cancel', { order: order.id, reason: '反悔' }));

  act('五、交付与结算', 'Delivery versus payment, then the transaction certificate');
  await deliver(stage, goods, order);
  step(
    '买方收到，摘要一致 receives the same digests',
    await wang.transact('trade:receive', { order: order.id, digests: goods.files }),
  );
  const bank = await cast.as('tang-bank');
  const payOut = await told(url, bank, order, '银行付款给卖方', { direction: 'DBIT' });
  await mayUse(wang, { release: goods.release });
  const zhao = await cast.as('zhao-exchange');
  const certified = { order: order.id, agreement: order.agreement, delivery: goods.files, payOut };
  step('交易所结算 settles', await zhao.transact('trade:settle', certified));
  const number = await certificateOf(wang, order.id);
  say('结算即成立许可协议 by settling, the order concluded the agreement');
  await mayUse(wang, { release: goods.release });

  act('六、退款与仲裁', 'A reversal suspends the certificate; an arbiter decides');
  await told(url, bank, order, '付款被冲正', { reversal: true });
  await certificateOf(wang, order.id);
  await mayUse(wang, { release: goods.release });
  const sun = await cast.as('sun-arbiter');
  step(
    '仲裁裁决退款 awards the money to the buyer',
    await sun.transact('trade:arbitrate', { order: order.id, award: 'return', reason: '卖方账户已被冻结' }),
  );
  await told(url, bank, order, '银行退款给买方', { direction: 'DBIT', returned: true });
  await certificateOf(wang, order.id);
  await mayUse(wang, { release: goods.release });
  say(`anyone may look ${number} up; parties and price are commitments`);
}

async function silentBuyer(stage: Stage, goods: Goods, listing: string): Promise<void> {
  act('七、买方沉默', 'The witness’s digest stands for a silent buyer’s');
  const { cast } = stage;
  const order = await paidFor(stage, listing);
  await deliver(stage, goods, order);
  const zhao = await cast.as('zhao-exchange');
  const seen = { order: order.id, digests: goods.files };
  step('交易所见证交付 witnesses', await zhao.transact('trade:witness', seen));
  const { order: waiting } = await zhao.query<{ order: { next: { deadline: string } } }>(
    'query ($id: ID!) { order(id: $id) { next { deadline } } }',
    { id: order.id },
  );
  await sleep(Math.max(0, Date.parse(waiting.next.deadline) - Date.now()) + 250);
  const anyone = await cast.as('xu-analyst');
  step('任何人推进 anyone advances', await anyone.transact('trade:advance', { subject: order.id }));
}

/** Prints the certificate of an order as it stands. */
async function certificateOf(reader: Client, id: string): Promise<string> {
  const { order } = await reader.query<{ order: { state: string; certificate: { number: string; state: string } } }>(
    'query ($id: ID!) { order(id: $id) { state certificate { number state } } }',
    { id },
  );
  const { number, state } = order.certificate;
  say(`数据交易凭证 ${number}: ${state.toLowerCase()}`);
  return number;
}

/** A command that must be refused: prints the registered reason and its citation. */
async function refused(text: string, sent: Promise<unknown>): Promise<void> {
  try {
    await sent;
  } catch (error) {
    if (!(error instanceof SuyuanError)) throw error;
    say(`✗ ${text}: ${error.code} ${error.details.zh ?? ''} ${dim(String(error.details.citation ?? ''))}`);
    return;
  }
  throw new Error(`${text}: it was not refused`);
}
