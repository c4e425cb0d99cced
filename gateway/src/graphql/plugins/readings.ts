import type { Plugin } from 'graphql-yoga';
import type { Context } from '../context.ts';

/** What was read is in the log before the answer leaves. */
export function useReadings(): Plugin<Context> {
  return {
    onExecute({ args }) {
      const { logged } = args.contextValue as Context;
      return { onExecuteDone: () => logged() };
    },
  };
}
