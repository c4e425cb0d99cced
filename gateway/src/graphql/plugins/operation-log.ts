import { getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Log } from '../../log.ts';
import type { Context } from '../context.ts';

const transactionIds = (data: Readonly<Record<string, unknown>>) =>
  Object.values(data).flatMap((value) => {
    const id = (value as { transactionId?: unknown } | null)?.transactionId;
    return typeof id === 'string' ? [id] : [];
  });

/** One line for each operation, with request and transaction ids; of its content only the operation's name. */
export function useOperationLog(log: Log): Plugin<Context> {
  return {
    onExecute({ args }) {
      const began = performance.now();
      const { requestId, reader } = args.contextValue as Context;
      const operation = getOperationAST(args.document, args.operationName);
      return {
        onExecuteDone({ result }) {
          const { data, errors } = result as { data?: Record<string, unknown> | null; errors?: readonly unknown[] };
          log.info(
            {
              request: requestId,
              operation: operation?.name?.value ?? operation?.operation,
              person: reader.person,
              transactions: transactionIds(data ?? {}),
              errors: errors?.length ?? 0,
              ms: Math.round(performance.now() - began),
            },
            'operation',
          );
        },
      };
    },
  };
}
