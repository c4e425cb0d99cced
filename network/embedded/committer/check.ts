import { common, peer } from '@hyperledger/fabric-protos';
import type { Configuration } from '../channel/configuration.ts';
import type { Collection } from '../lifecycle/collections.ts';
import type { Identity } from '../msp/identity.ts';
import type { Member } from '../msp/members.ts';
import { validSigners } from '../policy/signers.ts';
import {
  type Action,
  chaincodeOf,
  expectedTxId,
  type MessageHeader,
  type NamespaceSet,
  readAction,
  readHeader,
  readNamespaces,
} from '../proposal/transaction.ts';

const { TxValidationCode } = peer;
export type ValidationCode = number;
export const valid: ValidationCode = TxValidationCode.VALID;

/** What a transaction is judged by: the configuration, and the policies of the chaincodes. */
export interface Rules {
  /** Changes whenever anything here does: an earlier judgement is then void. */
  readonly epoch: number;
  readonly channel: string;
  readonly configuration: Configuration;
  /** Path of the endorsement policy of a namespace; undefined when no such chaincode is defined. */
  readonly policyOf: (namespace: string) => string | undefined;
  /** The collections of a chaincode by name. */
  readonly collectionsOf: (namespace: string) => ReadonlyMap<string, Collection>;
}

const withoutProvenId: ReadonlySet<ValidationCode> = new Set([
  TxValidationCode.NIL_ENVELOPE,
  TxValidationCode.BAD_PAYLOAD,
  TxValidationCode.BAD_COMMON_HEADER,
  TxValidationCode.BAD_CREATOR_SIGNATURE,
  TxValidationCode.BAD_PROPOSAL_TXID,
  TxValidationCode.UNSUPPORTED_TX_PAYLOAD,
]);

/**
 * Whether the transaction id is the creator's own. An envelope that merely claims another's id must
 * neither take that id's place on the ledger nor be reported to those who wait for it.
 */
export const provesId = (code: ValidationCode): boolean => !withoutProvenId.has(code);

/** An envelope taken apart as far as it goes. */
export interface Transaction {
  readonly bytes: Buffer;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  readonly header: MessageHeader | undefined;
  readonly data: Uint8Array;
}

/** A transaction with the judgement that needs no state. */
export interface CheckedTransaction {
  readonly transaction: Transaction;
  readonly epoch: number;
  /** Form, creator and transaction id. */
  readonly formCode: ValidationCode;
  /** What was endorsed, before its policies; counts only when the form is valid and the id is new. */
  readonly actionCode: ValidationCode;
  readonly action: Action | undefined;
  readonly namespaces: readonly NamespaceSet[];
  /** Each namespace that must be endorsed: the chaincode called and all that are written to. */
  readonly endorsed: readonly string[];
  /** Who endorsed it: known members whose signature holds. */
  readonly signers: readonly Member[];
}

/** Never throws: what does not decode is simply absent. */
export const readTransaction = (bytes: Buffer): Transaction => {
  const nothing = { bytes, payload: new Uint8Array(), signature: new Uint8Array(), data: new Uint8Array() };
  try {
    const envelope = common.Envelope.deserializeBinary(bytes);
    const payload = envelope.getPayload_asU8();
    const parts = common.Payload.deserializeBinary(payload);
    const headerMessage = parts.getHeader();
    return {
      bytes,
      payload,
      signature: envelope.getSignature_asU8(),
      header: headerMessage && readHeader(headerMessage.serializeBinary()),
      data: parts.getData_asU8(),
    };
  } catch {
    return { ...nothing, header: undefined };
  }
};

/** Signatures that were found to hold, by envelope: the orderer and the committer ask for the same one. */
const verified = new WeakMap<Transaction, boolean>();

const signatureHolds = (transaction: Transaction, identity: Identity): boolean => {
  const known = verified.get(transaction);
  if (known !== undefined) return known;
  const holds = identity.verify(transaction.payload, transaction.signature);
  verified.set(transaction, holds);
  return holds;
};

/** The valid member who signed the envelope; undefined when nobody did. */
export const creatorOf = (transaction: Transaction, configuration: Configuration): Member | undefined => {
  try {
    const creator = configuration.members.member(transaction.header?.creator ?? new Uint8Array());
    return creator.refusal === undefined && signatureHolds(transaction, creator.identity) ? creator : undefined;
  } catch {
    return undefined;
  }
};

const checkHeader = (header: MessageHeader | undefined): header is MessageHeader =>
  header !== undefined &&
  [common.HeaderType.ENDORSER_TRANSACTION, common.HeaderType.CONFIG_UPDATE, common.HeaderType.CONFIG].some(
    (type) => type === header.type,
  ) &&
  header.epoch === 0 &&
  header.nonce.length > 0 &&
  header.creator.length > 0;

