import { refuse } from '@suyuan/schemas';
import {
  coerceInputValue,
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  isInputType,
  Kind,
  typeFromAST,
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

/** Variables that do not fit are refused with their path, as the ledger refuses a command's fields. */
export function useInputCheck(): Plugin {
  return {
    onExecute({ args }) {
      checkVariables(args.schema, args.document, args.operationName, args.variableValues ?? {});
    },
    onSubscribe({ args }) {
      checkVariables(args.schema, args.document, args.operationName, args.variableValues ?? {});
    },
  };
}
