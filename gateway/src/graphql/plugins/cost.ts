import {
  type ExecutionArgs,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  getOperationAST,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  typeFromAST,
  valueFromASTUntyped,
} from 'graphql';

type Asked = Pick<ExecutionArgs, 'schema' | 'document' | 'operationName' | 'variableValues'>;

interface Walk {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Of fragments whose cost is known already. */
  readonly costs: Map<string, number>;
}

/** Arguments that say how many things a field answers with. */
const SIZES = ['first', 'limit'];
/** What a list is counted as that has no such argument, such as an object's history. */
const UNSIZED = 10;

const isList = (type: GraphQLOutputType) => isListType(getNullableType(type));

/** How many objects a field answers with; undefined when no argument says it. */
function sizeOf(node: FieldNode, field: GraphQLField<unknown, unknown>, { variables }: Walk): number | undefined {
  const size = field.args.find((arg) => SIZES.includes(arg.name));
  if (!size) return undefined;
  const value = node.arguments?.find((arg) => arg.name.value === size.name)?.value;
  const given =
    value?.kind === Kind.INT
      ? Number(value.value)
      : value?.kind === Kind.VARIABLE
        ? (variables[value.name.value] ?? size.defaultValue)
        : size.defaultValue;
  return typeof given === 'number' && given > 0 ? given : 1;
}

/** `counted`: the page that these fields stand in was sized by an argument, and so are its lists. */
function selectionCost(
  set: SelectionSetNode | undefined,
  type: GraphQLOutputType,
  walk: Walk,
  counted = false,
): number {
  if (!set) return 0;
  const named = getNamedType(type);
  let cost = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) cost += fieldCost(selection, named, walk, counted);
    else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const inner = selection.typeCondition ? typeFromAST(walk.schema, selection.typeCondition) : named;
      cost += selectionCost(selection.selectionSet, isCompositeType(inner) ? inner : named, walk, counted);
    } else cost += fragmentCost(selection.name.value, walk, counted);
  }
  return cost;
}

/** Each fragment is counted once, and then known: spreads of spreads cost no more to count than they have characters. */
function fragmentCost(name: string, walk: Walk, counted: boolean): number {
  const fragment = walk.fragments.get(name);
  const type = fragment && typeFromAST(walk.schema, fragment.typeCondition);
  if (!fragment || !isCompositeType(type)) return 0;
  const key = `${name} ${counted}`;
  const already = walk.costs.get(key);
  if (already !== undefined) return already;
  walk.costs.set(key, 0);
  const cost = selectionCost(fragment.selectionSet, type, walk, counted);
  walk.costs.set(key, cost);
  return cost;
}

function fieldCost(node: FieldNode, parent: GraphQLNamedType, walk: Walk, counted: boolean): number {
  const field = isObjectType(parent) ? parent.getFields()[node.name.value] : undefined;
  if (!field || !node.selectionSet) return 0;
  const size = sizeOf(node, field, walk);
  const unsized = isList(field.type) && !counted ? UNSIZED : 1;
  return 1 + (size ?? unsized) * selectionCost(node.selectionSet, field.type, walk, size !== undefined);
}

/** What variables are when the request does not say. */
const defaultsOf = ({ variableDefinitions }: OperationDefinitionNode): Record<string, unknown> =>
  Object.fromEntries(
    (variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );

/** What an operation may cost: one for each object, times the sizes of the pages that it stands in. */
export function costOf({ schema, document, operationName, variableValues }: Asked): number {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return 0;
  const fragments = new Map(
    document.definitions.filter((d) => d.kind === Kind.FRAGMENT_DEFINITION).map((d) => [d.name.value, d]),
  );
  const variables = { ...defaultsOf(operation), ...variableValues };
  const cost = selectionCost(operation.selectionSet, root, { schema, fragments, variables, costs: new Map() });
  return Math.min(cost, Number.MAX_SAFE_INTEGER);
}
