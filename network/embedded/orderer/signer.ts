import { type KeyObject, randomBytes } from 'node:crypto';
import { common } from '@hyperledger/fabric-protos';
import { signLowS } from '../../identity/signature.ts';
import { type BlockHeader, headerBytes } from './block.ts';

/** The one orderer: a serialised identity with OU=orderer, and its key. */
export interface OrdererIdentity {
  readonly identity: Uint8Array;
  readonly key: KeyObject;
}

const wrap = (value: Uint8Array, signature?: common.MetadataSignature): Uint8Array => {
  const metadata = new common.Metadata();
  metadata.setValue(value);
  if (signature) metadata.setSignaturesList([signature]);
  return metadata.serializeBinary();
};

/**
 * The orderer's block metadata, as a Raft orderer signs it: over the metadata's value, the signature
 * header, and the ASN.1 of the block's header.
 */
export const signBlock = (
  orderer: OrdererIdentity,
  header: BlockHeader,
  lastConfig: number,
): { readonly signatures: Uint8Array; readonly lastConfig: Uint8Array } => {
  const last = new common.LastConfig();
  last.setIndex(lastConfig);
  const ordererMetadata = new common.OrdererBlockMetadata();
  ordererMetadata.setLastConfig(last);
  const value = ordererMetadata.serializeBinary();
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(orderer.identity);
  signatureHeader.setNonce(randomBytes(24));
  const signature = new common.MetadataSignature();
  signature.setSignatureHeader(signatureHeader.serializeBinary());
  const message = Buffer.concat([value, signature.getSignatureHeader_asU8(), headerBytes(header)]);
  signature.setSignature(signLowS(message, orderer.key));
  return { signatures: wrap(value, signature), lastConfig: wrap(last.serializeBinary()) };
};
