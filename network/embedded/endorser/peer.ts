import { Worker } from 'node:worker_threads';
import { serializeIdentity } from '../msp/identity.ts';
import { asBuffer } from '../wire/bytes.ts';
import type { FromPeer, PeerCode, PeerResponse, PeerSettings, ToPeer } from './messages.ts';

/** A peer's answer to a proposal: a response, or a refusal before chaincode saw it. */
export type Answer =
  | { readonly kind: 'response'; readonly response: PeerResponse }
  | { readonly kind: 'refused'; readonly message: string };

interface Installation {
  readonly id: number;
  readonly code: PeerCode;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

interface Job {
  readonly id: number;
  readonly proposal: Uint8Array;
  readonly endorse: boolean;
  readonly resolve: (answer: Answer) => void;
}

export interface PeerOptions {
  readonly mspId: string;
  readonly address: string;
  readonly codes: readonly PeerCode[];
  readonly invocationMs: number;
  /** Keeps what a transaction writes to collections until it is committed; an endorsement waits for it. */
  readonly keep: (txId: string, mspId: string, privateSet: Uint8Array) => Promise<void>;
  readonly log: (message: string, details: Record<string, unknown>) => void;
}

const heapMegabytes = 512;

const peerFailure = (message: string): Answer => ({
  kind: 'response',
  response: { status: 500, message, result: new Uint8Array() },
});

/**
 * One operator's endorsing peer as the services see it. Its thread works in order of arrival, so the
 * oldest job is the one that runs: when it overstays its time or takes the thread down, it alone
 * fails, and the others go to a new thread.
 */
export class Peer {
  readonly mspId: string;
  readonly address: string;
  readonly #options: PeerOptions;
  readonly #jobs = new Map<number, Job>();
  readonly #installations = new Map<number, Installation>();
  #codes: readonly PeerCode[];
  #identity: Buffer = Buffer.alloc(0);
  #settings: PeerSettings | undefined;
  /** Spawned, perhaps still loading. */
  #warm: Worker | undefined;
  /** Ready for proposals. */
  #worker: Worker | undefined;
  #outbox: ToPeer[] = [];
  #timer: NodeJS.Timeout | undefined;
  #running: number | undefined;
  #lastId = 0;
  #closed = false;

  /** Spawns the thread at once: it loads its chaincode while the rest of the network is made. */
  constructor(options: PeerOptions) {
    this.#options = options;
    this.#codes = options.codes;
    this.mspId = options.mspId;
    this.address = options.address;
    this.#warm = this.#spawn();
  }

  /** Serialised, as it stands in endorsements. */
  get identity(): Buffer {
    return this.#identity;
  }

  /** Tells the peer who it is; proposals wait until it is ready. */
  configureAs(settings: PeerSettings): void {
    this.#settings = settings;
    this.#identity = serializeIdentity(settings.mspId, settings.certificate);
  }

