import type { Commands } from '@suyuan/schemas';

type ListingText = Commands['trade:list']['listing'];
type Action = ListingText['terms']['actions'][number];

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

/** What a seller has filled in. */
export type Draft = {
  readonly release: string;
  readonly price: string;
  readonly actions: readonly Action[];
  readonly purposes: string;
  readonly territories: string;
  readonly until: string;
  readonly count: string;
  readonly onward: number;
  readonly notice: number;
};

export const EMPTY: Draft = {
  release: '',
  price: '',
  actions: ['read', 'derive'],
  purposes: '',
  territories: 'CN',
  until: '',
  count: '',
  onward: 0,
  notice: 30,
};

/** Fen of an amount in yuan as people write it; undefined for what is none. */
export function fenOfYuan(text: string): number | undefined {
  const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text.trim().replaceAll(/[,，]/g, ''));
  const fen = match ? Number(`${match[1]}${(match[2] ?? '').padEnd(2, '0')}`) : 0;
  return fen > 0 ? fen : undefined;
}

const listed = (text: string) => [...new Set(text.split(/[,，、\s]+/).filter(Boolean))];

/** The listing that a draft is; undefined while something is missing. A plain sale at a fixed price: nothing else is allowed. */
export function listingOf(draft: Draft, now: Date): ListingText | undefined {
  const fen = fenOfYuan(draft.price);
  if (!fen || !draft.release || draft.actions.length === 0) return undefined;
  const purposes = listed(draft.purposes);
  const territories = listed(draft.territories.toUpperCase());
  return {
    release: draft.release,
    terms: {
      actions: [...draft.actions],
      ...(purposes.length > 0 ? { purposes } : {}),
      ...(territories.length > 0 ? { territories } : {}),
      from: now.toISOString(),
      ...(draft.until ? { until: new Date(`${draft.until}T23:59:59`).toISOString() } : {}),
      ...(draft.count ? { count: Number(draft.count) } : {}),
      onward: draft.onward,
    },
    notice: { amount: draft.notice, unit: 'day' },
    price: { currency: 'CNY', fen },
    sale: { method: 'fixed-price', units: 1, settlement: 'fiat', resale: false, securitised: false, yield: false },
  };
}
