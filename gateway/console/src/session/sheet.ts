/** What is about to be signed: a command by its name, as decoded from the bytes. */
export type About = { readonly function: string; readonly command: object };

/** One that waits for its person's yes or no. `many` are other commands of the same name that the yes is for, too. */
export type Pending = {
  readonly about: About;
  readonly many: number;
  readonly key: 'wallet' | 'browser';
  readonly answer: (yes: boolean) => void;
};

/** The person looked at the sheet and said no: nothing was signed. */
export class Declined extends Error {
  override readonly name = 'Declined';
}

let pending: Pending | undefined;
const listeners = new Set<() => void>();

function say(next: Pending | undefined): void {
  pending = next;
  for (const listener of listeners) listener();
}

export const waiting = (): Pending | undefined => pending;

export function listenSheet(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Shows the sheet; resolves when the person agrees, throws Declined when not. */
export async function agreeTo(about: About, key: Pending['key'], many = 1): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  say({ about, many, key, answer: resolve });
  const yes = await promise;
  say(undefined);
  if (!yes) throw new Declined('Nothing was signed');
}
