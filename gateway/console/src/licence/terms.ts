import type { Commands } from '@suyuan/schemas';
import type { Evidence } from '../parts/Attachments.tsx';

type Said = Commands['licence:offer'];
export type Terms = Said['terms'];
type Action = Terms['actions'][number];
type Route = NonNullable<Said['route']>;
/** What an offer, a proposal and a listing say of the licence alike. */
export type Content = Pick<Said, 'terms' | 'notice' | 'route' | 'contract'>;

export const ACTIONS = [
  'read',
  'derive',
  'aggregate',
  'anonymize',
  'compute',
  'display',
  'distribute',
  'execute',
  'extract',
  'index',
  'reproduce',
  'train',
  'transform',
] as const satisfies readonly Action[];

export const ROUTES = [
  'security-assessment',
  'standard-contract',
  'certification',
  'exemption',
] as const satisfies readonly Route['kind'][];

/** What somebody has written down of a licence; what is left empty constrains nothing. */
export type TermsDraft = {
  readonly actions: readonly Action[];
  readonly purposes: string;
  readonly recipients: readonly string[];
  readonly territories: string;
  readonly until: string;
  readonly count: string;
  readonly onward: number;
  readonly notice: Content['notice'];
  readonly route: Route['kind'] | '';
  readonly reference: string;
  readonly papers: readonly Evidence[];
  readonly contract: readonly Evidence[];
};

export const NO_TERMS: TermsDraft = {
  actions: ['read', 'derive'],
  purposes: '',
  recipients: [],
  territories: 'CN',
  until: '',
  count: '',
  onward: 0,
  notice: { amount: 30, unit: 'day' },
  route: '',
  reference: '',
  papers: [],
  contract: [],
};

const PURPOSE = /^[a-z][a-z0-9-]{1,48}$/;
const TERRITORY = /^[A-Z]{2}$/;

const listed = (text: string) => [...new Set(text.split(/[,，、\s]+/).filter(Boolean))];
export const purposesOf = ({ purposes }: Pick<TermsDraft, 'purposes'>) => listed(purposes);
export const territoriesOf = ({ territories }: Pick<TermsDraft, 'territories'>) => listed(territories.toUpperCase());

/** Codes that are none, so that a form can say which. */
export const strangersIn = (draft: Pick<TermsDraft, 'purposes' | 'territories'>) => ({
  purposes: purposesOf(draft).filter((code) => !PURPOSE.test(code)),
  territories: territoriesOf(draft).filter((code) => !TERRITORY.test(code)),
});

function routeOf({ route, reference, papers }: TermsDraft): Route | undefined {
  if (!route) return undefined;
  return { kind: route, reference: reference.trim(), evidence: [...papers] };
}

/** Whether a draft can be sent: something is licensed, every code is one, and a route that was begun is whole. */
function isWhole(draft: TermsDraft): boolean {
  const strangers = strangersIn(draft);
  const route = !draft.route || (draft.reference.trim() !== '' && draft.papers.length > 0);
  return draft.actions.length > 0 && strangers.purposes.length === 0 && strangers.territories.length === 0 && route;
}

/** The end of a day of the writer's own zone. */
const endOf = (day: string) => new Date(`${day}T23:59:59`).toISOString();

/** What a draft says of the licence; undefined while something is missing. */
export function contentOf(draft: TermsDraft, from: Date): Content | undefined {
  if (!isWhole(draft)) return undefined;
  const purposes = purposesOf(draft);
  const territories = territoriesOf(draft);
  const route = routeOf(draft);
  const [contract] = draft.contract;
  return {
    terms: {
      actions: [...draft.actions],
      ...(purposes.length > 0 ? { purposes } : {}),
      ...(draft.recipients.length > 0 ? { recipients: [...draft.recipients] } : {}),
      ...(territories.length > 0 ? { territories } : {}),
      from: from.toISOString(),
      ...(draft.until ? { until: endOf(draft.until) } : {}),
      ...(draft.count ? { count: Number(draft.count) } : {}),
      onward: draft.onward,
    },
    notice: draft.notice,
    ...(route ? { route } : {}),
    ...(contract ? { contract } : {}),
  };
}

type Granted = {
  readonly actions: readonly string[];
  readonly purposes?: readonly string[] | null;
  readonly recipients?: readonly string[] | null;
  readonly territories?: readonly string[] | null;
  readonly until?: string | null;
  readonly count?: number | null;
  readonly onward: number;
};

/** A day of the reader's own zone, as a date field has it. */
const dayOf = (time: string) => {
  const at = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
};

/** `WORKING_DAY` of the API is `workingDay` on the ledger. */
const ledgerUnit = (unit: string) =>
  unit.toLowerCase().replace(/_(\w)/, (_, letter: string) => letter.toUpperCase()) as Content['notice']['unit'];

/** The draft that terms of the API are, so that they can be changed. */
export function draftOf(terms: Granted, notice: { readonly amount: number; readonly unit: string }): TermsDraft {
  return {
    ...NO_TERMS,
    actions: terms.actions.map((action) => action.toLowerCase() as Action),
    purposes: terms.purposes?.join(', ') ?? '',
    recipients: terms.recipients ?? [],
    territories: terms.territories?.join(', ') ?? '',
    until: terms.until ? dayOf(terms.until) : '',
    count: terms.count ? String(terms.count) : '',
    onward: terms.onward,
    notice: { amount: notice.amount, unit: ledgerUnit(notice.unit) },
  };
}
