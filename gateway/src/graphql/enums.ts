import { type GraphQLSchema, isEnumType } from 'graphql';

/** Enums of the API alone: their values have no counterpart on the ledger. */
const OF_THE_API =
  /^(Direction|TraceDirection|TraceEdgeKind|NodeKind|FateState|FacetField|DeliveryState|ReadingState|.*SortField)$/;

/** Values that the rule "lower case, `-` for `_`" does not give. */
const EXCEPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CaseState: { IN_REVIEW: 'in_review', IN_PUBLICITY: 'in_publicity' },
  OrderState: { PAID_OUT: 'paid_out' },
  EntryDirection: { CRDT: 'CRDT', DBIT: 'DBIT' },
  DurationUnit: { WORKING_DAY: 'workingDay' },
  Heads: { FROM_10K_TO_100K: '10k-100k', FROM_100K_TO_1M: '100k-1m' },
};

const ledgerValue = (type: string, value: string) =>
  EXCEPTIONS[type]?.[value] ?? value.toLowerCase().replaceAll('_', '-');

/** For each enum that mirrors one of the ledger: its GraphQL values and what they are on the ledger. */
export function ledgerEnums(schema: GraphQLSchema): Record<string, Record<string, string>> {
  const enums = Object.values(schema.getTypeMap()).filter(isEnumType);
  const ours = enums.filter((type) => !type.name.startsWith('__') && !OF_THE_API.test(type.name));
  return Object.fromEntries(
    ours.map((type) => [
      type.name,
      Object.fromEntries(type.getValues().map(({ name }) => [name, ledgerValue(type.name, name)])),
    ]),
  );
}
