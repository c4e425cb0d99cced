import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createSchema, createYoga } from 'graphql-yoga';
import { sdl } from '../../../gateway/src/graphql/sdl.ts';

/** Yoga alone, with the same API, that answers what was answered before from memory. Data by operation on stdin. */
const answers = JSON.parse(await text(process.stdin)) as Record<string, Record<string, unknown>>;
const fields = Object.assign({}, ...Object.values(answers)) as Record<string, unknown>;
const Query = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, () => value]));
const days = { Statistics: { days: (parent: { days: unknown }) => parent.days } };
const schema = createSchema({ typeDefs: sdl(), resolvers: { Query, ...days } });
const yoga = createYoga({ schema, logging: false, graphiql: false, landingPage: false, cors: false });
const server = createServer((request, response) => void yoga(request, response));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
console.log(JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }));
process.on('SIGTERM', () => process.exit(0));
