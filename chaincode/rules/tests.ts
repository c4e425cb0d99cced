import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { errors } from '@suyuan/schemas';
import { parseSync } from '@swc/core';

const ROOT = resolve(import.meta.dirname, '../..');
const TESTS = ['test/chaincode', 'test/journeys', 'test/gateway', 'test/network'];

/** A test that names a refusal: its file, and its title as it stands there; none for a table that several tests read. */
export type NamedTest = { readonly file: string; readonly title: string | undefined };

type Node = { readonly [member: string]: unknown };
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

function walk(value: unknown, visit: (node: Node) => boolean): void {
  if (Array.isArray(value)) for (const one of value) walk(one, visit);
  else if (isNode(value) && visit(value)) for (const one of Object.values(value)) walk(one, visit);
}

/** The codes that a part of a test names: in strings, patterns and keys. */
function codesIn(part: unknown): Set<string> {
  const found = new Set<string>();
  walk(part, (node) => {
    for (const text of [node.value, node.pattern, node.raw, node.cooked]) {
      if (typeof text !== 'string') continue;
      for (const code of text.match(/\b[A-Z]+(?:_[A-Z]+)+\b/g) ?? []) if (code in errors) found.add(code);
    }
    return true;
  });
  return found;
}

/** `it`, with or without what it is called by, such as `it.each(table)`. */
function isIt(callee: unknown): boolean {
  if (!isNode(callee)) return false;
  if (callee.type === 'Identifier') return callee.value === 'it';
  return isIt(callee.type === 'CallExpression' ? callee.callee : callee.object);
}

function titleOf(call: Node): string | undefined {
  const [first] = call.arguments as readonly { readonly expression: Node }[];
  const { type, value, quasis } = first?.expression ?? {};
  if (type === 'StringLiteral') return String(value);
  return type === 'TemplateLiteral' ? String((quasis as readonly Node[])[0]?.cooked ?? '') : undefined;
}

/** Of each code the tests of a file that name it. */
function testsIn(file: string): Map<string, NamedTest[]> {
  const module = parseSync(readFileSync(resolve(ROOT, file), 'utf8'), { syntax: 'typescript' });
  const tests: { readonly title: string; readonly codes: ReadonlySet<string> }[] = [];
  walk(module.body, (node) => {
    const title = node.type === 'CallExpression' && isIt(node.callee) ? titleOf(node) : undefined;
    if (title === undefined) return true;
    tests.push({ title, codes: codesIn([node.callee, node.arguments]) });
    return false;
  });
  const found = new Map<string, NamedTest[]>();
  for (const code of tests.length > 0 ? codesIn(module.body) : []) {
    const titles = tests.filter(({ codes }) => codes.has(code)).map(({ title }) => title);
    found.set(code, titles.length > 0 ? titles.map((title) => ({ file, title })) : [{ file, title: undefined }]);
  }
  return found;
}

/** Of each code, every test that names it. */
export function testsByCode(): Map<string, NamedTest[]> {
  const all = new Map<string, NamedTest[]>();
  for (const file of TESTS.flatMap((folder) => globSync(`${folder}/**/*.test.ts`, { cwd: ROOT })).sort()) {
    for (const [code, tests] of testsIn(file)) all.set(code, [...(all.get(code) ?? []), ...tests]);
  }
  return all;
}
