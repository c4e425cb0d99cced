/** One place where two texts differ. */
export type Difference = { readonly path: readonly string[]; readonly before: unknown; readonly now: unknown };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Where two values differ, member by member; what is equal is left out. */
export function differences(before: unknown, now: unknown, path: readonly string[] = []): Difference[] {
  if (Object.is(before, now)) return [];
  if (!isObject(before) || !isObject(now)) return [{ path, before, now }];
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return names.flatMap((name) => differences(before[name], now[name], [...path, name]));
}
