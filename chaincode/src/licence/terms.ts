import { ACTIONS, CHAIN_DEPTH, type LicenceAction, type Right, type Terms } from '@suyuan/schemas';

/** The constraint that two grants are compared by, or that a use breaks. */
export type Constraint = 'action' | 'purpose' | 'recipient' | 'territory' | 'period' | 'count' | 'onward';

/** One use: the n-th of its grant, by a recipient that the grant reached after so many times of being passed on. */
export type ConcreteUse = {
  readonly action: LicenceAction;
  readonly purpose: string;
  readonly recipient: string;
  readonly territory: string;
  readonly time: string;
  readonly nth: number;
  readonly passedOn: number;
};

const sorted = <T extends string>(list: readonly T[]): T[] => [...new Set(list)].sort();

/** The normal form: lists sorted and without repeats. Of two grants that allow the same uses the texts are the same. */
export function normal(terms: Terms): Terms {
  const { actions, purposes, recipients, territories, ...rest } = terms;
  return {
    ...rest,
    actions: sorted(actions),
    ...(purposes ? { purposes: sorted(purposes) } : {}),
    ...(recipients ? { recipients: sorted(recipients) } : {}),
    ...(territories ? { territories: sorted(territories) } : {}),
  };
}

/** The first constraint that a use breaks; undefined when the grant allows it. */
export function broken(terms: Terms, use: ConcreteUse): Constraint | undefined {
  if (!terms.actions.includes(use.action)) return 'action';
  if (terms.purposes?.includes(use.purpose) === false) return 'purpose';
  if (terms.recipients?.includes(use.recipient) === false) return 'recipient';
  if (terms.territories?.includes(use.territory) === false) return 'territory';
  if (use.time < terms.from || (terms.until !== undefined && use.time > terms.until)) return 'period';
  if (terms.count !== undefined && use.nth > terms.count) return 'count';
  return use.passedOn > terms.onward ? 'onward' : undefined;
}

/** A list, or everything where there is none. */
type Among = readonly string[] | undefined;
/** A greatest value, or no bound where there is none. */
type UpTo<T> = T | undefined;

const subset = (part: Among, whole: Among) => !whole || (part?.every((one) => whole.includes(one)) ?? false);
const atMost = <T extends string | number>(part: UpTo<T>, whole: UpTo<T>) =>
  whole === undefined || (part !== undefined && part <= whole);

/** The first constraint in which a grant is wider than its base; undefined when it lies within it. */
export function wider(grant: Terms, base: Terms): Constraint | undefined {
  if (!subset(grant.actions, base.actions)) return 'action';
  if (!subset(grant.purposes, base.purposes)) return 'purpose';
  if (!subset(grant.recipients, base.recipients)) return 'recipient';
  if (!subset(grant.territories, base.territories)) return 'territory';
  if (grant.from < base.from || !atMost(grant.until, base.until)) return 'period';
  if (!atMost(grant.count, base.count)) return 'count';
  return atMost(grant.onward, base.onward) ? undefined : 'onward';
}

/** True when every use that the grant allows is one that the base allows. */
export const within = (grant: Terms, base: Terms): boolean => wider(grant, base) === undefined;

/** What may be granted under an agreement: its own terms, passed on once; undefined when it may not be. */
export const passedOn = (base: Terms): Terms | undefined =>
  base.onward > 0 ? { ...base, onward: base.onward - 1 } : undefined;

/** A day of a right is one at UTC+8. */
const startOf = (day: string) => new Date(`${day}T00:00:00.000+08:00`).toISOString();
const endOf = (day: string) => new Date(`${day}T23:59:59.999+08:00`).toISOString();

/** True while a right is in force. */
export const inForceAt = ({ from, until }: Pick<Right, 'from' | 'until'>, time: string): boolean =>
  startOf(from) <= time && (until === undefined || time <= endOf(until));

/** What the right to operate an asset lets its holder grant: everything, within its term. */
export function operable({ from, until }: Pick<Right, 'from' | 'until'>): Terms {
  return {
    actions: [...ACTIONS],
    from: startOf(from),
    ...(until === undefined ? {} : { until: endOf(until) }),
    onward: CHAIN_DEPTH - 1,
  };
}
