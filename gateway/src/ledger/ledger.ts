import type {
  CommandName,
  Commands,
  Outcome,
  PrivateQueries,
  PrivateTransactions,
  QueryName,
  VaultContent,
} from '@suyuan/schemas';
import type { Attestation, Committee } from './attestation.ts';
import type { LedgerBlock } from './block.ts';
import type { ChannelConfig } from './channel-config.ts';
import type { SigningIdentity } from './peer.ts';
import type { PrivateBlock } from './private.ts';

/** What a committed command came to. */
export interface Committed {
  readonly transactionId: string;
  readonly block: number;
  readonly outcome: Outcome;
}

/** Bytes for a client to sign: ECDSA with SHA-256 over `toSign`, low S, DER. */
export interface ToSign {
  readonly transactionId: string;
  readonly bytes: Uint8Array;
  readonly toSign: Uint8Array;
}

export type TransactionName = CommandName | keyof PrivateTransactions;
export type QuestionName = QueryName | keyof PrivateQueries;

/** What goes to the peer of one operator alone, by its MSP: the own one's, unless another is named. */
export interface Addressed {
  readonly at?: string | undefined;
  /** Values for a vault, which go nowhere else: never into a block, never to another peer. */
  readonly content?: VaultContent | undefined;
}

/** Which transaction some signed bytes carry. A private one keeps its command id to itself: the vault's stands for it. */
export interface Named {
  readonly name: TransactionName;
  readonly commandId: string;
}

/** The operator that hosts an entity, by MSP. */
export type HostOf = (entity: string) => Promise<string | undefined>;

/** Who speaks when no key is at hand: signed bytes come from outside. */
export interface Speaker {
  readonly msp: string;
  readonly certificate: string;
}

/** What was purged of the vault at one operator's peer. */
export interface Erased {
  readonly vault: string;
  readonly host: string;
  readonly fields: readonly string[];
}

export type Fate = { readonly code: string } | undefined;

/** The one way to the ledger. Failures are thrown as `Refusal`s. */
export interface Ledger {
  readonly operator: { readonly mspId: string; readonly name: string };
  readonly channel: string;
  readonly chaincode: string;
  /**
   * Asks a query of chaincode as somebody whose key is kept here; answers its JSON payload. What private values answer is
   * asked of the own peer alone, or of that of the operator `at`.
   */
  evaluateAs(identity: SigningIdentity, query: QuestionName, argument: unknown, at?: string): Promise<unknown>;
  /** The same, by a proposal that its speaker signed elsewhere. */
  evaluate(speaker: Speaker, proposal: Uint8Array, signature: Uint8Array): Promise<unknown>;
  /** The same question to each of the committee's peers, with every signed answer. */
  attest(committee: Committee, speaker: Speaker, proposal: Uint8Array, signature: Uint8Array): Promise<Attestation>;
  /** Endorses, submits and waits for the commit as somebody whose key is kept here. */
  submitAs(identity: SigningIdentity, name: TransactionName, command: object, to?: Addressed): Promise<Committed>;
  prepare(speaker: Speaker, name: TransactionName | QuestionName, argument: object, to?: Addressed): ToSign;
  /** Values for a vault are sent on only to the host of the entity that they are for. */
  endorse(speaker: Speaker, proposal: Uint8Array, signature: Uint8Array, hostOf?: HostOf): Promise<ToSign & Named>;
  submit(speaker: Speaker, transaction: Uint8Array, signature: Uint8Array): Promise<Committed & Named>;
  /** What became of a transaction, of the own peer or, where it is lost, of another; undefined while it knows none. */
  fate(transactionId: string): Promise<Fate>;
  /**
   * Full blocks in order from a number on, without end, each with the hash that the one before has; `previous` is the
   * hash of the one before the first. When the own peer is lost they come of the other operators'. Ends when the signal
   * aborts. @throws ChainBroken when every peer's chain is another, an error when no peer can be read from
   */
  blocks(from: number, signal: AbortSignal, previous?: string): AsyncIterable<LedgerBlock>;
  /** What the own operator's collection was given, block by block; ends when the signal aborts. @throws when the peer is lost */
  privateBlocks(from: number, signal: AbortSignal): AsyncIterable<PrivateBlock>;
  height(): Promise<number>;
  /** A block that is on the ledger, as the own peer keeps it: a protobuf message `common.Block`. */
  rawBlock(number: number): Promise<Uint8Array>;
  /** The channel's configuration in force, fetched from the peer. */
  channelConfig(): Promise<ChannelConfig>;
  tick(): Promise<void>;
  /** Records that this operator holds the leaves file of a batch, whose digest and root were found right. */
  attestBatch(held: { readonly batch: string; readonly file: string; readonly root: string }): Promise<void>;
  /** Puts a stretch of this operator's read log on the ledger, by its digest. */
  sealReading(span: Omit<Commands['reading:seal'], 'commandId'>): Promise<void>;
  /** Records that this operator's peer has nothing of an erased vault any more. @throws VAULT_PRESENT where it has */
  attestAbsence(erased: Erased): Promise<void>;
  /** Records where this operator's gateway is. */
  announce(place: { readonly address: string; readonly certificate: string }): Promise<void>;
  close(): void;
}
