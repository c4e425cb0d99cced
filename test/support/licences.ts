import type { AnyDocument, Commands, Entity, Terms } from '@suyuan/schemas';
import { digest } from '@suyuan/schemas';
import * as make from '../gateway/support/documents.ts';
import { assetText } from './builders.ts';
import { type Caller, MemoryLedger } from './memory.ts';

export const START = '2026-03-02T02:00:00.000Z';
export const DAY = 86_400_000;
export const { assetId, releaseId, certificateNumber } = make;

/** Licensees beside the holder, all hosted by one operator. */
export const LICENSEES = ['qixiang', 'e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'e7', 'e8', 'abroad'] as const;

export const terms = (change: Partial<Terms> = {}): Terms => ({
  actions: ['read', 'derive'],
  territories: ['CN'],
  from: START,
  onward: 0,
  ...change,
});

export const notice = { amount: 30, unit: 'day' as const };

export const evidence = {
  kind: 'other' as const,
  name: '依据.pdf',
  sha256: digest('evidence'),
  size: 100,
  mediaType: 'application/pdf',
};

export const route = { kind: 'standard-contract' as const, reference: '粤网信备 1', evidence: [evidence] };

type Said<F extends keyof Commands> = Omit<Commands[F], 'commandId'>;

const rights = (holder: string, until?: string) =>
  (['hold', 'process', 'operate'] as const).map((right) => ({
    right,
    holder,
    from: '2026-01-01',
    basis: '自行生产',
    ...(until ? { until } : {}),
  }));

/** A consortium with registered assets of huaxin: 1 and 2 with all rights, 3 without the right to operate. */
export class LicenceWorld {
  readonly ledger: MemoryLedger;
  readonly people = new Map<string, Caller>();
  #beginning: readonly (readonly [string, string])[] = [];

  private constructor(ledger: MemoryLedger) {
    this.ledger = ledger;
  }

  static async create(): Promise<LicenceWorld> {
    const world = new LicenceWorld(new MemoryLedger(START));
    const { ledger } = world;
    await ledger.found();
    for (const id of LICENSEES) {
      world.member(id, id === 'abroad' ? { territory: 'SG' } : {});
      world.people.set(id, await ledger.caller('GroupMSP', `person-of-${id}`, id, ['holder']));
    }
    world.member('huaxin');
    world.people.set('huaxin', await ledger.caller('GroupMSP', 'li-holder', 'huaxin', ['holder']));
    const registry = ['RegistrarMSP', 'zhou-reviewer', 'registry', ['registrar']] as const;
    world.people.set('registry', await ledger.caller(...registry));
    world.people.set('other-registrar', await ledger.caller('RegistrarMSP', 'wu-issuer', 'registry', ['registrar']));
    const regulator = ['RegulatorMSP', 'qian-regulator', 'regulator', ['regulator', 'auditor']] as const;
    world.people.set('regulator', await ledger.caller(...regulator));
    world.people.set('yanjiu', await ledger.caller('GroupMSP', 'xu-analyst', 'yanjiu', ['analyst']));
    for (const n of [1, 2, 3])
      world.asset(n, n === 3 ? [{ right: 'hold', holder: 'huaxin', from: '2026-01-01', basis: '持有' }] : undefined);
    world.#beginning = [...ledger.state];
    return world;
  }

  /** As it was created: nothing licensed yet. */
  reset(): void {
    this.ledger.state.clear();
    for (const [key, value] of this.#beginning) this.ledger.state.set(key, value);
    this.ledger.time = Date.parse(START);
  }

  put({ key, document }: { key: string; document: AnyDocument }): void {
    this.ledger.state.set(key, JSON.stringify(document));
  }

  member(id: string, change: Partial<Entity> = {}): void {
    this.put(make.entity(id, change));
  }

  asset(n: number, held: ReturnType<typeof assetText>['rights'] = rights('huaxin')): void {
    const text = assetText('huaxin', { rights: held });
    this.put(make.asset(n, 'huaxin', { text, certificate: certificateNumber(n) }));
    this.put(make.release(n, 'huaxin'));
    this.put(make.grade(n));
    this.put(make.certificate(n, 'huaxin'));
  }

  who(id: string): Caller {
    const caller = this.people.get(id);
    if (!caller) throw new Error(`nobody is called ${id}`);
    return caller;
  }

  wait(ms: number): void {
    this.ledger.time += ms;
  }

  submit<F extends keyof Commands>(who: string, name: F, command: Said<F> & { commandId?: string }) {
    return this.ledger.submit(this.who(who), name, command);
  }

  async refused<F extends keyof Commands>(who: string, name: F, command: Said<F>) {
    return this.ledger.refusal(this.who(who), name, command);
  }

  /** Offers asset 1, and answers the offer's id. */
  async offer(change: Partial<Said<'licence:offer'>> = {}, who = 'huaxin'): Promise<string> {
    const said = { asset: assetId(1), terms: terms(), notice, ...change };
    return (await this.submit(who, 'licence:offer', said)).subject;
  }

  /** An agreement of a licensee upon an offer of asset 1; answers its id. */
  async agree(
    licensee: string,
    change: Partial<Said<'licence:offer'>> = {},
    division?: { lanes: number; kept: number },
    who = 'huaxin',
  ): Promise<string> {
    const offer = await this.offer(change, who);
    const said = { offer, version: 1, ...(division ? { division } : {}) };
    return (await this.submit(licensee, 'licence:accept', said)).subject;
  }
}
