import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getOperationAST,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
  valueFromASTUntyped,
} from 'graphql';

type Members = Readonly<Record<string, unknown>>;

/** A value with what its type says of members that it leaves out. */
function whole(type: GraphQLInputType, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  if (isNonNullType(type)) return whole(type.ofType as GraphQLInputType, value);
  if (isListType(type)) {
    const of = type.ofType as GraphQLInputType;
    return Array.isArray(value) ? value.map((one) => whole(of, one)) : whole(of, value);
  }
  if (!isInputObjectType(type) || typeof value !== 'object') return value;
  const members = { ...(value as Members) };
  for (const [name, field] of Object.entries(type.getFields())) {
    const fallback = field.astNode?.defaultValue;
    if (members[name] === undefined && fallback) members[name] = valueFromASTUntyped(fallback);
    if (members[name] !== undefined) members[name] = whole(field.type, members[name]);
  }
  return members;
}

/** Variables with the defaults of the input objects among them, which a compiled operation does not know. */
export function withDefaults(schema: GraphQLSchema, document: DocumentNode, name: string | undefined, given: Members) {
  const variables: Record<string, unknown> = { ...given };
  for (const { variable, type: node } of getOperationAST(document, name)?.variableDefinitions ?? []) {
    const type = typeFromAST(schema, node);
    const key = variable.name.value;
    if (type && isInputType(type) && variables[key] !== undefined) variables[key] = whole(type, variables[key]);
  }
  return variables;
}
