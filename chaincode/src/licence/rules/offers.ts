import { type Commands, type Offer, refuse } from '@suyuan/schemas';
import type { Source } from '../state.ts';
import { normal } from '../terms.ts';
import { grantorOf, mayCross, mayGrant, mustBe, type Party } from './grant.ts';

type Content = Pick<Commands['licence:offer'], 'terms' | 'notice' | 'route' | 'contract'>;

const contentOf = ({ terms, notice, route, contract }: Content) => ({
  terms: normal(terms),
  notice,
  ...(route ? { route } : {}),
  ...(contract ? { contract } : {}),
});

/** Who may grant offers to everybody whom the terms name, for anyone of them to accept as it stands. */
export function offer(id: string, said: Content, source: Source, by: Party, time: string): Offer {
  const grantor = grantorOf(source, time);
  mustBe(by, grantor);
  const content = contentOf(said);
  mayGrant(source, content.terms, time);
  mayCross(source, content.terms, content.route);
  return {
    schema: 'offer/1',
    id,
    ...source.subject,
    disclosure: source.standing.asset.disclosure,
    grantor,
    version: 1,
    ...content,
    by,
    state: 'open',
    time,
  };
}

export function mustBeOpen(found: Offer): void {
  if (found.state !== 'open') throw refuse('LICENCE_STATE', { id: found.id, state: found.state, allowed: 'open' });
}

/** A changed offer has a new version; what was accepted before stands as it was. */
export function change(found: Offer, said: Content, source: Source, by: Party, time: string): Offer {
  mustBeOpen(found);
  return { ...offer(found.id, said, source, by, time), version: found.version + 1 };
}

/** Who granted, or who would grant it now, withdraws an offer. */
export function withdraw(found: Offer, holder: string, by: Party, time: string): Offer {
  mustBeOpen(found);
  mustBe(by, ...new Set([found.grantor, holder]));
  return { ...found, state: 'withdrawn', by, time };
}
