import { type KeyObject, X509Certificate } from 'node:crypto';
import { msp as mspProtos } from '@hyperledger/fabric-protos';
import { verifyLowS } from '../../identity/signature.ts';
import { asBuffer } from '../wire/bytes.ts';

/** A deserialised creator or endorser: a certificate and the operator that it claims. */
export class Identity {
  readonly mspId: string;
  readonly serialized: Buffer;
  readonly certificate: X509Certificate;
  readonly publicKey: KeyObject;
  readonly organizationalUnits: readonly string[];
  /** Milliseconds since the epoch. */
  readonly expires: number;

  /** @throws when the bytes are no SerializedIdentity with a PEM certificate */
  constructor(serialized: Uint8Array) {
    const decoded = mspProtos.SerializedIdentity.deserializeBinary(serialized);
    this.serialized = asBuffer(serialized);
    this.mspId = decoded.getMspid();
    const pem = asBuffer(decoded.getIdBytes_asU8());
    if (!pem.includes('-----BEGIN ')) throw new Error('could not decode the PEM structure');
    this.certificate = new X509Certificate(pem);
    this.publicKey = this.certificate.publicKey;
    const unit: unknown = this.certificate.toLegacyObject().subject?.OU;
    this.organizationalUnits = (Array.isArray(unit) ? unit : [unit]).filter(
      (value): value is string => typeof value === 'string',
    );
    this.expires = this.certificate.validToDate.getTime();
  }

  /** A low-S ECDSA signature over SHA-256 by this identity's key. */
  verify(message: Uint8Array, signature: Uint8Array): boolean {
    return verifyLowS(message, signature, this.publicKey);
  }
}

/** The bytes that stand for an identity wherever Fabric names a creator or endorser. */
export const serializeIdentity = (mspId: string, certificatePem: string): Buffer => {
  const identity = new mspProtos.SerializedIdentity();
  identity.setMspid(mspId);
  identity.setIdBytes(Buffer.from(certificatePem));
  return asBuffer(identity.serializeBinary());
};
