import { createHash, verify, X509Certificate } from 'node:crypto';
import { common, peer, msp as wire } from '@hyperledger/fabric-protos';
import { isLowS, Refusal, readRefusal, refuse } from '@suyuan/schemas';
import type { PeerResponse, Said } from './targets.ts';

/** One institution's signature over the answer: ECDSA with SHA-256 over payload ‖ endorser, S in the lower half. */
export interface Signer {
  readonly msp: string;
  /** PEM */
  readonly certificate: string;
  /** SerializedIdentity, as it was signed */
  readonly endorser: Uint8Array;
  readonly signature: Uint8Array;
}

/** The same answer of several institutions' peers, each under its signature: enough to check it again offline. */
export interface Attestation {
  readonly transactionId: string;
  readonly function: string;
  /** The answer's JSON, null when it is empty. */
  readonly answer: unknown;
  /** The question as its asker signed it, and that signature. */
  readonly proposal: Uint8Array;
  readonly signature: Uint8Array;
  /** ProposalResponsePayload: hash of the question, the answer, what was read in which version. */
  readonly payload: Uint8Array;
  readonly signers: readonly Signer[];
  /** Institutions of the committee whose peers gave no answer that checks. */
  readonly absent: readonly { readonly msp: string; readonly reason: string }[];
}

/** Judges the certificate (PEM) of a peer by the channel's configuration, and says whose it is. @throws Refusal */
export type Vouch = (pem: string) => string;

/** Who must attest: the committee as the channel configures it, and how its peers' certificates are judged. */
export interface Committee {
  readonly msps: readonly string[];
  readonly vouch: Vouch;
}

/** The question, as its asker signed it. */
export interface Question {
  readonly function: string;
  readonly proposal: Uint8Array;
  readonly signature: Uint8Array;
}

/** SHA-256 of channel header, signature header and payload without transient data: what an endorser's answer names. */
function proposalHash(bytes: Uint8Array): { hash: Buffer; transactionId: string } {
  const proposal = peer.Proposal.deserializeBinary(bytes);
  const header = common.Header.deserializeBinary(proposal.getHeader_asU8());
  const payload = peer.ChaincodeProposalPayload.deserializeBinary(proposal.getPayload_asU8());
  payload.clearTransientmapMap();
  const hash = createHash('sha256')
    .update(header.getChannelHeader_asU8())
    .update(header.getSignatureHeader_asU8())
    .update(payload.serializeBinary())
    .digest();
  const channel = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
  return { hash, transactionId: channel.getTxId() };
}

/**
 * One peer's signed answer, checked.
 * @throws an error that says what is wrong with it
 */
function checked(said: PeerResponse, msp: string, hash: Buffer, vouch: Vouch): Signer {
  if (!said.endorsement) throw new Error('its answer is not signed');
  const { endorser, signature } = said.endorsement;
  const identity = wire.SerializedIdentity.deserializeBinary(endorser);
  const pem = Buffer.from(identity.getIdBytes_asU8()).toString('utf8');
  if (identity.getMspid() !== msp) throw new Error(`it signs as ${identity.getMspid()}`);
  if (vouch(pem) !== msp) throw new Error('its certificate is not of its institution');
  if (!isLowS(signature)) throw new Error('its signature is not low-S');
  const key = new X509Certificate(pem).publicKey;
  if (!verify('sha256', Buffer.concat([said.payload, endorser]), key, signature))
    throw new Error('its signature does not verify');
  const payload = peer.ProposalResponsePayload.deserializeBinary(said.payload);
  if (!hash.equals(payload.getProposalHash_asU8())) throw new Error('it answers another question');
  return { msp, certificate: pem, endorser, signature };
}

/** Who said what: institutions with the same words stand together. */
type Camp = { readonly msps: string[]; readonly payload?: Uint8Array; readonly refusal?: Refusal };

const nameOf = ({ msps, refusal }: Camp) => `${msps.join(', ')}${refusal ? ` (${refusal.body.code})` : ''}`;

/** The question's own refusal by chaincode carries no signature; peers agree on it by its text. */
function refusalOf({ response }: PeerResponse): Refusal {
  const body = readRefusal(response.message);
  return body ? new Refusal(body) : refuse('LEDGER_REFUSED', { reason: response.message.slice(0, 300) });
}

function wordsOf(error: unknown): string {
  if (error instanceof Refusal) return [error.body.code, error.body.params.rule].filter(Boolean).join(': ');
  return error instanceof Error ? error.message : String(error);
}

/**
 * What the committee's answers come to. At least `needed` must have answered, all alike.
 * @throws ATTESTATION_DIFFERS naming who gave which answer, ATTESTATION_SHORT naming who gave none; the chaincode's own
 * refusal when all refuse by it
 */
export function judge(question: Question, all: readonly Said[], needed: number, vouch: Vouch): Attestation {
  const { hash, transactionId } = proposalHash(question.proposal);
  const camps = new Map<string, Camp>();
  const signers: Signer[] = [];
  const absent: { msp: string; reason: string }[] = [];
  const join = (key: string, msp: string, camp: Omit<Camp, 'msps'>) => {
    const known = camps.get(key) ?? { msps: [], ...camp };
    known.msps.push(msp);
    camps.set(key, known);
  };
  for (const one of all) {
    if ('silent' in one) absent.push({ msp: one.msp, reason: one.silent });
    else if (one.response.response.status >= 400)
      join(one.response.response.message, one.msp, { refusal: refusalOf(one.response) });
    else {
      try {
        signers.push(checked(one.response, one.msp, hash, vouch));
        join(Buffer.from(one.response.payload).toString('base64'), one.msp, { payload: one.response.payload });
      } catch (error) {
        absent.push({ msp: one.msp, reason: wordsOf(error) });
      }
    }
  }
  const [first, ...others] = camps.values();
  if (others.length && first) throw refuse('ATTESTATION_DIFFERS', { who: [first, ...others].map(nameOf).join(' ≠ ') });
  const answered = first?.msps.length ?? 0;
  if (!first || answered < needed) {
    const who = absent.map(({ msp, reason }) => `${msp} (${reason})`).join('; ');
    throw refuse('ATTESTATION_SHORT', { answered, needed, absent: who });
  }
  if (first.refusal) throw first.refusal;
  const payload = first.payload ?? new Uint8Array();
  const { proposal, signature } = question;
  return {
    transactionId,
    function: question.function,
    answer: answerIn(payload),
    proposal,
    signature,
    payload,
    signers,
    absent,
  };
}

/** The chaincode's answer in a ProposalResponsePayload. */
function answerIn(bytes: Uint8Array): unknown {
  const payload = peer.ProposalResponsePayload.deserializeBinary(bytes);
  const answer = peer.ChaincodeAction.deserializeBinary(payload.getExtension_asU8()).getResponse()?.getPayload_asU8();
  return answer?.length ? JSON.parse(Buffer.from(answer).toString('utf8')) : null;
}
