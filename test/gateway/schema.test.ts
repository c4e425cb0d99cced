import { readFileSync } from 'node:fs';
import { type CommandName, commands, documents, EFFECTS } from '@suyuan/schemas';
import {
  buildSchema,
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { generate } from '../../gateway/codegen.ts';
import { consoleDocuments } from '../../gateway/codegen-console.ts';
import { EDGES, FIELDS, mutationName, OPERATIONS, ROLES, TYPES } from '../../gateway/src/access/index.ts';
import { ledgerEnums } from '../../gateway/src/graphql/enums.ts';
import { sdl } from '../../gateway/src/graphql/sdl.ts';
import { edgeOf, methodsAt } from '../../gateway/src/http/edges.ts';
import { openapi } from '../../gateway/src/http/openapi.ts';

const schema = buildSchema(sdl().join('\n'));
const names = Object.keys(commands) as CommandName[];

type Json = {
  readonly properties?: Readonly<Record<string, Json>>;
  readonly required?: readonly string[];
  readonly items?: Json;
  readonly anyOf?: readonly Json[];
  readonly enum?: readonly string[];
  readonly const?: string;
};

/** Members that a @oneOf input stands for, by the tag of the ledger's union. */
const TAGS = ['type', 'kind'];

/** Where an input differs from what the ledger takes; nothing when it mirrors it. */
function differences(input: GraphQLInputType, ledger: Json, path: string): string[] {
  const type = isNonNullType(input) ? input.ofType : input;
  if (isListType(type))
    return ledger.items ? differences(type.ofType, ledger.items, `${path}[]`) : [`${path} is no list`];
  if (isScalarType(type) || !isInputObjectType(type)) {
    const values = ledgerEnums(schema)[getNamedType(type).name];
    const known = ledger.enum && values ? Object.values(values) : undefined;
    return known && known.join() !== ledger.enum?.join() ? [`${path}: ${known} is not ${ledger.enum}`] : [];
  }
  if (type.isOneOf) return oneOf(type.getFields(), ledger, path);
  const fields = type.getFields();
  const members = Object.keys(ledger.properties ?? {});
  const odd = [
    ...Object.keys(fields).filter((name) => !members.includes(name)),
    ...members.filter((name) => !(name in fields)),
  ].map((name) => `${path}.${name} is on one side only`);
  return odd.concat(
    Object.values(fields).flatMap((field) => {
      const member = ledger.properties?.[field.name];
      if (!member) return [];
      const must = ledger.required?.includes(field.name) && field.name !== 'commandId';
      const optional =
        must === isNonNullType(field.type) || field.name === 'commandId'
          ? []
          : [`${path}.${field.name} is not as optional`];
      return optional.concat(differences(field.type, member, `${path}.${field.name}`));
    }),
  );
}

function oneOf(fields: Readonly<Record<string, { type: GraphQLInputType }>>, ledger: Json, path: string): string[] {
  const branches = ledger.anyOf ?? [];
  const sealed = (name: string) => name.replace(/^sealed(.)/, (_, first: string) => first.toLowerCase());
  const branchOf = (name: string) =>
    branches.find(
      (one) => one.properties?.sealed && one.properties.type?.const === sealed(name) && name.startsWith('sealed'),
    ) ??
    branches.find((one) => TAGS.some((tag) => one.properties?.[tag]?.const === name)) ??
    branches.find((one) => one.properties?.[name])?.properties?.[name];
  const missing = branches.length === Object.keys(fields).length ? [] : [`${path} has another number of choices`];
  return missing.concat(
    Object.entries(fields).flatMap(([name, { type }]) => {
      const branch = branchOf(name);
      if (!branch) return [`${path}.${name} is no choice`];
      const { properties = {}, required = [] } = branch;
      const inner = Object.entries(properties).filter(
        ([member]) => !(TAGS.includes(member) && properties[member]?.const),
      );
      const only = inner.length === 1 && inner[0]?.[0] === WRAPPED[name] ? inner[0]?.[1] : undefined;
      const rest = { ...branch, properties: Object.fromEntries(inner), required };
      return differences(type, only ?? rest, `${path}.${name}`);
    }),
  );
}

/** Choices whose one member the input leaves out. */
const WRAPPED: Readonly<Record<string, string>> = { enter: 'entity', profile: 'profile' };

describe('the public API', () => {
  test.each(names)('has one mutation for %s, whose input mirrors the command', (name) => {
    const field = schema.getMutationType()?.getFields()[mutationName(name)];
    expect(field, mutationName(name)).toBeDefined();
    const input = field?.args.find((arg) => arg.name === 'input');
    expect(input && differences(input.type, commands[name] as unknown as Json, name)).toEqual([]);
  });

  test('has a rule for every query, mutation and subscription, and none for what there is not', () => {
    const fields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
      Object.keys(type?.getFields() ?? {}),
    );
    expect(Object.keys(OPERATIONS).sort()).toEqual(fields.sort());
  });

  test('has a rule for every field of every object: that of what it answers, a closer one, or its object’s', () => {
    const objects = Object.values(schema.getTypeMap()).filter(
      (type) => isObjectType(type) && !type.name.startsWith('__'),
    );
    expect(objects.map(({ name }) => name).filter((name) => !TYPES[name])).toEqual([]);
    const fields = objects.flatMap((type) =>
      Object.values((type as GraphQLObjectType).getFields()).map((field) => ({ type: type.name, field })),
    );
    const without = fields.filter(({ type, field }) => {
      const answered = getNamedType(field.type).name;
      return !(FIELDS[`${type}.${field.name}`] ?? TYPES[answered] ?? TYPES[type]);
    });
    expect(without).toEqual([]);
    const names = fields.map(({ type, field }) => `${type}.${field.name}`);
    expect(Object.keys(FIELDS).filter((name) => !names.includes(name))).toEqual([]);
  });

  test('knows every role of the ledger, as the table of the consortium’s rules has them', () => {
    expect(Object.keys(ROLES)).toEqual(schema.getType('Role') && Object.values(ledgerEnums(schema).Role ?? {}));
  });

  test('has every edge beside GraphQL in its OpenAPI document, and no other', () => {
    const told = Object.entries(openapi.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(told.sort()).toEqual(
      Object.keys(EDGES)
        .filter((name) => !name.endsWith('/graphql'))
        .sort(),
    );
  });

  test('reaches no edge that the table does not name, however its path is written', () => {
    for (const name of Object.keys(EDGES)) {
      const [method = '', path = ''] = name.split(' ');
      expect(edgeOf(method, path.replaceAll(/:\w+/g, 'x')), name).toBe(EDGES[name as keyof typeof EDGES]);
      expect(edgeOf(method, path.toUpperCase().replaceAll(/:\w+/g, 'x')), name).toBeDefined();
    }
    expect(edgeOf('PUT', '/documents')).toBeUndefined();
    expect(edgeOf('GET', '/peer/documents')).toBeUndefined();
    expect(methodsAt('/session')).toEqual(['POST', 'DELETE']);
    expect(methodsAt('/documents/x/y')).toEqual([]);
  });

  test('names the values of every enum of the ledger', () => {
    const text = JSON.stringify({ commands, documents, EFFECTS });
    const unknown = Object.entries(ledgerEnums(schema)).flatMap(([type, values]) =>
      Object.values(values)
        .filter((value) => !text.includes(`"${value}"`))
        .map((value) => `${type} ${value}`),
    );
    expect(unknown).toEqual([]);
  });

  test('has resolver types that are generated from it as it stands', async () => {
    const file = new URL('../../gateway/src/generated/graphql.ts', import.meta.url);
    expect(readFileSync(file, 'utf8') === (await generate()), 'stale: npm run generate').toBe(true);
  });

  test('has the operations of the console generated as they stand', async () => {
    const stale = Object.entries(await consoleDocuments()).filter(
      ([path, text]) => readFileSync(path, 'utf8') !== text,
    );
    expect(stale.map(([path]) => path)).toEqual([]);
  });
});
