/** One place where two texts differ. */
export type Difference = { readonly path: readonly string[]; readonly before: unknown; readonly now: unknown };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isPlain = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.every((item) => !isObject(item));

const KEYS = ['name', 'right', 'reference', 'sha256'] as const;

/** Before a member that is named by what it is, not by its place. */
export const BY_NAME = '=';

/** A list whose items have a name of their own, by that name: what is taken away does not shift what follows. */
function byName(list: readonly unknown[]): Readonly<Record<string, unknown>> | undefined {
  const key = KEYS.find((one) => list.every((item) => isObject(item) && typeof item[one] === 'string'));
  if (!key || list.length === 0) return undefined;
  const named = list.map((item) => [`${BY_NAME}${(item as Record<string, string>)[key]}`, item] as const);
  const all = Object.fromEntries(named);
  return Object.keys(all).length === list.length ? all : undefined;
}

const membersOf = (value: Readonly<Record<string, unknown>>) =>
  Array.isArray(value) ? (byName(value) ?? (value.length === 0 ? {} : value)) : value;

/** Where two values differ, member by member; what is equal is left out. A list of words is one place. */
export function differences(before: unknown, now: unknown, path: readonly string[] = []): Difference[] {
  if (Object.is(before, now)) return [];
  if (!isObject(before) || !isObject(now)) return [{ path, before, now }];
  if (isPlain(before) && isPlain(now) && before.length + now.length > 0) {
    return JSON.stringify(before) === JSON.stringify(now) ? [] : [{ path, before, now }];
  }
  const [then, here] = [membersOf(before), membersOf(now)];
  const names = [...new Set([...Object.keys(then), ...Object.keys(here)])];
  return names.flatMap((name) => differences(then[name as never], here[name as never], [...path, name]));
}
