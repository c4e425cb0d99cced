import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSchema, createYoga, type YogaInitialContext } from 'graphql-yoga';
import { sdl } from '../../../gateway/src/graphql/sdl.ts';
import { obey } from './orders.ts';

/** What was answered to a question: an operation's name and its variables. */
const answers = new Map<string, Record<string, unknown>>();

/** Yoga alone, with the same API, that answers what was answered before from memory. `learn` names a file of it. */
const asked = ({ params: { operationName, variables } }: YogaInitialContext) =>
  answers.get(`${operationName} ${JSON.stringify(variables)}`);
const root = (field: string) => (_parent: unknown, _args: unknown, context: YogaInitialContext) =>
  asked(context)?.[field];
const Query = Object.fromEntries(
  ['certificate', 'search', 'cases', 'statistics', 'trace'].map((field) => [field, root(field)]),
);
const days = { Statistics: { days: (parent: { days: unknown }) => parent.days } };
const schema = createSchema({ typeDefs: sdl(), resolvers: { Query, ...days } });
const yoga = createYoga({ schema, logging: false, graphiql: false, landingPage: false, cors: false });
const server = createServer((request, response) => void yoga(request, response));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
console.log(JSON.stringify({ port: (server.address() as AddressInfo).port }));
await obey({
  learn: (file) => {
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      const [key, data] = JSON.parse(line) as [string, Record<string, unknown>];
      answers.set(key, data);
    }
  },
});
