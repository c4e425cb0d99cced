import type { ErrorCode } from '@suyuan/schemas';

/** A rule of the consortium in a sentence, and the refusals that keep it. */
export type Rule = { readonly section: string; readonly rule: string; readonly codes: readonly ErrorCode[] };

export type Sentence = (rule: string, ...codes: ErrorCode[]) => Rule;

/** The sentences of a section. */
export const ofSection =
  (section: string): Sentence =>
  (rule, ...codes) => ({ section, rule, codes });
