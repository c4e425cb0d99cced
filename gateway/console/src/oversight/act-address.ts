import type { CommandName } from '@suyuan/schemas';

/** What is known of a command before a person fills in the rest. */
export type Known = Readonly<Record<string, string | number | readonly string[]>>;

/** The form of a command, filled in with what is known; a list says its name again and again. */
export function actAddress(command: CommandName, known: Known = {}): string {
  const said = new URLSearchParams();
  for (const [name, value] of Object.entries(known))
    for (const each of Array.isArray(value) ? value : [value]) said.append(name, String(each));
  const text = said.toString();
  return `/act/${command}${text ? `?${text}` : ''}`;
}
