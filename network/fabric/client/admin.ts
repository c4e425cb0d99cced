import type { KeyObject } from 'node:crypto';
import { personMaterial } from '../../embedded/genesis-ledger.ts';
import { serializeIdentity } from '../../embedded/msp/identity.ts';
import { keyFromPem } from '../../identity/keys.ts';
import type { OperatorMaterial } from '../../identity/material.ts';
import { signLowS } from '../../identity/signature.ts';

/** Somebody who signs: the identity as Fabric writes it, and the signature over a message. */
export interface Signer {
  readonly mspId: string;
  readonly identity: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

const signerOf = (mspId: string, certificate: string, key: KeyObject): Signer => ({
  mspId,
  identity: serializeIdentity(mspId, certificate),
  sign: (message) => signLowS(message, key),
});

/** An operator's person, such as its administrator. */
export const signerNamed = (operator: OperatorMaterial, name: string): Signer => {
  const { certificate, key } = personMaterial(operator, name);
  return signerOf(operator.plan.mspId, certificate, keyFromPem(key));
};
