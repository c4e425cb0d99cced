import { kindOf, type Schema, shapesOf } from './schema.ts';

/**
 * What a form holds of one member: as the command will have it, less what is still missing. Of a choice between shapes
 * also which one.
 */
export type Draft = unknown;
export type Group = Readonly<Record<string, Draft>>;
export type Variant = { readonly shape: number; readonly of: Draft };

/** What keeps a command from being signed, and where. */
export type Problem = {
  readonly path: string;
  readonly rule: 'missing' | 'shape' | 'few' | 'many' | 'range';
};

export type Written = { readonly value: unknown; readonly problems: readonly Problem[] };

const NOTHING: Written = { value: undefined, problems: [] };

export const groupOf = (draft: Draft): Group =>
  typeof draft === 'object' && draft !== null && !Array.isArray(draft) ? (draft as Group) : {};
export const listOf = (draft: Draft): readonly Draft[] => (Array.isArray(draft) ? draft : []);
export const variantOf = (draft: Draft): Variant => {
  const { shape, of } = groupOf(draft);
  return { shape: typeof shape === 'number' ? shape : 0, of };
};

function text(schema: Schema, draft: Draft, path: string): Written {
  const bare = typeof draft === 'string' ? draft.replaceAll('\r\n', '\n').trim() : '';
  if (!bare) return NOTHING;
  // PEM ends with the end of a line, which pasting often loses.
  const said = schema.pattern?.endsWith('\\n$') ? `${bare}\n` : bare;
  const shapes = schema.anyOf ?? [schema];
  const fits = shapes.some(
    ({ pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY }) =>
      (!pattern || new RegExp(pattern).test(said)) && said.length >= minLength && said.length <= maxLength,
  );
  return { value: said, problems: fits ? [] : [{ path, rule: 'shape' }] };
}

function number({ minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: Schema, draft: Draft, path: string): Written {
  if (typeof draft !== 'number') return NOTHING;
  const fits = Number.isSafeInteger(draft) && draft >= minimum && draft <= maximum;
  return { value: draft, problems: fits ? [] : [{ path, rule: 'range' }] };
}

function list(schema: Schema, draft: Draft, path: string): Written {
  const { items = {}, minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  const all = listOf(draft).map((item, n) => written(items, item, `${path}.${n}`));
  const value = all.map((one) => one.value).filter((one) => one !== undefined);
  const problems = all.flatMap((one) => one.problems);
  if (value.length > maxItems) return { value, problems: [...problems, { path, rule: 'many' }] };
  if (value.length < minItems) return { value, problems: [...problems, { path, rule: 'few' }] };
  return { value, problems };
}

/** A group in which nothing was filled in is not there; one that was begun needs all that it requires. */
function group(schema: Schema, draft: Draft, path: string, whole: boolean): Written {
  const held = groupOf(draft);
  const members = Object.entries(schema.properties ?? {}).map(([name, member]) => {
    const required = schema.required?.includes(name) ?? false;
    const at = `${path}.${name}`;
    return { name, at, required, schema: member, ...written(member, held[name], at) };
  });
  const said = members.filter(({ value, schema: its }) => value !== undefined && !isEmptyList(its, value));
  const begun = said.some(({ schema: its }) => kindOf(its) !== 'fixed');
  if (!whole && !begun) return NOTHING;
  const kept = members.filter((one) => said.includes(one) || (one.required && one.value !== undefined));
  const missing = members.filter(({ required, value }) => required && value === undefined);
  return {
    value: Object.fromEntries(kept.map(({ name, value }) => [name, value])),
    problems: [
      ...members.flatMap((one) => (one.required || said.includes(one) ? one.problems : [])),
      ...missing
        .filter(({ problems }) => problems.length === 0)
        .map(({ at }) => ({ path: at, rule: 'missing' as const })),
    ],
  };
}

const isEmptyList = (schema: Schema, value: unknown) =>
  schema.type === 'array' && Array.isArray(value) && value.length === 0;

/** What a draft comes to as a part of a command, and what is wrong with it. `path` begins with a dot; it is '' for the command. */
export function written(schema: Schema, draft: Draft, path = '', whole = path === ''): Written {
  switch (kindOf(schema)) {
    case 'fixed':
      return { value: schema.const, problems: [] };
    case 'variant': {
      const { shape, of } = variantOf(draft);
      const chosen = shapesOf(schema)[shape];
      return chosen ? group(chosen, of, path, whole) : NOTHING;
    }
    case 'group':
      return group(schema, draft, path, whole);
    case 'papers':
    case 'list':
    case 'choices':
      return list(schema, draft, path);
    case 'paper':
      return draft === undefined || draft === null ? NOTHING : { value: draft, problems: [] };
    case 'number':
      return number(schema, draft, path);
    case 'switch':
      return typeof draft === 'boolean' ? { value: draft, problems: [] } : NOTHING;
    case 'choice':
      return schema.enum?.includes(draft as string) ? { value: draft, problems: [] } : NOTHING;
    default:
      return text(schema, draft, path);
  }
}

/** A draft of what an address says: `?certificate=…`, members of members by dots, lists by saying a name again. */
export function prefilled(schema: Schema, said: readonly (readonly [string, string])[]): Draft {
  const own = said.filter(([name]) => name === '').map(([, value]) => value);
  const inside = (name: string) =>
    said.flatMap(([path, value]) => {
      if (path === name) return [['', value] as const];
      return path.startsWith(`${name}.`) ? [[path.slice(name.length + 1), value] as const] : [];
    });
  switch (kindOf(schema)) {
    case 'variant': {
      const shapes = shapesOf(schema);
      const names = said.map(([path]) => path.split('.')[0] ?? '');
      const shape = Math.max(
        0,
        shapes.findIndex(({ properties = {} }) => names.some((name) => name in properties)),
      );
      return { shape, of: prefilled(shapes[shape] ?? {}, said) };
    }
    case 'group':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .map(
            ([name, member]) => [name, inside(name).length > 0 ? prefilled(member, inside(name)) : undefined] as const,
          )
          .filter(([, value]) => value !== undefined),
      );
    case 'list':
    case 'choices':
      return schema.items?.type === 'object' ? undefined : own;
    case 'number':
      return own[0] === undefined ? undefined : Number(own[0]);
    case 'switch':
      return own[0] === undefined ? undefined : own[0] === 'true';
    case 'papers':
    case 'paper':
      return undefined;
    default:
      return own[0];
  }
}
