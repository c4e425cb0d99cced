import { type ExecutionArgs, type ExecutionResult, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Metrics, Tracing } from '../../observe/index.ts';
import type { Context } from '../context.ts';

const described = ({ document, operationName }: Pick<ExecutionArgs, 'document' | 'operationName'>) => {
  const operation = getOperationAST(document, operationName);
  return { type: operation?.operation ?? 'query', name: operation?.name?.value };
};

/** Refusals that an answer tells, by their code. */
export function countRefusals({ refusals }: Metrics, { errors }: ExecutionResult): void {
  for (const { extensions } of errors ?? []) refusals.inc({ code: String(extensions.code ?? 'OTHER') });
}

/** How long operations take; refusals by their code. What an operation asked for is not told. */
export function useMetrics(metrics: Metrics): Plugin<Context> {
  return {
    onExecute({ args }) {
      const end = metrics.operations.startTimer({ type: described(args).type });
      return {
        onExecuteDone({ result }) {
          end({ outcome: (result as ExecutionResult).errors?.length ? 'refused' : 'answered' });
        },
      };
    },
    onResultProcess({ result }) {
      for (const one of [result].flat() as ExecutionResult[]) countRefusals(metrics, one);
    },
  };
}

/** A span for each operation, below the trace that its caller began: what it asks of the ledger stands below it. */
export function useTracing(tracing: Tracing): Plugin<Context> {
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const { type, name } = described(args);
      const { requestId, headers } = args.contextValue as Context;
      const attributes = { 'graphql.operation.type': type, 'suyuan.request': requestId };
      setExecuteFn((given: ExecutionArgs) =>
        tracing.span(
          `graphql ${type} ${name ?? ''}`.trimEnd(),
          name ? { ...attributes, 'graphql.operation.name': name } : attributes,
          async () => executeFn(given),
          tracing.begin(headers),
        ),
      );
    },
  };
}
