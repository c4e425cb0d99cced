import type { Role } from '../generated/person.ts';

/** Who is signed in at this tab, and by whose key: the gateway's wallet, or one that this browser keeps. */
export type Session = {
  readonly token: string;
  readonly expiresAt: string;
  readonly key: 'wallet' | 'browser';
  readonly person: {
    readonly name: string;
    readonly title: { readonly zh: string; readonly en?: string | null };
    readonly msp: string;
    readonly admin: boolean;
    readonly entity: string | null;
    readonly roles: readonly Role[];
  };
};

const KEPT = 'session';

const read = (): Session | undefined => {
  const text = sessionStorage.getItem(KEPT);
  return text ? (JSON.parse(text) as Session) : undefined;
};

let current = read();
const listeners = new Set<() => void>();

export const session = (): Session | undefined => current;
export const token = (): string | undefined => current?.token;

/** Signs the tab in or out. It is kept for the tab alone, over a reload. */
export function keep(next: Session | undefined): void {
  current = next;
  if (next) sessionStorage.setItem(KEPT, JSON.stringify(next));
  else sessionStorage.removeItem(KEPT);
  for (const listener of listeners) listener();
}

export function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
