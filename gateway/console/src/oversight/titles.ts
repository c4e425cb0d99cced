import { titled } from '../words/i18n.ts';

type Named = {
  readonly text?: { readonly label?: string | null } | null;
  readonly asset?: {
    readonly text?: {
      readonly descriptor?: { readonly title?: { zh: string; en?: string | null } | null } | null;
    } | null;
  } | null;
};

export const titleOfAsset = (asset: Named['asset']): string => titled(asset?.text?.descriptor?.title);

/** A release by its asset's title and its own label; empty where the reader is told neither. */
export const nameOfRelease = (release: Named | null | undefined): string =>
  [titleOfAsset(release?.asset), release?.text?.label].filter(Boolean).join(' · ');
