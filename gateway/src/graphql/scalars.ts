import { Day, fits, Sha256, Sm3, Timestamp } from '@suyuan/schemas';
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode, valueFromASTUntyped } from 'graphql';

type Check = { readonly name: string; readonly rule: string; readonly ok: (value: unknown) => boolean };

const literal = (node: ValueNode) => valueFromASTUntyped(node);

/** @throws for a function, which is no value: who executes has to call it */
function serialized(value: unknown): unknown {
  if (typeof value === 'function') throw new GraphQLError('a function was not called');
  return value;
}

/** A scalar that is a checked JSON value on both sides. */
function checked({ name, rule, ok }: Check): GraphQLScalarType {
  const check = (value: unknown) => {
    if (!ok(value)) throw new GraphQLError(`${name} must be ${rule}`);
    return value;
  };
  return new GraphQLScalarType({
    name,
    serialize: serialized,
    parseValue: check,
    parseLiteral: (n) => check(literal(n)),
  });
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function readBase64(value: unknown): Uint8Array {
  if (typeof value !== 'string' || !BASE64.test(value)) throw new GraphQLError('Base64 must be bytes in base64');
  return Buffer.from(value, 'base64');
}

export const scalars = {
  Timestamp: checked({ name: 'Timestamp', rule: 'like 2026-01-31T08:00:00.000Z', ok: (v) => fits(Timestamp, v) }),
  Day: checked({ name: 'Day', rule: 'like 2026-01-31', ok: (v) => fits(Day, v) }),
  Digest: checked({
    name: 'Digest',
    rule: 'sha256:<64 hex> or sm3:<64 hex>',
    ok: (v) => fits(Sha256, v) || fits(Sm3, v),
  }),
  Long: checked({ name: 'Long', rule: 'a whole number up to 2^53 - 1', ok: Number.isSafeInteger }),
  JSON: new GraphQLScalarType({
    name: 'JSON',
    serialize: serialized,
    parseValue: (value) => value,
    parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
  }),
  Base64: new GraphQLScalarType<Uint8Array, string>({
    name: 'Base64',
    serialize: (value) => Buffer.from(value as Uint8Array).toString('base64'),
    parseValue: readBase64,
    parseLiteral: (node) => readBase64(node.kind === Kind.STRING ? node.value : undefined),
  }),
};
