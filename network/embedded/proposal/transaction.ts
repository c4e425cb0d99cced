import { common, ledger, peer } from '@hyperledger/fabric-protos';
import { asBuffer, sha256 } from '../wire/bytes.ts';

/** The parts of a channel header and a signature header that every check needs. */
export interface MessageHeader {
  readonly type: number;
  readonly channelId: string;
  readonly txId: string;
  readonly epoch: number;
  readonly seconds: number;
  readonly nanos: number;
  readonly extension: Uint8Array;
  readonly creator: Buffer;
  readonly nonce: Buffer;
  /** As they were sent: they are hashed. */
  readonly channelHeaderBytes: Uint8Array;
  readonly signatureHeaderBytes: Uint8Array;
}

/** @throws when the header or a part of it does not decode */
export const readHeader = (bytes: Uint8Array): MessageHeader => {
  const header = common.Header.deserializeBinary(bytes);
  const channelHeaderBytes = header.getChannelHeader_asU8();
  const signatureHeaderBytes = header.getSignatureHeader_asU8();
  const channel = common.ChannelHeader.deserializeBinary(channelHeaderBytes);
  const signature = common.SignatureHeader.deserializeBinary(signatureHeaderBytes);
  const timestamp = channel.getTimestamp();
  return {
    type: channel.getType(),
    channelId: channel.getChannelId(),
    txId: channel.getTxId(),
    epoch: channel.getEpoch(),
    seconds: timestamp?.getSeconds() ?? 0,
    nanos: timestamp?.getNanos() ?? 0,
    extension: channel.getExtension_asU8(),
    creator: asBuffer(signature.getCreator_asU8()),
    nonce: asBuffer(signature.getNonce_asU8()),
    channelHeaderBytes,
    signatureHeaderBytes,
  };
};

/** A transaction's id is the hash of its nonce and creator. */
export const expectedTxId = (header: Pick<MessageHeader, 'nonce' | 'creator'>): string =>
  sha256(header.nonce, header.creator).toString('hex');

/** The chaincode that a channel header's extension names; empty when it names none. */
export const chaincodeOf = (extension: Uint8Array): string =>
  peer.ChaincodeHeaderExtension.deserializeBinary(extension).getChaincodeId()?.getName() ?? '';

/** What a transaction reads and writes of one collection, by hashes. */
export interface CollectionSet {
  readonly collection: string;
  readonly set: ledger.rwset.kvrwset.HashedRWSet;
  /** SHA-256 of the private read-write set that belongs to it. */
  readonly privateHash: Buffer;
}

export interface NamespaceSet {
  readonly namespace: string;
  readonly set: ledger.rwset.kvrwset.KVRWSet;
  readonly collections: readonly CollectionSet[];
}

/** An endorsed action: what was asked, what the endorsers answered, and their signatures. */
export interface Action {
  readonly proposalHash: Buffer;
  readonly expectedProposalHash: Buffer;
  readonly signatureHeader: { readonly nonce: Uint8Array; readonly creator: Uint8Array };
  readonly responsePayload: Uint8Array;
  readonly endorsements: readonly { readonly endorser: Uint8Array; readonly signature: Uint8Array }[];
  readonly chaincodeAction: peer.ChaincodeAction;
}

/** @throws when a part does not decode; `actions` other than one are for the caller to refuse */
export const readAction = (header: MessageHeader, action: peer.TransactionAction): Action => {
  const signatureHeaderBytes = action.getHeader_asU8();
  const signatureHeader = common.SignatureHeader.deserializeBinary(signatureHeaderBytes);
  const payload = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8());
  const endorsed = payload.getAction();
  if (!endorsed) throw new Error('nil action');
  const responsePayload = endorsed.getProposalResponsePayload_asU8();
  const response = peer.ProposalResponsePayload.deserializeBinary(responsePayload);
  return {
    proposalHash: asBuffer(response.getProposalHash_asU8()),
    expectedProposalHash: sha256(
      header.channelHeaderBytes,
      signatureHeaderBytes,
      payload.getChaincodeProposalPayload_asU8(),
    ),
    signatureHeader: { nonce: signatureHeader.getNonce_asU8(), creator: signatureHeader.getCreator_asU8() },
    responsePayload,
    endorsements: endorsed.getEndorsementsList().map((endorsement) => ({
      endorser: endorsement.getEndorser_asU8(),
      signature: endorsement.getSignature_asU8(),
    })),
    chaincodeAction: peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8()),
  };
};

/** @throws when the read-write set does not decode */
export const readNamespaces = (results: Uint8Array): NamespaceSet[] =>
  ledger.rwset.TxReadWriteSet.deserializeBinary(results)
    .getNsRwsetList()
    .map((entry) => ({
      namespace: entry.getNamespace(),
      set: ledger.rwset.kvrwset.KVRWSet.deserializeBinary(entry.getRwset_asU8()),
      collections: entry.getCollectionHashedRwsetList().map((collection) => ({
        collection: collection.getCollectionName(),
        set: ledger.rwset.kvrwset.HashedRWSet.deserializeBinary(collection.getHashedRwset_asU8()),
        privateHash: asBuffer(collection.getPvtRwsetHash_asU8()),
      })),
    }));

/** One collection's private read-write set, a KVRWSet in the clear. */
export interface PrivateSet {
  readonly namespace: string;
  readonly collection: string;
  readonly bytes: Buffer;
}

/** A TxPvtReadWriteSet, collection by collection. */
export const readPrivateSets = (set: Uint8Array): PrivateSet[] =>
  ledger.rwset.TxPvtReadWriteSet.deserializeBinary(set)
    .getNsPvtRwsetList()
    .flatMap((namespace) =>
      namespace.getCollectionPvtRwsetList().map((entry) => ({
        namespace: namespace.getNamespace(),
        collection: entry.getCollectionName(),
        bytes: asBuffer(entry.getRwset_asU8()),
      })),
    );
