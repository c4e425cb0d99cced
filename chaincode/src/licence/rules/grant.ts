import {
  type Actor,
  type Agreement,
  type Asset,
  agreementStateAt,
  CHAIN_DEPTH,
  type Entity,
  effectOnAgreement,
  type Right,
  type Route,
  refuse,
  rightsOf,
  seatOf,
  type Terms,
} from '@suyuan/schemas';
import { stricter } from '../../grading/rules.ts';
import { conditionsOf, mustCirculate } from '../../standing/rules.ts';
import type { Source } from '../state.ts';
import { inForceAt, operable, passedOn, wider } from '../terms.ts';

export type Party = Actor & { entity: string };

const FIELDS = {
  action: 'terms.actions',
  purpose: 'terms.purposes',
  recipient: 'terms.recipients',
  territory: 'terms.territories',
  period: 'terms.until',
  count: 'terms.count',
  onward: 'terms.onward',
} as const;

/** The right to operate an asset: what lets its holder license it. */
export function rightToOperate(asset: Asset): Right | undefined {
  const rights = rightsOf(asset);
  if (!rights) throw refuse('LICENCE_UNREADABLE', { asset: asset.id }, 'asset');
  return rights.find(({ right }) => right === 'operate');
}

/** Who grants what an agreement says, now: a transfer passes an agreement on to the asset's new holder. */
export function grantorNow(agreement: Pick<Agreement, 'grantor' | 'under'>, asset: Asset): string {
  return agreement.under ? agreement.grantor : (rightToOperate(asset)?.holder ?? asset.entity);
}

/** Who may grant: the licensee of the agreement that it is made under, or who has the right to operate in force. */
export function grantorOf({ chain, standing: { asset } }: Source, time: string): string {
  if (chain[0]) return chain[0].licensee;
  const right = rightToOperate(asset);
  if (!right || !inForceAt(right, time)) {
    throw refuse('LICENCE_RIGHT', { asset: asset.id, holder: right?.holder ?? '–' }, 'asset');
  }
  return right.holder;
}

/** Everything that a grant rests on is in force: point reads of at most eight status keys, no search. */
function chainStands({ chain, standing }: Source, time: string): void {
  for (const link of chain) {
    const { effect } = effectOnAgreement(link, standing.certificate, conditionsOf(standing, time));
    const state = effect === 'ends' ? 'terminated' : agreementStateAt(link, time);
    if (state !== 'concluded') {
      throw refuse('LICENCE_STATE', { id: link.id, state, allowed: 'concluded' }, 'under');
    }
  }
}

function onSubject({ subject, chain, standing: { asset } }: Source): void {
  const [base] = chain;
  if (!base) return;
  if (base.asset !== asset.id) throw refuse('LICENCE_SUBJECT', { base: base.id }, 'asset');
  if (base.release && base.release !== subject.release) {
    throw refuse('LICENCE_SUBJECT', { base: base.id }, 'release');
  }
}

/** What a grant must lie within: the agreement that it rests on, passed on once, or the right to operate. */
function baseOf({ chain, standing: { asset } }: Source): { id: string; terms: Terms } {
  const [base] = chain;
  if (base) {
    const terms = passedOn(base.terms);
    if (!terms) throw refuse('LICENCE_ONWARD', { agreement: base.id }, 'under');
    return { id: base.id, terms };
  }
  const right = rightToOperate(asset);
  if (!right) throw refuse('LICENCE_RIGHT', { asset: asset.id, holder: '–' }, 'asset');
  return { id: asset.id, terms: operable(right) };
}

/** Refuses a period that is empty or over. */
export function mustLast({ from, until }: Terms, time: string): void {
  if (until !== undefined && (until <= from || until <= time)) {
    throw refuse('LICENCE_TERMS', { from, until }, 'terms.until');
  }
}

/** Refuses terms that may not be granted now: of what may not circulate, or wider than what they rest on. */
export function mayGrant(source: Source, terms: Terms, time: string, about = 'asset'): void {
  const { chain, standing } = source;
  onSubject(source);
  mustCirculate(standing, time, chain[0]?.grade ?? standing.asset.gradeFloor, about);
  chainStands(source, time);
  if (chain.length >= CHAIN_DEPTH) throw refuse('LICENCE_DEPTH', { limit: CHAIN_DEPTH }, 'under');
  mustLast(terms, time);
  const base = baseOf(source);
  const constraint = wider(terms, base.terms);
  if (constraint) throw refuse('LICENCE_WIDER', { base: base.id, constraint }, FIELDS[constraint]);
}

/** Where data would go beyond the territory of the asset's holder; undefined when it stays. */
function abroad(home: Entity, terms: Terms, licensee: Entity | undefined): string | undefined {
  const seat = seatOf(home);
  if (!terms.territories) return '*';
  const places = [...(licensee ? [seatOf(licensee)] : []), ...terms.territories];
  return places.find((place) => place !== seat);
}

/** Data that leave the territory of their holder need a named route with its evidence. */
export function mayCross({ home }: Source, terms: Terms, route: Route | undefined, licensee?: Entity): void {
  const to = abroad(home, terms, licensee);
  if (to !== undefined && !route) throw refuse('LICENCE_ROUTE', { from: seatOf(home), to }, 'route');
}

/** Refuses a licensee that the terms do not name, that is not cleared for the data, or that grants to itself. */
export function mayReceive(source: Source, terms: Terms, grantor: string, licensee: Entity): void {
  if (grantor === licensee.id) throw refuse('LICENCE_SELF', {}, 'licensee');
  if (terms.recipients?.includes(licensee.id) === false) {
    throw refuse('LICENCE_RECIPIENT', { entity: licensee.id }, 'terms.recipients');
  }
  const { grade } = source.standing;
  const { clearance } = licensee;
  if (stricter(grade, clearance)) {
    throw refuse('LICENCE_CLEARANCE', { grade, entity: licensee.id, clearance }, 'licensee');
  }
}

/** Refuses whoever is not the entity that acts here. */
export function mustBe(by: Party, ...entities: string[]): void {
  if (!entities.includes(by.entity)) throw refuse('LICENCE_PARTY', { entity: entities.join(' / ') });
}
