import { SuyuanError } from '@suyuan/client/errors';
import { keep, session } from '../session/token.ts';

const OVER = /^(SESSION_INVALID|CERTIFICATE_(EXPIRED|REVOKED|REPLACED))$/;

let over = false;
const listeners = new Set<() => void>();

/** True once a session ended by itself, until somebody signs in or says that it is known. */
export const isOver = (): boolean => over;

export function setOver(next: boolean): void {
  over = next;
  for (const listener of listeners) listener();
}

export function listenOver(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Looks at an error: where it says that the session is over, the tab is signed out and says so. */
export function sessionOver(error: unknown): void {
  if (!(error instanceof SuyuanError) || !OVER.test(error.code) || !session()) return;
  keep(undefined);
  setOver(true);
}
