import type { DocumentNode, ExecutionArgs, ExecutionResult, GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Plugin } from 'graphql-yoga';
import type { Context, Watch } from '../context.ts';
import { withDefaults } from './defaults.ts';

type Run = (
  root: unknown,
  context: unknown,
  variables: Readonly<Record<string, unknown>>,
) => Promise<ExecutionResult> | ExecutionResult;

/** How often an operation is asked before it is worth compiling, and how many compiled ones are kept. */
const WORTH = 3;
const KEPT = 300;

/** Operations as functions of their own, for those that are asked often. The oldest are forgotten. */
export class CompiledOperations {
  readonly #runs = new Map<DocumentNode, { asked: number; readonly byName: Map<string, Run | undefined> }>();

  /** Undefined for one that is asked seldom, or that cannot be compiled. */
  find({ schema, document, operationName }: ExecutionArgs): Run | undefined {
    const known = this.#runs.get(document) ?? { asked: 0, byName: new Map<string, Run | undefined>() };
    known.asked += 1;
    this.#runs.set(document, known);
    const [oldest] = this.#runs.keys();
    if (this.#runs.size > KEPT && oldest) this.#runs.delete(oldest);
    if (known.asked < WORTH) return undefined;
    const name = operationName ?? '';
    if (!known.byName.has(name)) known.byName.set(name, compiled(schema, document, operationName ?? undefined));
    return known.byName.get(name);
  }
}

/** The schema's own description has an answer of its own making. */
const describesSchema = ({ loc }: DocumentNode) => /__(schema|type)\b/.test(loc?.source.body ?? '__schema');

function compiled(schema: GraphQLSchema, document: DocumentNode, name: string | undefined): Run | undefined {
  if (describesSchema(document)) return undefined;
  const made = compileQuery(schema, document, name, { disablingCapturingStackErrors: true });
  return isCompiledQuery(made) ? (made.query as Run) : undefined;
}

/**
 * Executes what may be kept, and is asked often, by its own function. What comes out of that with an error is executed once
 * more in the ordinary way, whose words for errors are the API's.
 */
export function useCompiledOperations(): Plugin<Context> {
  const operations = new CompiledOperations();
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const { watch } = args.contextValue as { readonly watch?: Watch };
      const run = watch && operations.find(args as ExecutionArgs);
      if (!run) return;
      setExecuteFn(async (given: ExecutionArgs) => {
        const { schema, document, operationName, variableValues } = given;
        const variables = withDefaults(schema, document, operationName ?? undefined, variableValues ?? {});
        const result = await run(given.rootValue, given.contextValue, variables);
        if (!result.errors) return result;
        watch.noted.length = 0;
        return executeFn(given);
      });
    },
  };
}
