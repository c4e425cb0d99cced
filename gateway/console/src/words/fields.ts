import { en } from './fields-en.ts';
import { zh } from './fields-zh.ts';
import { words } from './i18n.ts';

const useFieldWord = words('fields', zh, en);

/** Says a member's name; one that has no word here is shown as it is. */
export function useField(): (name: string) => string {
  const say = useFieldWord();
  return (name) => say(name as never);
}
