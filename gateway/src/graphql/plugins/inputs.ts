import { refuse } from '@suyuan/schemas';
import {
  coerceInputValue,
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  isInputType,
  Kind,
  typeFromAST,
  visit,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';

const fieldOf = (variable: string, path: readonly (string | number)[]) => [variable, ...path].join('.');

/** @throws REQUEST_MALFORMED with the path of the first variable that does not fit its type */
function checkVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>>,
): void {
  for (const definition of getOperationAST(document, operationName)?.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type);
    if (!type || !isInputType(type)) continue;
    if (!Object.hasOwn(variables, name)) {
      if (definition.type.kind !== Kind.NON_NULL_TYPE || definition.defaultValue) continue;
      throw refuse('REQUEST_MALFORMED', { rule: 'it is required' }, name);
    }
    coerceInputValue(variables[name], type, (path, _value, error) => {
      throw refuse('REQUEST_MALFORMED', { rule: error.message.slice(0, 300) }, fieldOf(name, path));
    });
  }
}

/** Where a value has a text with U+0000, which neither the ledger nor a database takes; undefined when nowhere. */
function nulAt(value: unknown, path: string): string | undefined {
  if (typeof value === 'string') return value.includes('\0') ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const found = name.includes('\0') ? path : nulAt(inner, `${path}.${name}`);
    if (found) return found;
  }
  return undefined;
}

/** @throws REQUEST_MALFORMED for a text with U+0000, in the variables or in the operation itself */
function checkTexts(document: DocumentNode, variables: Readonly<Record<string, unknown>>): void {
  const refused = (field: string) => refuse('REQUEST_MALFORMED', { rule: 'a text may not contain U+0000' }, field);
  for (const [name, value] of Object.entries(variables)) {
    const found = nulAt(value, name);
    if (found) throw refused(found);
  }
  visit(document, {
    StringValue({ value }) {
      if (value.includes('\0')) throw refused('query');
    },
  });
}

/** Variables that do not fit are refused with their path, as the ledger refuses a command's fields. */
export function useInputCheck(): Plugin {
  return {
    onExecute({ args }) {
      checkTexts(args.document, args.variableValues ?? {});
      checkVariables(args.schema, args.document, args.operationName, args.variableValues ?? {});
    },
    onSubscribe({ args }) {
      checkTexts(args.document, args.variableValues ?? {});
      checkVariables(args.schema, args.document, args.operationName, args.variableValues ?? {});
    },
  };
}
