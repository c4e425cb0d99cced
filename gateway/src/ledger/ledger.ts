import type { CommandName, Outcome, QueryName } from '@suyuan/schemas';
import type { Attestation, Committee } from './attestation.ts';
import type { LedgerBlock } from './block.ts';
import type { ChannelConfig } from './channel-config.ts';
import type { SigningIdentity } from './peer.ts';

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

/** Which command some signed bytes carry. */
export interface Named {
  readonly name: CommandName;
  readonly commandId: string;
}

/** Who speaks when no key is at hand: signed bytes come from outside. */
export interface Speaker {
  readonly msp: string;
  readonly certificate: string;
}

export type Fate = { readonly code: string } | undefined;

/** The one way to the ledger. Failures are thrown as `Refusal`s. */
export interface Ledger {
  readonly operator: { readonly mspId: string; readonly name: string };
  readonly channel: string;
  readonly chaincode: string;
  /** Asks a query of chaincode as somebody whose key is kept here; answers its JSON payload. */
  evaluateAs(identity: SigningIdentity, query: QueryName, argument: unknown): Promise<unknown>;
  /** The same, by a proposal that its speaker signed elsewhere. */
  evaluate(speaker: Speaker, proposal: Uint8Array, signature: Uint8Array): Promise<unknown>;
  /** The same question to each of the committee's peers, with every signed answer. */
  attest(committee: Committee, speaker: Speaker, proposal: Uint8Array, signature: Uint8Array): Promise<Attestation>;
  /** Endorses, submits and waits for the commit as somebody whose key is kept here. */
  submitAs(identity: SigningIdentity, name: CommandName, command: object): Promise<Committed>;
  prepare(speaker: Speaker, name: CommandName | QueryName, argument: object): ToSign;
  endorse(speaker: Speaker, proposal: Uint8Array, signature: Uint8Array): Promise<ToSign & Named>;
  submit(speaker: Speaker, transaction: Uint8Array, signature: Uint8Array): Promise<Committed & Named>;
  /** What became of a transaction, of the own peer or, where it is lost, of another; undefined while it knows none. */
  fate(transactionId: string): Promise<Fate>;
  /**
   * Full blocks in order from a number on, without end, each with the hash that the one before has; `previous` is the
   * hash of the one before the first. When the own peer is lost they come of the other operators'. Ends when the signal
   * aborts. @throws ChainBroken when every peer's chain is another, an error when no peer can be read from
   */
  blocks(from: number, signal: AbortSignal, previous?: string): AsyncIterable<LedgerBlock>;
  height(): Promise<number>;
  /** The channel's configuration in force, fetched from the peer. */
  channelConfig(): Promise<ChannelConfig>;
  tick(): Promise<void>;
  /** Records that this operator holds the leaves file of a batch, whose digest and root were found right. */
  attestBatch(held: { readonly batch: string; readonly file: string; readonly root: string }): Promise<void>;
  close(): void;
}
