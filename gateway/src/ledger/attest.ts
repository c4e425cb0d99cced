import { setTimeout as sleep } from 'node:timers/promises';
import { gateway } from '@hyperledger/fabric-protos';
import { Refusal } from '@suyuan/schemas';
import { type Attestation, type Committee, judge } from './attestation.ts';
import type { Speaker } from './ledger.ts';
import type { Place } from './offline.ts';
import { recheckQuery } from './recheck.ts';
import type { Targets } from './targets.ts';

/** Peers have a block at slightly different times; until all have it, the versions that they read differ. */
const TRIES = 6;

/**
 * Puts one signed question to each of the committee's peers. One of them may be away, as one may be away when the
 * committee endorses; those who answer must agree.
 * @throws ATTESTATION_DIFFERS, ATTESTATION_SHORT, SIGNED_BYTES, or what chaincode refuses
 */
export async function attest(
  place: Place,
  targets: Targets,
  { msps, vouch }: Committee,
  speaker: Speaker,
  bytes: Uint8Array,
  signature: Uint8Array,
): Promise<Attestation> {
  const name = recheckQuery(bytes, { ...place, speaker });
  const signed = gateway.ProposedTransaction.deserializeBinary(bytes).getProposal();
  const question = { function: name, proposal: signed?.getProposalBytes_asU8() ?? new Uint8Array(), signature };
  const needed = Math.max(1, msps.length - 1);
  for (let attempt = 1; ; attempt += 1) {
    const said = await targets.ask(msps, question.proposal, signature, needed);
    try {
      return judge(question, said, needed, vouch);
    } catch (error) {
      const differs = error instanceof Refusal && error.body.code === 'ATTESTATION_DIFFERS';
      if (!differs || attempt >= TRIES) throw error;
      await sleep(attempt * 50);
    }
  }
}
