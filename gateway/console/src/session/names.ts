import { useAsk } from '../data/query.ts';
import { TitlesDocument } from '../generated/person.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { useSession } from './session.ts';

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
