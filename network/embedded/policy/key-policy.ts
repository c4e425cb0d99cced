import { common } from '@hyperledger/fabric-protos';
import { varint } from '../wire/bytes.ts';
import { type Policy, signaturePolicy } from './signature-policy.ts';

/** Expected wire types by field number: varints, bytes, or messages with fields of their own. */
type Shape = { readonly [field: number]: 'varint' | 'bytes' | Shape };

const outOf: { [field: number]: 'varint' | Shape } = { 1: 'varint' };
const rule: Shape = { 1: 'varint', 2: outOf };
outOf[2] = rule;
const envelopeShape: Shape = { 1: 'varint', 2: rule, 3: { 1: 'varint', 2: 'bytes' } };

const readVarint = (bytes: Buffer, start: number): { readonly value: number; readonly end: number } => {
  let value = 0;
  for (let at = start; at < start + 10; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) break;
    value += (byte & 0x7f) * 2 ** (7 * (at - start));
    if (byte < 0x80) return { value, end: at + 1 };
  }
  throw new Error('invalid varint');
};

const wireTypes = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

const endOf = (bytes: Buffer, type: number, start: number): number => {
  if (type === wireTypes.varint) return readVarint(bytes, start).end;
  if (type === wireTypes.fixed64) return start + 8;
  if (type === wireTypes.fixed32) return start + 4;
  if (type !== wireTypes.bytes) throw new Error(`invalid wire type ${type}`);
  const length = readVarint(bytes, start);
  return length.end + length.value;
};

/** Drops fields of another wire type than expected, as Go's protobuf does; google-protobuf misreads them. */
const keepKnown = (bytes: Buffer, shape: Shape): Buffer => {
  const kept: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = readVarint(bytes, at);
    const [field, type] = [Math.floor(tag.value / 8), tag.value % 8];
    const end = endOf(bytes, type, tag.end);
    if (field === 0 || end > bytes.length) throw new Error('invalid field');
    const expected = shape[field];
    if (expected === 'varint' ? type === wireTypes.varint : expected && type === wireTypes.bytes) {
      kept.push(
        typeof expected === 'object' ? keepMessage(bytes, at, tag.end, end, expected) : bytes.subarray(at, end),
      );
    }
    at = end;
  }
  return Buffer.concat(kept);
};

const keepMessage = (bytes: Buffer, at: number, value: number, end: number, shape: Shape): Buffer => {
  const inner = keepKnown(bytes.subarray(readVarint(bytes, value).end, end), shape);
  return Buffer.concat([bytes.subarray(at, value), varint(inner.length), inner]);
};

/** A raw `SignaturePolicyEnvelope`, read as a peer reads it. @throws when it does not decode */
export const decodeParameter = (bytes: Uint8Array): common.SignaturePolicyEnvelope =>
  common.SignaturePolicyEnvelope.deserializeBinary(keepKnown(Buffer.from(bytes), envelopeShape));

const refuse: Policy = () => false;
const known = new Map<string, Policy>();

const compile = (bytes: Uint8Array): Policy => {
  try {
    return signaturePolicy(decodeParameter(bytes));
  } catch {
    return refuse;
  }
};

/**
 * The policy of a key by its validation parameter. One without a rule refuses everybody, as in Fabric,
 * such as an `ApplicationPolicy` read as what it is not. So does one that does not decode, where a
 * real peer stops for good.
 */
export const keyPolicy = (bytes: Uint8Array): Policy => {
  const key = Buffer.from(bytes).toString('latin1');
  const policy = known.get(key) ?? compile(bytes);
  if (known.size >= 1000) known.clear();
  known.set(key, policy);
  return policy;
};
