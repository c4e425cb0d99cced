import { assetFields, commitPublic } from '@suyuan/schemas';
import type { WordsFragment } from '../generated/case.ts';

/** What the check found of one field. */
export type Checked = { readonly field: string; readonly found: 'same' | 'other' | 'hidden' };

const HEADS: Readonly<Record<string, string>> = {
  UNDER_10K: 'under-10k',
  FROM_10K_TO_100K: '10k-100k',
  FROM_100K_TO_1M: '100k-1m',
  OVER_1M: 'over-1m',
};

/** Members whose values are the ledger's words, which the API says in capitals. */
const WORDS = new Set(['kind', 'form', 'updateFrequency', 'type', 'legalBasis', 'grade', 'sourceBasis', 'right']);

/** A value of the API in the ledger's own form: its words in small letters, what is null left out. */
function ledgerForm(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => ledgerForm(item));
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== null);
    return Object.fromEntries(members.map(([key, member]) => [key, ledgerForm(member, key)]));
  }
  if (typeof value !== 'string') return value;
  if (name === 'heads') return HEADS[value] ?? value;
  return WORDS.has(name) ? value.toLowerCase().replaceAll('_', '-') : value;
}

/**
 * Works the commitments of a text out again, with the public salts that follow from `committedIn`, and compares each with
 * the certificate's.
 */
export function checkText(
  text: WordsFragment,
  commitments: Readonly<Record<string, string>>,
  committedIn: string,
): readonly Checked[] {
  const fields = assetFields(ledgerForm(text) as Parameters<typeof assetFields>[0]);
  const again = commitPublic(fields, committedIn);
  return Object.entries(commitments).map(([field, commitment]) => {
    const mine = again[field];
    return { field, found: mine === undefined ? 'hidden' : mine === commitment ? 'same' : 'other' };
  });
}
