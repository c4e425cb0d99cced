import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../context.ts';

/**
 * Every query's answer says as of which block it holds: the oldest that a part of it was read from. Where blocks were
 * written meanwhile, by this gateway or by another one of its database, it says up to which one a part may hold them.
 */
export function useAsOf(): Plugin<Context> {
  return {
    onExecute({ args }) {
      return {
        async onExecuteDone({ result, setResult }) {
          const { asOf, services } = args.contextValue as Context;
          if (!asOf || Symbol.asyncIterator in (result as object)) return;
          const newest = await services.projector.newest();
          const upTo = newest > asOf.block ? { upTo: newest } : {};
          const one = result as ExecutionResult;
          const said = { block: asOf.block, time: asOf.time, ...upTo };
          setResult({ ...one, extensions: { ...one.extensions, asOf: said } });
        },
      };
    },
  };
}
