import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../context.ts';
import { eventId } from '../event-id.ts';

type Sent = ExecutionResult & { stringify?: (result: ExecutionResult) => string };

/** After the data of a server-sent event its id: the two lines stand in one event. */
const withId = (id: string) => (result: ExecutionResult) => {
  const { data, errors, extensions } = result;
  return `${JSON.stringify({ data, ...(errors ? { errors } : {}), extensions })}\nid: ${id}`;
};

/** Events say their id, in `extensions` and as the id of server-sent events, from which a client resumes. */
export function useEventIds(): Plugin<Context> {
  return {
    onSubscribe: () => ({
      onSubscribeResult: ({ args }) => ({
        onNext({ result, setResult }) {
          const { event } = args.contextValue as Context;
          if (!event) return;
          const id = eventId(event);
          const one = result as ExecutionResult;
          const sent: Sent = { ...one, extensions: { ...one.extensions, eventId: id }, stringify: withId(id) };
          setResult(sent);
        },
      }),
    }),
  };
}
