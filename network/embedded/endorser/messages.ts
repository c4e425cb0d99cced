import type { WriteLimits } from './simulation.ts';

/** What a peer's thread is started with. */
export interface PeerSettings {
  readonly mspId: string;
  readonly certificate: string;
  readonly key: string;
  readonly ledger: string;
  readonly channel: string;
  readonly limits: WriteLimits;
  readonly chaincode: { readonly name: string; readonly version: string };
  /** The config block in force. */
  readonly configBlock: Uint8Array;
}

/** What a thread can load before it knows whose peer it is. */
export interface PeerCode {
  readonly folder: string;
  readonly main: string;
}

export type ToPeer =
  | { readonly kind: 'start'; readonly settings: PeerSettings }
  | { readonly kind: 'propose'; readonly id: number; readonly proposal: Uint8Array; readonly endorse: boolean }
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
}

export type FromPeer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'response'; readonly id: number; readonly response: PeerResponse }
  /** The proposal was refused before chaincode saw it. */
  | { readonly kind: 'refused'; readonly id: number; readonly message: string };
