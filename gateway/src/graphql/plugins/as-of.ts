import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../context.ts';

/** Every query's answer says as of which block it holds: the oldest that a part of it was read from. */
export function useAsOf(): Plugin<Context> {
  return {
    onExecute({ args }) {
      return {
        onExecuteDone({ result, setResult }) {
          const { asOf } = args.contextValue as Context;
          if (!asOf || Symbol.asyncIterator in (result as object)) return;
          const one = result as ExecutionResult;
          setResult({ ...one, extensions: { ...one.extensions, asOf: { block: asOf.block, time: asOf.time } } });
        },
      };
    },
  };
}
