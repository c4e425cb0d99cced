import type { common } from '@hyperledger/fabric-protos';
import { type CheckedTransaction, checkTransaction, readTransaction, unendorsed } from '../committer/check.ts';
import type { CommittedBlock } from '../committer/committed.ts';
import type { Committer } from '../committer/committer.ts';
import type { OrderedBlock } from '../committer/ordered.ts';
import { type Refusal, refusalOf } from './admission.ts';
import { dataHash } from './block.ts';
import { type OrdererIdentity, signBlock } from './signer.ts';

export interface OrdererOptions {
  readonly channel: string;
  readonly identity: OrdererIdentity;
  readonly timeoutMs: number;
  /** Told when a block could not be committed: nothing may go on after that. */
  readonly onFatal: (error: unknown) => void;
}

/**
 * Nothing has come for this long: the clients wait for us, not we for them. A block is cut then,
 * well before the batch timeout, which stays the longest that a transaction waits.
 */
const quietMs = 6;

type Work = { readonly transactions: readonly CheckedTransaction[]; readonly config?: common.ConfigEnvelope };

/**
 * Takes transactions in, cuts blocks by count, bytes, timeout and quiet, signs them, and hands them
 * to the committer one by one. There is one orderer and no consensus.
 */
export class Orderer {
  readonly #committer: Committer;
  readonly #options: OrdererOptions;
  #pending: CheckedTransaction[] = [];
  #pendingBytes = 0;
  #timeout: NodeJS.Timeout | undefined;
  #quiet: NodeJS.Timeout | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #queued = 0;
  #closed = false;

  constructor(committer: Committer, options: OrdererOptions) {
    this.#committer = committer;
    this.#options = options;
  }

  /** Takes a serialised envelope, or says why not; it is judged now, while its block is still open. */
  broadcast(envelope: Buffer): Refusal | undefined {
    if (this.#closed) return { status: 503, info: 'the orderer is shutting down' };
    const transaction = readTransaction(envelope);
    const { configuration } = this.#committer;
    const refusal = refusalOf(transaction, this.#options.channel, configuration);
    if (refusal) return refusal;
    const { batch } = configuration;
    const size = envelope.length;
    if (this.#pendingBytes + size > batch.preferredBytes) this.#cut();
    this.#pending.push(checkTransaction(transaction, this.#committer.rules));
    this.#pendingBytes += size;
    if (this.#pending.length >= batch.maxMessages || size > batch.preferredBytes) this.#cut();
    else this.#await();
    return undefined;
  }

  /** Orders a configuration by itself, after everything that came before. */
  async configure(envelope: Buffer, config: common.ConfigEnvelope): Promise<CommittedBlock> {
    this.#cut();
    const transaction = readTransaction(envelope);
    return this.#enqueue({
      config,
      transactions: [unendorsed(transaction)],
    });
  }

  /** Commits what is pending and takes nothing more. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#cut();
    await this.#last.catch(() => undefined);
  }

  #await(): void {
    this.#timeout ??= setTimeout(() => this.#cut(), this.#options.timeoutMs);
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.#whenIdle(), quietMs);
  }

  /** While an earlier block is being written, waiting costs nothing and makes a larger block. */
  #whenIdle(): void {
    if (this.#queued === 0) this.#cut();
    else this.#quiet = setTimeout(() => this.#whenIdle(), 1);
  }

  #cut(): void {
    clearTimeout(this.#timeout);
    clearTimeout(this.#quiet);
    this.#timeout = undefined;
    const transactions = this.#pending;
    if (transactions.length === 0) return;
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#enqueue({ transactions }).catch(() => undefined);
  }

  #enqueue(work: Work): Promise<CommittedBlock> {
    this.#queued += 1;
    const committed = this.#last.then(() => this.#committer.commit(this.#order(work)));
    this.#last = committed
      .catch((error: unknown) => {
        this.#options.onFatal(error);
        throw error;
      })
      .finally(() => {
        this.#queued -= 1;
      });
    this.#last.catch(() => undefined);
    return committed;
  }

  #order(work: Work): OrderedBlock {
    const { tip } = this.#committer;
    const envelopes = work.transactions.map(({ transaction }) => transaction.bytes);
    const header = { number: tip.height, previousHash: tip.hash, dataHash: dataHash(envelopes) };
    const lastConfig = work.config ? tip.height : tip.lastConfig;
    return { ...work, header, envelopes, ...signBlock(this.#options.identity, header, lastConfig) };
  }
}
