import { session } from '../session/token.ts';
import type { Draft } from './draft.ts';

/** Of the person who is signed in: who comes after at the same browser finds nothing of it. */
const place = (command: string, search: string) => {
  const { msp, name } = session()?.person ?? { msp: '', name: '' };
  return `act ${msp} ${name} ${command} ${search}`;
};

/** What was filled in before a reload, as long as it was not signed. */
export function keptDraft(command: string, search: string): Draft {
  const text = localStorage.getItem(place(command, search));
  return text === null ? undefined : (JSON.parse(text) as Draft);
}

export const keepDraft = (command: string, search: string, draft: Draft): void =>
  localStorage.setItem(place(command, search), JSON.stringify(draft));

export const dropDraft = (command: string, search: string): void => localStorage.removeItem(place(command, search));
