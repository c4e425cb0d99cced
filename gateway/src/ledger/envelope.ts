import { common, ledger, msp, peer } from '@hyperledger/fabric-protos';
import { codeName } from './codes.ts';
import { personOf } from './creator.ts';

export interface Write {
  readonly key: string;
  readonly deleted: boolean;
  readonly value: string;
}

/** A transaction as it stands in a block. Times are ISO 8601 UTC with milliseconds. */
export interface LedgerTransaction {
  readonly id: string;
  readonly index: number;
  readonly type: 'ENDORSER_TRANSACTION' | 'CONFIG' | 'OTHER';
  /** Fabric's validation code by name, such as VALID or MVCC_READ_CONFLICT. */
  readonly code: string;
  readonly time: string;
  readonly msp: string;
  readonly person: string;
  readonly entity: string | undefined;
  /** Of the certificate that signed: lower-case hex SHA-256 of its DER. */
  readonly fingerprint: string | undefined;
  /** Operators whose peers signed its result, in the envelope's order; none of what is not valid. */
  readonly endorsers: readonly string[];
  readonly function: string | undefined;
  readonly args: readonly string[];
  readonly writes: readonly Write[];
  /** SHA-256, hex, of private keys of the own operator's collection of which nothing is to be left: deleted or purged. */
  readonly erased: readonly string[];
  readonly event: { readonly name: string; readonly payload: string } | undefined;
  readonly config: Uint8Array | undefined;
}

/** Parts of an envelope's payload that every reader needs. */
export function openEnvelope(bytes: Uint8Array) {
  const envelope = common.Envelope.deserializeBinary(bytes);
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const header = payload.getHeader();
  if (!header) throw new Error('an envelope without header');
  return {
    envelope,
    payload,
    channel: common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8()),
    signature: common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8()),
  };
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

function erasedIn(hashed: Uint8Array): string[] {
  const writes = ledger.rwset.kvrwset.HashedRWSet.deserializeBinary(hashed).getHashedWritesList();
  const gone = writes.filter((write) => write.getIsDelete() || write.getIsPurge());
  return gone.map((write) => Buffer.from(write.getKeyHash_asU8()).toString('hex'));
}

/** What of a block is read: the writes of a chaincode, and what is erased of one private collection of it. */
export interface Scope {
  readonly chaincode: string;
  readonly collection: string;
}

function readAction(data: Uint8Array, { chaincode, collection: own }: Scope) {
  const action = peer.Transaction.deserializeBinary(data).getActionsList()[0];
  if (!action) throw new Error('a transaction without action');
  const payload = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8());
  const proposal = peer.ChaincodeProposalPayload.deserializeBinary(payload.getChaincodeProposalPayload_asU8());
  const spec = peer.ChaincodeInvocationSpec.deserializeBinary(proposal.getInput_asU8()).getChaincodeSpec();
  const args = spec?.getInput()?.getArgsList_asU8() ?? [];
  const response = peer.ProposalResponsePayload.deserializeBinary(
    payload.getAction()?.getProposalResponsePayload_asU8() ?? new Uint8Array(),
  );
  const result = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
  const sets = ledger.rwset.TxReadWriteSet.deserializeBinary(result.getResults_asU8()).getNsRwsetList();
  const writes: Write[] = [];
  const erased: string[] = [];
  for (const set of sets) {
    if (set.getNamespace() !== chaincode) continue;
    for (const write of ledger.rwset.kvrwset.KVRWSet.deserializeBinary(set.getRwset_asU8()).getWritesList())
      writes.push({ key: write.getKey(), deleted: write.getIsDelete(), value: text(write.getValue_asU8()) });
    for (const collection of set.getCollectionHashedRwsetList())
      if (collection.getCollectionName() === own) erased.push(...erasedIn(collection.getHashedRwset_asU8()));
  }
  const signed = payload.getAction()?.getEndorsementsList() ?? [];
  const endorsers = signed.map((one) => msp.SerializedIdentity.deserializeBinary(one.getEndorser_asU8()).getMspid());
  const event = peer.ChaincodeEvent.deserializeBinary(result.getEvents_asU8());
  return {
    endorsers,
    function: args[0] && spec?.getChaincodeId()?.getName() === chaincode ? text(args[0]) : undefined,
    args: args.slice(1).map(text),
    writes,
    erased,
    event: event.getEventName() ? { name: event.getEventName(), payload: text(event.getPayload_asU8()) } : undefined,
  };
}

const nothing = { endorsers: [], function: undefined, args: [], writes: [], erased: [], event: undefined };

/** Decodes one envelope of a block. @throws when a transaction that claims to be of an endorser does not decode */
export function readTransaction(bytes: Uint8Array, index: number, code: number, scope: Scope): LedgerTransaction {
  const { payload, channel, signature } = openEnvelope(bytes);
  const creator = msp.SerializedIdentity.deserializeBinary(signature.getCreator_asU8());
  const kind = channel.getType();
  const isEndorsed = kind === common.HeaderType.ENDORSER_TRANSACTION;
  const isConfig = kind === common.HeaderType.CONFIG;
  const name = codeName(code);
  const action = isEndorsed && name === 'VALID' ? readAction(payload.getData_asU8(), scope) : nothing;
  return {
    id: channel.getTxId(),
    index,
    type: isEndorsed ? 'ENDORSER_TRANSACTION' : isConfig ? 'CONFIG' : 'OTHER',
    code: name,
    time: (channel.getTimestamp()?.toDate() ?? new Date(0)).toISOString(),
    msp: creator.getMspid(),
    ...personOf(creator.getIdBytes_asU8()),
    ...action,
    config: isConfig ? payload.getData_asU8() : undefined,
  };
}
