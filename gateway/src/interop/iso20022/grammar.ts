import { refuse } from '@suyuan/schemas';
import type { Element } from './xml.ts';

/** A rule for text, and for the attributes beside it; answers the breach in words. */
export type Leaf = {
  readonly leaf: (text: string) => string | undefined;
  readonly attributes?: Readonly<Record<string, (value: string) => string | undefined>>;
};
export type Occurs = 'one' | 'optional' | 'any' | 'many';
export type Part = readonly [name: string, occurs: Occurs, type: Type];
/** `UNREAD` is a branch of which nothing is used: well-formed, of the message's namespace, in its place. */
export const UNREAD = 'unread';
export type Type = Leaf | { readonly sequence: readonly Part[] } | { readonly choice: readonly Part[] } | typeof UNREAD;

const schema = (rule: string, path: string) => refuse('ISO_SCHEMA', { rule }, path);

const MOST: Readonly<Record<Occurs, number>> = { one: 1, optional: 1, any: Infinity, many: Infinity };
const LEAST: Readonly<Record<Occurs, number>> = { one: 1, optional: 0, any: 0, many: 1 };

function checkSequence(element: Element, parts: readonly Part[]): void {
  if (element.text.trim() !== '') throw schema('the schema has elements here', element.path);
  let next = 0;
  for (const [name, occurs, type] of parts) {
    let count = 0;
    for (; element.children[next]?.name === name; next += 1) {
      count += 1;
      if (count > MOST[occurs])
        throw schema('it stands more often than the schema allows', element.children[next]?.path ?? '');
      check(element.children[next] as Element, type);
    }
    if (count < LEAST[occurs]) throw schema(`${name} is missing`, `${element.path}/${name}`);
  }
  const odd = element.children[next];
  if (odd) throw schema('the schema has no such element here', odd.path);
}

function checkChoice(element: Element, parts: readonly Part[]): void {
  const [only, ...more] = element.children;
  const part = parts.find(([name]) => name === only?.name);
  const names = parts.map(([name]) => name).join(' or ');
  if (!only || more.length > 0 || !part) throw schema(`one of ${names} is required`, element.path);
  check(only, part[2]);
}

function checkLeaf(element: Element, { leaf, attributes = {} }: Leaf): void {
  const [inner] = element.children;
  if (inner) throw schema('the schema has text here', inner.path);
  const breach = leaf(element.text);
  if (breach) throw schema(breach, element.path);
  for (const [name, rule] of Object.entries(attributes)) {
    const value = element.attributes[name];
    if (value === undefined) throw schema(`the attribute ${name} is missing`, element.path);
    const wrong = rule(value);
    if (wrong) throw schema(wrong, `${element.path}/@${name}`);
  }
}

/** Checks an element by its type: order, number, text, attributes. @throws ISO_SCHEMA with path and rule */
export function check(element: Element, type: Type): void {
  if (type === UNREAD) return;
  const known = 'leaf' in type ? Object.keys(type.attributes ?? {}) : [];
  const odd = Object.keys(element.attributes).find((name) => !known.includes(name));
  if (odd) throw schema('the schema has no such attribute here', `${element.path}/@${odd}`);
  if ('leaf' in type) checkLeaf(element, type);
  else if ('choice' in type) checkChoice(element, type.choice);
  else checkSequence(element, type.sequence);
}
