import { type ExecutionArgs, type ExecutionResult, parse, validate } from 'graphql';
import type { Gateway } from '../../../gateway/src/compose.ts';
import { CompiledOperations } from '../../../gateway/src/graphql/answers/compiled.ts';
import { withDefaults } from '../../../gateway/src/graphql/answers/defaults.ts';
import { newContext } from '../../../gateway/src/graphql/context.ts';
import { buildApi } from '../../../gateway/src/graphql/schema.ts';
import type { Identity } from '../../../gateway/src/identity/index.ts';
import { OPERATIONS } from './operations.ts';

const schema = buildApi();

/** Microseconds of CPU of this thread that something takes, when it is done over and over. */
async function cost(times: number, work: () => unknown): Promise<number> {
  for (let n = 0; n < times; n += 1) await work();
  const before = process.threadCpuUsage();
  for (let n = 0; n < times; n += 1) await work();
  const { user, system } = process.threadCpuUsage(before);
  return Math.round((user + system) / times);
}

/** What parts of a request cost: its operation read and checked, who asks, resolving with every row at hand, the answer as text. */
export async function stages(name: string, gateway: Gateway, token: string, assets: number) {
  const operation = OPERATIONS[name] as (typeof OPERATIONS)[string];
  const { services } = gateway;
  const identity = services.sessions as Identity;
  const times = name === 'trace' ? 20 : 200;
  const document = parse(operation.query);
  const person = operation.signedIn ? await identity.find(token, true) : undefined;
  const given = JSON.parse(JSON.stringify(operation.variables(1, assets))) as Record<string, unknown>;
  const variables = withDefaults(schema, document, name, given);
  const compiled = new CompiledOperations();
  const asked = { schema, document, operationName: name } as ExecutionArgs;
  for (let n = 0; n < 3; n += 1) compiled.find(asked);
  const run = compiled.find(asked);
  const resolve = async (): Promise<ExecutionResult> => {
    const headers = new Headers();
    const context = await newContext(services, { person, requestId: '', again: async () => person, headers });
    return (await run?.({}, context, variables)) ?? {};
  };
  const answer = await resolve();
  if (!answer.data) throw new Error(JSON.stringify(answer).slice(0, 500));
  return {
    parse: await cost(times, () => validate(schema, parse(operation.query))),
    session: person ? await cost(times, () => identity.find(token, true)) : 0,
    resolve: await cost(times, resolve),
    serialise: await cost(times, () => JSON.stringify(answer)),
  };
}
