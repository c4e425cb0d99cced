import type { CaseFilter, CaseState, CaseType } from '../generated/desk.ts';
import type { Asked } from './queue.ts';

export const OPEN = ['SUBMITTED', 'RETURNED', 'ACCEPTED', 'IN_REVIEW', 'IN_PUBLICITY', 'OBJECTED', 'APPEALED'] as const;
export const OVER = ['ISSUED', 'REFUSED', 'WITHDRAWN', 'LAPSED', 'UPHELD'] as const;
export const TABS = ['mine', 'open', 'over'] as const;
export const TYPES = [
  'INITIAL',
  'CHANGE',
  'CORRECTION',
  'RENEWAL',
  'TRANSFER',
  'DEREGISTRATION',
] as const satisfies readonly CaseType[];
/** Days until the deadline; 0 is what is overdue. */
export const DUE = ['0', '1', '3', '7'] as const;

const DAY_MS = 86_400_000;

export type Which = (typeof TABS)[number];

const one = <T extends string>(of: readonly T[], value: string | null) =>
  of.find((each) => each === value?.toUpperCase());

/** What the address says of the queue. */
export function choiceOf(search: URLSearchParams) {
  const which = TABS.find((tab) => tab === search.get('show')) ?? 'mine';
  const states: readonly CaseState[] = which === 'over' ? OVER : OPEN;
  return {
    which,
    states,
    state: one(states, search.get('state')),
    type: one(TYPES, search.get('type')),
    due: which === 'over' ? undefined : DUE.find((days) => days === search.get('due')),
  };
}

export type Choice = ReturnType<typeof choiceOf>;

/** The question for the gateway: open cases by nearest deadline, decided ones by the newest. */
export function askedOf(choice: Choice, entity: string, registrar: boolean, now: number): Asked {
  const { which, states, state, type, due } = choice;
  const of: CaseFilter = which === 'mine' ? { next: entity } : { [registrar ? 'registrar' : 'applicant']: entity };
  const kept = state ? [state] : which === 'mine' ? undefined : [...states];
  return {
    filter: {
      ...of,
      ...(kept ? { state: kept } : {}),
      ...(type ? { type: [type] } : {}),
      ...(due === undefined ? {} : { deadlineUntil: new Date(now + Number(due) * DAY_MS).toISOString() }),
    },
    sort: which === 'over' ? { by: 'TIME', direction: 'DESCENDING' } : { by: 'DEADLINE', direction: 'ASCENDING' },
  };
}
