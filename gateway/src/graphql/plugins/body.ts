import { type Refusal, refuse } from '@suyuan/schemas';
import { GraphQLError } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';

/** A refusal of the whole request: its HTTP status holds for every media type. */
const whole = (refusal: Refusal, status: number) =>
  new GraphQLError(refusal.message, { originalError: refusal, extensions: { http: { status } } });

const unreadable = (error: unknown) =>
  whole(refuse('REQUEST_MALFORMED', { rule: error instanceof Error ? error.message : 'unreadable' }, 'body'), 400);

/** Bodies that are no JSON, and batches of too many operations, are refused before any operation runs. */
export function useBodyCheck(batchLimit: number): Plugin {
  return {
    onRequestParse({ requestParser, setRequestParser }) {
      if (requestParser)
        setRequestParser(async (request) => {
          try {
            return (await requestParser(request)) as GraphQLParams;
          } catch (error) {
            throw unreadable(error);
          }
        });
      return {
        onRequestParseDone({ requestParserResult }) {
          if (Array.isArray(requestParserResult) && requestParserResult.length > batchLimit)
            throw whole(refuse('LIMIT_BATCH', { limit: batchLimit }), 413);
        },
      };
    },
  };
}
