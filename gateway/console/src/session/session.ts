import { useSyncExternalStore } from 'react';
import type { Role } from '../generated/person.ts';
import { listen, type Session, session } from './token.ts';

/** Who is signed in at this tab. */
export const useSession = (): Session | undefined => useSyncExternalStore(listen, session);

export function useHasRole(...roles: readonly Role[]): boolean {
  return useSession()?.person.roles.some((role) => roles.includes(role)) ?? false;
}
