import { titled } from '../words/i18n.ts';

type Title = { readonly zh: string; readonly en?: string };
type Content = {
  readonly entity?: string | { readonly id: string; readonly title?: Title };
  readonly title?: Title;
  readonly msp?: string;
  readonly silent?: string;
  readonly profile?: { readonly id: string; readonly title?: Title };
};

/** Whom or what a proposal is about, in a word. */
export function subjectOf(content: unknown): string {
  const { entity, title, msp, silent, profile } = content as Content;
  if (title) return titled(title);
  if (typeof entity === 'string') return entity;
  return titled(entity?.title) || titled(profile?.title) || (entity?.id ?? profile?.id ?? msp ?? silent ?? '');
}
