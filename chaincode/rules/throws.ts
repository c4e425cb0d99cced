import { globSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { commands, errors, queries } from '@suyuan/schemas';
import { parseSync } from '@swc/core';

const SOURCES = resolve(import.meta.dirname, '../src');

/** What swc marks names of a module's top scope with, so that a local of the same name is told from it. */
const TOP = 2;

type Node = { readonly [member: string]: unknown };
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
const textOf = (value: unknown) => (isNode(value) && typeof value.value === 'string' ? value.value : '');

/** What a part of the code says: codes of refusals, names that it uses, methods that it calls. */
type Part = { readonly codes: Set<string>; readonly uses: Set<string>; readonly calls: Set<string> };
type Module = { readonly parts: Map<string, Part>; readonly imports: Map<string, string> };

function partOf(node: unknown): Part {
  const part: Part = { codes: new Set(), uses: new Set(), calls: new Set() };
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    if (!isNode(value) || Array.isArray(value)) return;
    if (value.type === 'StringLiteral' && textOf(value) in errors) part.codes.add(textOf(value));
    if (value.type === 'Identifier' && value.ctxt === TOP) part.uses.add(textOf(value));
    if (value.type === 'MemberExpression') part.calls.add(textOf(value.property));
    Object.values(value).forEach(walk);
  };
  walk(node);
  return part;
}

/** The function name of a transaction when an object's member is its handler. */
function transactionOf(property: Node, contract: string | undefined): string | undefined {
  const name = textOf(property.key);
  const known = (full: string) => full in commands || full in queries;
  if (known(name)) return name;
  return contract === undefined || name === '' ? undefined : `${contract}:${name}`;
}

function handlersIn(node: unknown, found: Map<string, Part>, contract?: string): void {
  if (Array.isArray(node)) for (const one of node) handlersIn(one, found, contract);
  if (!isNode(node) || Array.isArray(node)) return;
  if (node.type === 'KeyValueProperty') {
    const name = transactionOf(node, contract);
    if (name) found.set(name, partOf(node.value));
  }
  const called = node.type === 'CallExpression' && textOf(node.callee) === 'contractOf';
  const first = called ? (node.arguments as Node[])[0]?.expression : undefined;
  const inner = called ? textOf(first) || undefined : undefined;
  for (const value of Object.values(node)) handlersIn(value, found, inner ?? contract);
}

function moduleOf(file: string, methods: Map<string, string>): Module {
  const { body } = parseSync(readFileSync(file, 'utf8'), { syntax: 'typescript', target: 'es2022' });
  const parts = new Map<string, Part>();
  const imports = new Map<string, string>();
  for (const item of body as unknown as Node[]) {
    const declaration = (item.declaration ?? item) as Node;
    if (item.type === 'ImportDeclaration') {
      const from = textOf(item.source);
      if (!from.startsWith('.')) continue;
      for (const specifier of item.specifiers as Node[]) {
        const local = textOf(specifier.local);
        imports.set(local, `${resolve(dirname(file), from)}#${textOf(specifier.imported) || local}`);
      }
    } else if (declaration.type === 'VariableDeclaration') {
      for (const one of declaration.declarations as Node[]) parts.set(textOf(one.id), partOf(one.init));
    } else if (isNode(declaration.identifier)) {
      parts.set(textOf(declaration.identifier), partOf(declaration.body));
      if (declaration.type !== 'ClassDeclaration') continue;
      for (const member of declaration.body as Node[]) {
        const name = textOf(member.key);
        if (name) parts.set(`.${name}`, partOf(member.function));
        if (name) methods.set(name, `${file}#.${name}`);
      }
    }
  }
  const handlers = new Map<string, Part>();
  handlersIn(body, handlers);
  for (const [name, part] of handlers) parts.set(name, part);
  return { parts, imports };
}

/** Of each transaction of the contracts, by function name: the codes of the refusals that its code can reach. */
export function refusalsByTransaction(): Map<string, Set<string>> {
  const methods = new Map<string, string>();
  const files = globSync('**/*.ts', { cwd: SOURCES }).map((file) => resolve(SOURCES, file));
  const modules = new Map(files.sort().map((file) => [file, moduleOf(file, methods)]));

  const reach = (start: string): Set<string> => {
    const codes = new Set<string>();
    const seen = new Set<string>();
    const waiting = [start];
    for (let place = waiting.pop(); place; place = waiting.pop()) {
      if (seen.has(place)) continue;
      seen.add(place);
      const at = place.lastIndexOf('#');
      const file = place.slice(0, at);
      const module = modules.get(file);
      const part = module?.parts.get(place.slice(at + 1));
      if (!module || !part) continue;
      for (const code of part.codes) codes.add(code);
      for (const name of part.uses) waiting.push(module.imports.get(name) ?? `${file}#${name}`);
      for (const name of part.calls) if (methods.has(name)) waiting.push(methods.get(name) as string);
    }
    return codes;
  };

  const frame = reach(`${resolve(SOURCES, 'ledger/transaction.ts')}#carryOut`);
  const found = new Map<string, Set<string>>();
  for (const [file, { parts }] of modules) {
    for (const name of parts.keys()) {
      if (!name.includes(':')) continue;
      const before = found.get(name) ?? (name in commands ? frame : []);
      found.set(name, new Set([...before, ...reach(`${file}#${name}`)]));
    }
  }
  return found;
}
