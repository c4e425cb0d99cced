import { setTimeout as sleep } from 'node:timers/promises';
import { type Commit, CommitError, GatewayError, type Proposal, type Transaction } from '@hyperledger/fabric-gateway';
import { peer } from '@hyperledger/fabric-protos';

const TRIES = 6;

/**
 * A commit status says that one peer has the block. Until the others have it too, endorsers answer from different
 * states; the gateway service then gives up, and so it does when a busy endorser takes longer than a second or its
 * connection to one that was lost is closing. Nothing was ordered, so Fabric leaves it to the client to ask again.
 */
const PASSING = [
  'ProposalResponsePayloads do not match',
  'rpc error: code = DeadlineExceeded',
  'rpc error: code = Unavailable',
  'rpc error: code = Canceled',
];

/** A peer whose word by gossip comes late counts as lost for a moment: nobody was asked. */
export const notAsked = (error: unknown): boolean =>
  error instanceof GatewayError && error.message.includes('failed to find any endorsing peers');

const CONFLICTS: readonly number[] = [
  peer.TxValidationCode.MVCC_READ_CONFLICT,
  peer.TxValidationCode.PHANTOM_READ_CONFLICT,
];

const passes = (error: unknown): boolean =>
  notAsked(error) ||
  (error instanceof GatewayError &&
    error.details.some(({ message }) => PASSING.some((text) => message.includes(text))));

const lostRace = (error: unknown): boolean => error instanceof CommitError && CONFLICTS.includes(error.code);

async function patiently<T>(work: () => Promise<T>, again: (error: unknown) => boolean): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= TRIES || !again(error)) throw error;
      await sleep(Math.random() * 50 * 2 ** attempt);
    }
  }
}

/** Has a proposal endorsed, made anew while the peers are still catching up with each other. */
export const endorsed = (make: () => Proposal): Promise<Transaction> => patiently(() => make().endorse(), passes);

/** Has a command endorsed, ordered and committed, made anew while it loses races. Its commandId keeps it single. */
export const carriedOut = (
  make: () => Proposal,
  submit: (transaction: Transaction) => Promise<Commit>,
): Promise<Uint8Array> =>
  patiently(
    async () => {
      const transaction = await make().endorse();
      const { code, successful, transactionId } = await (await submit(transaction)).getStatus();
      if (successful) return transaction.getResult();
      const message = `transaction ${transactionId} failed to commit with code ${code}`;
      throw new CommitError({ message, code, transactionId });
    },
    (error) => passes(error) || lostRace(error),
  );
