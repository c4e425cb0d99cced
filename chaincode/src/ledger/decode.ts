import { canonical, firstBreach, refuse } from '@suyuan/schemas';
import type { Static, TSchema } from 'typebox';

const MAX_BYTES = 1_048_576;

/** The one argument of a transaction: canonical JSON that fits its schema. Refused with the field and the rule. */
export function decode<S extends TSchema>(schema: S, args: readonly string[]): Static<S> {
  const [text, ...more] = args;
  if (text === undefined || more.length > 0) throw refuse('COMMAND_NOT_CANONICAL');
  const size = Buffer.byteLength(text);
  if (size > MAX_BYTES) throw refuse('COMMAND_TOO_LARGE', { size, limit: MAX_BYTES });
  const value = parse(text);
  const breach = firstBreach(schema, value);
  if (breach) throw refuse('COMMAND_MALFORMED', { rule: breach.rule }, breach.field);
  return value as Static<S>;
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (canonical(value) === text) return value;
  } catch {
    // Falls through to the one refusal: a text that does not parse is not canonical either.
  }
  throw refuse('COMMAND_NOT_CANONICAL');
}
