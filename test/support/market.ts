import {
  agreementOf,
  type BankCommand,
  type BankMessage,
  type CommandName,
  digest,
  type Listing,
  type Order,
  type Outcome,
  type Payment,
} from '@suyuan/schemas';
import { assetText, initial, releaseText } from './builders.ts';
import { type Caller, MemoryLedger } from './memory.ts';
import { bankMessage, listingText } from './trade.ts';

const DAY = 86_400_000;
type Step = (name: CommandName, command: object) => Promise<Outcome>;

/** The people of a market on a ledger in memory, and the steps of a sale. */
export class Market {
  readonly ledger = new MemoryLedger();
  release = '';
  asset = '';
  files: string[] = [];

  caller(name: keyof typeof PEOPLE): Promise<Caller> {
    const [msp, person, entity, role] = PEOPLE[name];
    return this.ledger.caller(msp, person, entity, [role]);
  }

  as(name: keyof typeof PEOPLE): Step {
    return async (command, said) => this.ledger.submit(await this.caller(name), command, said);
  }

  async refusal(name: keyof typeof PEOPLE, command: CommandName, said: object): Promise<string> {
    return (await this.ledger.refusal(await this.caller(name), command, said)).code;
  }

  wait(days: number): void {
    this.ledger.time += days * DAY;
  }

  order = (id: string): Order => this.ledger.read<Order>(`order/${id}`);
  payment = (id: string): Payment => this.ledger.read<Payment>(`payment/${id}`);

  /** A founded consortium with a buyer, two banks with accounts, and a registered asset that its holder may sell. */
  async open(): Promise<void> {
    await this.ledger.found();
    await this.enter('qixiang');
    for (const [bank, number] of [
      ['bank', '6222-bank'],
      ['reserve', '6222-reserve'],
    ] as const) {
      const account = { number, name: '数据交易资金监管专户', agent: { cnaps: '105100000017' } };
      await this.as(bank)('trade:openAccount', { account });
    }
    Object.assign(this, await this.registered());
  }

  private async enter(id: string): Promise<void> {
    const { ledger } = this;
    const entity = { id, title: { zh: id }, host: 'GroupMSP', roles: ['holder'], clearance: 'general' };
    const expiresAt = new Date(ledger.time + DAY).toISOString();
    const admin = await ledger.admin('GroupMSP');
    const content = { kind: 'enter', entity };
    const { subject: proposal } = await ledger.submit(admin, 'membership:propose', { content, expiresAt });
    for (const msp of ['RegistrarMSP', 'ExchangeMSP', 'GroupMSP']) {
      await ledger.submit(await ledger.admin(msp), 'membership:vote', { proposal, inFavour: true });
    }
    await ledger.submit(admin, 'membership:enact', { proposal });
  }

  /** Registers an asset under the profile `general`, with the right to operate; answers asset, release and files. */
  async registered(rights: readonly ('hold' | 'operate')[] = ['hold', 'operate']) {
    const files = ['one.csv', 'two.csv'].map((name) => digest(`${name} ${this.ledger.time}`));
    const basis = '自主采集';
    const application = initial('huaxin', 'one.csv', {
      asset: assetText('huaxin', {
        rights: rights.map((right) => ({ right, holder: 'huaxin', from: '2026-01-01', basis })),
      }),
      release: releaseText('one.csv', {
        distributions: files.map((sha256, n) => ({ name: `${n}.csv`, mediaType: 'text/csv', size: 10, sha256 })),
      }),
    });
    const profile = { id: 'general', version: 1 };
    const submitted = await this.as('seller')('registration:submit', { profile, registrar: 'registry', application });
    const on = { case: submitted.subject };
    const documents = application.evidence.map(({ sha256 }) => sha256);
    await this.as('lin')('registration:receipt', { ...on, documents });
    await this.as('lin')('registration:accept', on);
    await this.as('zhou')('registration:review', on);
    await this.as('zhou')('registration:openPublicity', on);
    this.wait(15);
    const { asset = '', release = '' } = await this.as('wu')('registration:issue', on);
    return { asset, release, files };
  }

  async listed(): Promise<Listing> {
    const listing = listingText({ release: this.release });
    const { subject } = await this.as('seller')('trade:list', { listing });
    return this.ledger.read<Listing>(`listing/${subject}`);
  }

  orderOn = (listing: Listing, buyer = 'qixiang') => ({
    listing: listing.id,
    version: listing.version,
    exchange: 'exchange',
    agreement: agreementOf(listing, buyer),
    salt: 'ab'.repeat(16),
  });

  async report(id: string, command: BankCommand, n = 1, bank: 'bank' | 'reserve' = 'bank'): Promise<Outcome> {
    return this.as(bank)(command, { order: id, message: this.message(id, command, n) });
  }

  message(id: string, command: BankCommand, n = 1): BankMessage {
    return bankMessage(this.order(id), command.slice('trade:'.length) as 'secure', n);
  }

  /** The story of a sale, up to the state that is asked for; answers the order's id. */
  async upTo(state: Order['state'], listing?: Listing): Promise<string> {
    const { subject: id } = await this.as('buyer')('trade:order', this.orderOn(listing ?? (await this.listed())));
    const steps: readonly (() => Promise<Outcome>)[] = [
      () => this.as('exchange')('trade:match', { order: id, bank: 'custody-bank' }),
      () => {
        const instruction = { messageId: 'PAIN-1', sha256: digest('pain') };
        return this.as('buyer')('trade:instruct', { order: id, instruction });
      },
      () => this.report(id, 'trade:secure'),
      () => {
        const { agreement } = this.order(id);
        return this.as('seller')('trade:deliver', { order: id, agreement, digests: this.files });
      },
      () => this.as('buyer')('trade:receive', { order: id, digests: this.files }),
      () => this.report(id, 'trade:payOut'),
      () => this.as('exchange')('trade:settle', this.certified(id)),
    ];
    for (const step of steps) {
      if (this.order(id).state === state) break;
      await step();
    }
    if (this.order(id).state !== state) throw new Error(`the story has no ${state}`);
    return id;
  }

  /** What the exchange certifies of an order. */
  certified(id: string) {
    const { messageId, sha256 } = { messageId: 'BANK-payOut-1', sha256: digest('BANK-payOut-1') };
    const { agreement } = this.order(id);
    return { order: id, agreement, delivery: this.files, payOut: { messageId, sha256 } };
  }
}

const PEOPLE = {
  seller: ['GroupMSP', 'li-holder', 'huaxin', 'holder'],
  buyer: ['GroupMSP', 'wang-hosted', 'qixiang', 'holder'],
  exchange: ['ExchangeMSP', 'zhao-exchange', 'exchange', 'exchange'],
  bank: ['ExchangeMSP', 'tang-bank', 'custody-bank', 'bank'],
  reserve: ['RegistrarMSP', 'jin-reserve', 'reserve-bank', 'bank'],
  arbiter: ['RegulatorMSP', 'sun-arbiter', 'arbitration', 'arbiter'],
  regulator: ['RegulatorMSP', 'qian-regulator', 'regulator', 'regulator'],
  stranger: ['GroupMSP', 'xu-analyst', 'yanjiu', 'analyst'],
  lin: ['RegistrarMSP', 'lin-acceptor', 'registry', 'registrar'],
  zhou: ['RegistrarMSP', 'zhou-reviewer', 'registry', 'registrar'],
  wu: ['RegistrarMSP', 'wu-issuer', 'registry', 'registrar'],
} as const;
