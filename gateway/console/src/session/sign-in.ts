import { ask, query } from '../data/http.ts';
import { setOver } from '../data/over.ts';
import { MeDocument } from '../generated/person.ts';
import { inApi } from '../words/terms.ts';
import { dropKey, keepKey } from './keys.ts';
import { keep, type Session, session, token } from './token.ts';

/** A demonstration's person, whose wallet the gateway keeps. */
export type DemonstrationPerson = {
  readonly person: string;
  readonly name: string;
  readonly title: { readonly zh: string; readonly en?: string };
  readonly operator: string;
  readonly entity: string | null;
  readonly roles: readonly string[];
};

type Opened = { readonly token: string; readonly expiresAt: string; readonly person: Session['person'] };

const upper = (role: string) => inApi(role) as Session['person']['roles'][number];

function opened({ token, expiresAt, person }: Opened, key: Session['key'], title: Session['person']['title']): void {
  setOver(false);
  keep({ token, expiresAt, key, person: { ...person, roles: person.roles.map(upper), title } });
}

export async function demonstrationPeople(): Promise<readonly DemonstrationPerson[]> {
  return ((await ask('/session/demonstration')) as { people: readonly DemonstrationPerson[] }).people;
}

export async function signInDemonstration({ person, title }: DemonstrationPerson): Promise<void> {
  opened((await ask('/session/demonstration', { person })) as Opened, 'wallet', title);
}

/** Opens a `.p12` in this browser, answers the gateway's challenge with its key, and keeps the key for the tab. */
export async function signInWithFile(file: File, password: string): Promise<void> {
  const { fromKey, keyOfPkcs12, signIn } = await import('@suyuan/client');
  const key = await keyOfPkcs12(new Uint8Array(await file.arrayBuffer()), password);
  const client = await signIn(location.origin, fromKey(key));
  await keepKey(client.token, key, client.expiresAt);
  const { me } = await client.query<{ me: Session['person'] & { entity: { id: string } | null } }>(MeDocument);
  opened(
    { token: client.token, expiresAt: client.expiresAt, person: { ...me, entity: me.entity?.id ?? null } },
    'browser',
    { zh: me.name, en: me.name },
  );
}

export async function signOut(): Promise<void> {
  const held = session();
  // The tab forgets the session while the gateway ends it: nothing is asked any more with a token that is over.
  const ended = ask('/session', undefined, 'DELETE').catch(() => undefined);
  keep(undefined);
  if (held?.key === 'browser') await dropKey(held.token);
  await ended;
}

/** Asks whether the session is still good, when the tab is opened again. */
export async function checkSession(): Promise<void> {
  if (token()) await query(MeDocument, {}).catch(() => undefined);
}
