import { peer } from '@hyperledger/fabric-protos';

const codeNames = new Map(Object.entries(peer.TxValidationCode).map(([name, value]) => [value as number, name]));

/** Name of a validation code; `UNKNOWN_<n>` for one that this release does not know. */
export function codeName(code: number): string {
  return codeNames.get(code) ?? `UNKNOWN_${code}`;
}
