type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

function pick(tree: Tree, path: readonly string[]): Tree {
  const [head, ...rest] = path;
  if (head === undefined || !(head in tree)) return {};
  const value = tree[head];
  if (rest.length === 0) return { [head]: value };
  return isTree(value) ? { [head]: pick(value, rest) } : {};
}

function merge(a: Tree, b: Tree): Tree {
  const merged: Record<string, unknown> = { ...a };
  for (const [name, value] of Object.entries(b)) {
    const before = merged[name];
    merged[name] = isTree(before) && isTree(value) ? merge(before, value) : value;
  }
  return merged;
}

/**
 * The part of a text that a profile makes public. Paths are relative to an application's asset, such as
 * `descriptor.title`; a leading `asset.` or `release.` names the part of the application.
 */
export function publicPart<T extends object>(text: T, publicFields: readonly string[], prefix: string): Partial<T> {
  const paths = publicFields.map((field) => field.split('.')).map((p) => (p[0] === prefix ? p.slice(1) : p));
  return paths.reduce<Tree>((found, path) => merge(found, pick(text as Tree, path)), {}) as Partial<T>;
}