  /** Resolves when the thread has loaded its chaincode. @throws with the reason when it cannot */
  async start(): Promise<void> {
    const settings = this.#settings;
    if (!settings) throw new Error(`the peer of ${this.mspId} does not know who it is`);
    const worker = this.#warm ?? this.#spawn();
    this.#warm = undefined;
    await new Promise<void>((resolve, reject) => {
      worker.once('error', (error: unknown) => reject(error));
      worker.once('exit', () => reject(new Error('the thread ended before it was ready')));
      worker.once('message', (message: FromPeer) => {
        if (message.kind === 'ready') resolve();
        else reject(new Error(message.kind === 'failed' ? message.reason : 'unexpected message'));
      });
      const start: ToPeer = { kind: 'start', settings };
      worker.postMessage([start]);
    });
    worker.on('message', (message: FromPeer) => this.#receive(worker, message));
    worker.on('error', (error: unknown) => this.#lost(worker, error instanceof Error ? error.message : String(error)));
    worker.on('exit', () => this.#lost(worker, 'the thread ended'));
    if (this.#closed) {
      await worker.terminate();
      return;
    }
    this.#worker = worker;
    const { configBlock } = this.#settings ?? settings;
    if (configBlock !== settings.configBlock) this.#post({ kind: 'configure', configBlock });
    for (const { id, code } of this.#installations.values()) this.#post({ kind: 'install', id, code });
    for (const job of this.#jobs.values()) this.#send(job);
    this.#watch();
  }

  /** @param endorse false for an answer that nobody will submit: it comes without a signature */
  propose(proposal: Uint8Array, endorse: boolean): Promise<Answer> {
    return new Promise((resolve) => {
      this.#lastId += 1;
      const job = { id: this.#lastId, proposal, endorse, resolve };
      this.#jobs.set(job.id, job);
      this.#send(job);
      this.#watch();
    });
  }

  /** Names of the chaincodes that it can run. */
  get chaincodes(): readonly string[] {
    return this.#codes.map(({ name }) => name);
  }

  /** Whether the peer can run a chaincode. */
  has(chaincode: string): boolean {
    return this.#codes.some(({ name }) => name === chaincode);
  }

  /** Loads a chaincode, or a new version of one, for good. @throws when it does not load */
  install(code: PeerCode): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      this.#installations.set(this.#lastId, { id: this.#lastId, code, resolve, reject });
      this.#post({ kind: 'install', id: this.#lastId, code });
    });
  }

  configure(configBlock: Uint8Array): void {
    if (!this.#settings) return;
    this.#settings = { ...this.#settings, configBlock };
    this.#post({ kind: 'configure', configBlock });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await Promise.all([this.#worker?.terminate(), this.#warm?.terminate()]);
    for (const job of this.#jobs.values()) job.resolve(peerFailure('the peer is shutting down'));
    this.#jobs.clear();
  }

  #spawn(): Worker {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), {
      stdout: true,
      workerData: this.#codes,
      env: { ...process.env, CORE_PEER_LOCALMSPID: this.mspId, CORE_CHAINCODE_LOGGING_LEVEL: 'CRITICAL' },
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    });
    // What chaincode prints belongs in the log: stdout is for the process's one line.
    worker.stdout.pipe(process.stderr, { end: false });
    return worker;
  }

  /** Messages of one turn of the event loop go together: waking a thread costs more than a message. */
  #post(message: ToPeer): void {
    if (!this.#worker) return;
    if (this.#outbox.length === 0) setImmediate(() => this.#flush());
    this.#outbox.push(message);
  }

  #flush(): void {
    const messages = this.#outbox;
    this.#outbox = [];
    this.#worker?.postMessage(messages);
  }

  #send(job: Job): void {
    this.#post({ kind: 'propose', id: job.id, proposal: job.proposal, endorse: job.endorse });
  }

  #receive(worker: Worker, message: FromPeer): void {
    if (worker !== this.#worker) return;
    if (message.kind === 'installed') this.#installed(message.id, message.failure);
    if (message.kind !== 'response' && message.kind !== 'refused') return;
    const job = this.#jobs.get(message.id);
    this.#jobs.delete(message.id);
    this.#watch();
    if (message.kind === 'refused') {
      job?.resolve({ kind: 'refused', message: message.message });
    } else if (job) {
      this.#answer(job, message.response);
    }
  }

  #answer(job: Job, { privateSet, txId, ...response }: PeerResponse): void {
    const resolve = () =>
      job.resolve({ kind: 'response', response: { ...response, result: asBuffer(response.result) } });
    const kept = privateSet && txId !== undefined ? this.#options.keep(txId, this.mspId, privateSet) : undefined;
    if (!kept) resolve();
    kept?.then(resolve, (error: unknown) => {
      job.resolve(peerFailure(`error in simulation: failed to keep private data: ${String(error)}`));
    });
  }

  #installed(id: number, failure: string | undefined): void {
    const installation = this.#installations.get(id);
    this.#installations.delete(id);
    if (!installation) return;
    const { code, resolve, reject } = installation;
    if (failure === undefined) {
      this.#codes = [...this.#codes.filter(({ name }) => name !== code.name), code];
      resolve();
    } else {
      reject(new Error(failure));
    }
  }

  /** Times the oldest job from when it became the oldest. */
  #watch(): void {
    const oldest = this.#worker && this.#jobs.keys().next().value;
    if (oldest === this.#running) return;
    this.#running = oldest;
    clearTimeout(this.#timer);
    if (oldest === undefined) return;
    this.#timer = setTimeout(() => {
      this.#fail('timeout expired while executing transaction');
    }, this.#options.invocationMs);
  }

  #lost(worker: Worker, reason: string): void {
    if (worker !== this.#worker || this.#closed) return;
    this.#fail(`[channel ${this.#settings?.channel}] chaincode stream terminated: ${reason}`);
  }

  /** Ends the thread and the job that it was busy with; the rest continues on a new one. */
  #fail(reason: string): void {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#outbox = [];
    const job = this.#running === undefined ? undefined : this.#jobs.get(this.#running);
    if (job) this.#jobs.delete(job.id);
    this.#running = undefined;
    clearTimeout(this.#timer);
    this.#options.log('chaincode thread replaced', { mspId: this.mspId, reason });
    job?.resolve(peerFailure(`error in simulation: failed to execute transaction: ${reason}`));
    const restart = async (): Promise<void> => {
      await worker?.terminate();
      if (!this.#closed) await this.start();
    };
    restart().catch((error: unknown) => {
      this.#options.log('chaincode thread cannot be started', { mspId: this.mspId, reason: String(error) });
      for (const waiting of this.#jobs.values()) waiting.resolve(peerFailure(String(error)));
      this.#jobs.clear();
    });
  }
}