const readOnlyAction = (header: MessageHeader, data: Uint8Array): Action | undefined => {
  try {
    const actions = peer.Transaction.deserializeBinary(data).getActionsList();
    const [action] = actions;
    if (!action || actions.length !== 1) return undefined;
    const read = readAction(header, action);
    const { nonce, creator } = read.signatureHeader;
    if (nonce.length === 0 || creator.length === 0) return undefined;
    return read.proposalHash.equals(read.expectedProposalHash) ? read : undefined;
  } catch {
    return undefined;
  }
};

const writes = ({ set, collections }: NamespaceSet): boolean =>
  set.getWritesList().length > 0 ||
  set.getMetadataWritesList().length > 0 ||
  collections.some(
    (hashed) => hashed.set.getHashedWritesList().length > 0 || hashed.set.getMetadataWritesList().length > 0,
  );

const signersOf = (action: Action, { members }: Configuration): Member[] =>
  validSigners(
    action.endorsements.map(({ endorser, signature }) => ({
      identity: endorser,
      message: Buffer.concat([action.responsePayload, endorser]),
      signature,
    })),
    members,
  );

const eventMatches = (action: Action, chaincode: string): boolean => {
  const bytes = action.chaincodeAction.getEvents_asU8();
  if (bytes.length === 0) return true;
  try {
    return peer.ChaincodeEvent.deserializeBinary(bytes).getChaincodeId() === chaincode;
  } catch {
    return false;
  }
};

type Judged = Pick<CheckedTransaction, 'actionCode' | 'namespaces' | 'endorsed' | 'signers'>;

const refuse = (code: ValidationCode): Judged => ({ actionCode: code, namespaces: [], endorsed: [], signers: [] });

/** The namespaces written, each of which must be endorsed, and who endorsed them; or a code. */
const judgeAction = (header: MessageHeader, action: Action, rules: Rules): Judged => {
  let chaincode: string;
  try {
    chaincode = chaincodeOf(header.extension);
  } catch {
    return refuse(TxValidationCode.BAD_HEADER_EXTENSION);
  }
  let namespaces: NamespaceSet[];
  try {
    namespaces = readNamespaces(action.chaincodeAction.getResults_asU8());
  } catch {
    return refuse(TxValidationCode.BAD_RWSET);
  }
  const executed = action.chaincodeAction.getChaincodeId();
  if (!executed) return refuse(TxValidationCode.INVALID_OTHER_REASON);
  if (chaincode === '' || chaincode !== executed.getName() || executed.getVersion() === '') {
    return refuse(TxValidationCode.INVALID_CHAINCODE);
  }
  if (!eventMatches(action, chaincode)) return refuse(TxValidationCode.INVALID_OTHER_REASON);
  const names = namespaces.map(({ namespace }) => namespace);
  if (new Set(names).size !== names.length) return refuse(TxValidationCode.ILLEGAL_WRITESET);
  const written = new Set([chaincode, ...namespaces.filter(writes).map(({ namespace }) => namespace)]);
  return { actionCode: valid, namespaces, endorsed: [...written], signers: signersOf(action, rules.configuration) };
};

/** A transaction whose form counts and nothing else, such as a configuration. */
export const unendorsed = (transaction: Transaction, formCode = valid, epoch = 0): CheckedTransaction => ({
  ...{ transaction, epoch, formCode, action: undefined },
  ...refuse(valid),
});

/** Judges a transaction by everything but state, in the order in which a peer does, with its codes. */
export const checkTransaction = (transaction: Transaction, rules: Rules): CheckedTransaction => {
  const { header } = transaction;
  const judged = (formCode: ValidationCode) => unendorsed(transaction, formCode, rules.epoch);
  if (transaction.payload.length === 0) return judged(TxValidationCode.BAD_PAYLOAD);
  if (!checkHeader(header)) return judged(TxValidationCode.BAD_COMMON_HEADER);
  if (!creatorOf(transaction, rules.configuration)) return judged(TxValidationCode.BAD_CREATOR_SIGNATURE);
  if (header.type !== common.HeaderType.ENDORSER_TRANSACTION) return judged(TxValidationCode.UNSUPPORTED_TX_PAYLOAD);
  if (header.txId !== expectedTxId(header)) return judged(TxValidationCode.BAD_PROPOSAL_TXID);
  const action = readOnlyAction(header, transaction.data);
  if (!action) return judged(TxValidationCode.INVALID_ENDORSER_TRANSACTION);
  if (header.channelId !== rules.channel) return judged(TxValidationCode.TARGET_CHAIN_NOT_FOUND);
  return { transaction, epoch: rules.epoch, formCode: valid, action, ...judgeAction(header, action, rules) };
};
