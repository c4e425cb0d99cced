import { useAsk } from '../data/query.ts';
import { TitlesDocument } from '../generated/person.ts';
import { useSession } from '../session/session.ts';
import { titled, useLanguage } from '../words/i18n.ts';

type Signer = { readonly msp: string; readonly entity?: string | null; readonly person: string };

/** Says entities and operators by their names; one that is not known, by its id. */
export function useNames() {
  useLanguage();
  const session = useSession();
  const found = useAsk(TitlesDocument, {}, { when: Boolean(session), still: true }).data;
  const entity = (id: string | null | undefined): string =>
    id ? titled(found?.entities.nodes.find((one) => one.id === id)?.title) || id : '';
  const operator = (msp: string): string => titled(found?.operators.find((one) => one.msp === msp)?.title) || msp;
  /** Who signed: the entity, else the operator, and the person. */
  const signer = ({ msp, entity: of, person }: Signer): string => `${of ? entity(of) : operator(msp)} · ${person}`;
  return { entity, operator, signer };
}

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
