import type { Asset } from '@suyuan/schemas';
import { termsOf } from './terms.ts';

/** Parts of an asset's text that are searched, with the path by which a profile makes them public and their weight. */
export const PARTS = {
  title: { path: 'descriptor.title', weight: 8 },
  keywords: { path: 'descriptor.keywords', weight: 4 },
  abstract: { path: 'descriptor.abstract', weight: 2 },
  fields: { path: 'descriptor.fields', weight: 1 },
} as const;
export type Part = keyof typeof PARTS;

/** Facets, and the path by which a profile makes them public; undefined: who sees the asset sees it. */
export const FACETS = {
  subject: 'descriptor.subject',
  kind: 'kind',
  grade: undefined,
  entity: undefined,
  rights: 'rights',
  source: 'sourceBasis',
  frequency: 'descriptor.updateFrequency',
} as const;
export type Facet = keyof typeof FACETS;

export type PartTerms = { readonly [P in Part]: readonly string[] };

/** Terms of each part of a text. */
export function partTerms({ descriptor }: NonNullable<Asset['text']>): PartTerms {
  const { title, keywords, abstract, fields } = descriptor;
  return {
    title: termsOf(title.zh, title.en),
    keywords: termsOf(...keywords),
    abstract: termsOf(abstract.zh, abstract.en),
    fields: termsOf(...fields.flatMap((field) => [field.name, field.title])),
  };
}
