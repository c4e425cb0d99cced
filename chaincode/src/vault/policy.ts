/**
 * The endorsement policy of a vault's keys: the host, and two of the committee beside it, so that neither can
 * overwrite or purge alone. Fabric's helper builds only all-of policies; this one is encoded here, as the raw
 * `SignaturePolicyEnvelope` that a peer expects. A parameter that does not decode stops every peer of a channel for
 * good: nothing else in the chaincode builds one.
 */
export function hostAndTwo(host: string, committee: readonly string[]): Uint8Array {
  const others = committee.filter((msp) => msp !== host);
  if (others.length < 2) throw new Error(`a committee of ${committee.length} has no two operators beside ${host}`);
  const identities = [host, ...others];
  const policy = nOutOf(2, [
    signedBy(0),
    nOutOf(
      2,
      others.map((_, n) => signedBy(n + 1)),
    ),
  ]);
  return message([bytes(2, policy), ...identities.map((msp) => bytes(3, peerOf(msp)))]);
}

/** `MSPPrincipal` of a peer of an operator: classification ROLE (0), role PEER (3). */
function peerOf(msp: string): Uint8Array {
  const role = message([bytes(1, new TextEncoder().encode(msp)), number(2, 3)]);
  return message([bytes(2, role)]);
}

/** A member of a oneof is written even when it is 0. */
const signedBy = (identity: number) => message([number(1, identity)]);

function nOutOf(n: number, rules: readonly Uint8Array[]): Uint8Array {
  return message([bytes(2, message([number(1, n), ...rules.map((rule) => bytes(2, rule))]))]);
}

const message = (fields: readonly Uint8Array[]) => Uint8Array.from(fields.flatMap((field) => Array.from(field)));

const number = (field: number, value: number) => Uint8Array.from([field << 3, ...varint(value)]);

const bytes = (field: number, value: Uint8Array) =>
  Uint8Array.from([(field << 3) | 2, ...varint(value.length), ...value]);

function varint(value: number): number[] {
  const out = [];
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) out.push((rest & 0x7f) | 0x80);
  return [...out, rest];
}
