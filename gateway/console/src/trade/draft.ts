import type { Commands } from '@suyuan/schemas';
import { contentOf, NO_TERMS, type TermsDraft } from '../licence/terms.ts';

type ListingText = Commands['trade:list']['listing'];

/** What a seller has filled in. */
export type Draft = TermsDraft & { readonly release: string; readonly price: string };

export const EMPTY: Draft = { ...NO_TERMS, release: '', price: '' };

/** Fen of an amount in yuan as people write it; undefined for what is none. */
export function fenOfYuan(text: string): number | undefined {
  const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text.trim().replaceAll(/[,，]/g, ''));
  const fen = match ? Number(`${match[1]}${(match[2] ?? '').padEnd(2, '0')}`) : 0;
  return fen > 0 ? fen : undefined;
}

/** The listing that a draft is; undefined while something is missing. A plain sale at a fixed price: nothing else is allowed. */
export function listingOf(draft: Draft, now: Date): ListingText | undefined {
  const fen = fenOfYuan(draft.price);
  const content = contentOf(draft, now);
  if (!fen || !draft.release || !content) return undefined;
  return {
    release: draft.release,
    ...content,
    price: { currency: 'CNY', fen },
    sale: { method: 'fixed-price', units: 1, settlement: 'fiat', resale: false, securitised: false, yield: false },
  };
}
