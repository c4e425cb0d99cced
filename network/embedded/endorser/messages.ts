import type { WriteLimits } from './simulation.ts';

/** What a peer's thread is started with. */
export interface PeerSettings {
  readonly mspId: string;
  readonly certificate: string;
  readonly key: string;
  readonly ledger: string;
  readonly channel: string;
  readonly limits: WriteLimits;
  /** The config block in force. */
  readonly configBlock: Uint8Array;
}

/** A chaincode that a thread loads, before it knows whose peer it is or later. */
export interface PeerCode {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
  readonly main: string;
}

export type ToPeer =
  | { readonly kind: 'start'; readonly settings: PeerSettings }
  | { readonly kind: 'propose'; readonly id: number; readonly proposal: Uint8Array; readonly endorse: boolean }
  | { readonly kind: 'install'; readonly id: number; readonly code: PeerCode }
  | { readonly kind: 'configure'; readonly configBlock: Uint8Array };

/** The parts of a ProposalResponse. */
export interface PeerResponse {
  readonly status: number;
  readonly message: string;
  /** What chaincode returned. */
  readonly result: Uint8Array;
  /** ProposalResponsePayload; absent when the peer, not the chaincode, failed. */
  readonly payload?: Uint8Array;
  /** Absent unless it was endorsed. */
  readonly signature?: Uint8Array;
  /** ChaincodeInterest: whose endorsements the transaction needs. */
  readonly interest?: Uint8Array;
  /** TxPvtReadWriteSet: what it writes to collections, for the transient store alone. */
  readonly privateSet?: Uint8Array;
  /** Whose private writes those are. */
  readonly txId?: string;
}

export type FromPeer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly reason: string }
  /** A chaincode is loaded, or why not. */
  | { readonly kind: 'installed'; readonly id: number; readonly failure?: string }
  | { readonly kind: 'response'; readonly id: number; readonly response: PeerResponse }
  /** The proposal was refused before chaincode saw it. */
  | { readonly kind: 'refused'; readonly id: number; readonly message: string };
