import {
  buildSchema,
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import { createSchema } from 'graphql-yoga';
import type { Resolvers } from '../generated/graphql.ts';
import { alias } from './alias/resolvers.ts';
import { asset } from './asset/resolvers.ts';
import { basis } from './basis/resolvers.ts';
import { batch } from './batch/resolvers.ts';
import { certificate } from './certificate/resolvers.ts';
import { command } from './command/resolvers.ts';
import type { Context } from './context.ts';
import { ledgerEnums } from './enums.ts';
import { grading } from './grading/resolvers.ts';
import { guarded, guardedMutation, guardedSubscription } from './guard.ts';
import { identity } from './identity/resolvers.ts';
import { key } from './key/resolvers.ts';
import { ledger } from './ledger/resolvers.ts';
import { licence } from './licence/resolvers.ts';
import { lineage } from './lineage/resolvers.ts';
import { trace } from './lineage/trace.ts';
import { measure } from './measure/resolvers.ts';
import { membership } from './membership/resolvers.ts';
import { move } from './move/resolvers.ts';
import { profile } from './profile/resolvers.ts';
import { reading } from './reading/resolvers.ts';
import { recall } from './recall/resolvers.ts';
import { recognition } from './recognition/resolvers.ts';
import { registration } from './registration/resolvers.ts';
import { report } from './report/resolvers.ts';
import { savedView } from './saved-view/resolvers.ts';
import { scalars } from './scalars.ts';
import { sdl } from './sdl.ts';
import { search } from './search/resolvers.ts';
import { standing } from './standing/resolvers.ts';
import { statistics } from './statistics/resolvers.ts';
import { trade } from './trade/resolvers.ts';
import { usage } from './usage/resolvers.ts';
import { vault } from './vault/resolvers.ts';
import { webhook } from './webhook/resolvers.ts';

const concepts: readonly Resolvers[] = [
  identity,
  membership,
  profile,
  asset,
  search,
  statistics,
  savedView,
  webhook,
  standing,
  key,
  measure,
  move,
  registration,
  certificate,
  batch,
  grading,
  report,
  lineage,
  trace,
  licence,
  usage,
  trade,
  alias,
  recall,
  recognition,
  basis,
  reading,
  ledger,
  command,
  vault,
];

type Fields = Record<string, GraphQLFieldResolver<unknown, Context>>;
type Subscriptions = Record<string, { subscribe: GraphQLFieldResolver<unknown, Context> }>;

const merged = (type: keyof Resolvers) => Object.assign({}, ...concepts.map((c) => c[type] ?? {})) as unknown;

/** Every type of the concepts, with the fields that any of them gives it. */
const types = () => {
  const names = new Set(concepts.flatMap((concept) => Object.keys(concept)));
  return Object.fromEntries([...names].map((name) => [name, merged(name as keyof Resolvers)]));
};

/** Types whose models have functions among their members, which are called where they are asked for; so has every page. */
const CALLED: ReadonlySet<string> = new Set(['TracePage', 'SearchResult']);

/** Says so to the schema: a compiled operation reads what has no resolver as it stands. */
function calling(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || !(CALLED.has(type.name) || type.name.endsWith('Connection'))) continue;
    for (const field of Object.values(type.getFields())) field.resolve ??= defaultFieldResolver;
  }
  return schema;
}

/** The executable schema. Every root field passes the guard of the policy table. */
export function buildApi(): GraphQLSchema {
  const typeDefs = sdl();
  const queries = Object.entries(merged('Query') as Fields).map(([name, resolve]) => [name, guarded(name, resolve)]);
  const mutations = Object.entries(merged('Mutation') as Fields).map(([name, resolve]) => [
    name,
    guardedMutation(name, resolve),
  ]);
  const subscriptions = Object.entries(merged('Subscription') as Subscriptions).map(([name, { subscribe }]) => [
    name,
    { subscribe: guardedSubscription(name, subscribe) },
  ]);
  const resolvers = {
    ...types(),
    ...scalars,
    ...ledgerEnums(buildSchema(typeDefs.join('\n'))),
    Query: Object.fromEntries(queries),
    Mutation: Object.fromEntries(mutations),
    Subscription: Object.fromEntries(subscriptions),
  };
  return calling(createSchema<Context>({ typeDefs, resolvers }));
}
