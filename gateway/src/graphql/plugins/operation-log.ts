import { getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Log } from '../../log.ts';
import type { Context } from '../context.ts';

const transactionIds = (data: Readonly<Record<string, unknown>>) =>
  Object.values(data).flatMap((value) => {
    const id = (value as { transactionId?: unknown } | null)?.transactionId;
    return typeof id === 'string' ? [id] : [];
  });

interface Operated {
  readonly request: string;
  readonly operation: string | undefined;
  readonly person: string | undefined;
  readonly transactions: readonly string[];
  readonly errors: number;
  readonly ms: number;
}

/** One line for each operation, with request and transaction ids; of its content only the operation's name. */
export const logOperation = (log: Log, { ms, ...line }: Operated): void =>
  log.info({ ...line, ms: Math.round(ms) }, 'operation');

export function useOperationLog(log: Log): Plugin<Context> {
  return {
    onExecute({ args }) {
      const began = performance.now();
      const { requestId, reader } = args.contextValue as Context;
      const operation = getOperationAST(args.document, args.operationName);
      return {
        onExecuteDone({ result }) {
          const { data, errors } = result as { data?: Record<string, unknown> | null; errors?: readonly unknown[] };
          logOperation(log, {
            request: requestId,
            operation: operation?.name?.value ?? operation?.operation,
            person: reader.person,
            transactions: transactionIds(data ?? {}),
            errors: errors?.length ?? 0,
            ms: performance.now() - began,
          });
        },
      };
    },
  };
}
