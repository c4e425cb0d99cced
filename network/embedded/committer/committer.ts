import { peer } from '@hyperledger/fabric-protos';
import { type Configuration, readConfiguration } from '../channel/configuration.ts';
import { lifecycleNamespace, readDefinition } from '../lifecycle/definition.ts';
import { blockBytes, headerHash } from '../orderer/block.ts';
import { appendWrites, type Chain, put, type Tip, type Write } from '../storage/chain.ts';
import { changeKey, encodeChange } from '../storage/history.ts';
import { stateKey } from '../storage/keys.ts';
import { encodeEntry, StateReader } from '../storage/state.ts';
import type { Store } from '../storage/store.ts';
import { asBuffer, sha256, varint } from '../wire/bytes.ts';
import {
  type CheckedTransaction,
  checkTransaction,
  provesId,
  type Rules,
  type ValidationCode,
  valid,
} from './check.ts';
import type { CommittedBlock, CommittedTransaction } from './committed.ts';
import { findConflict } from './conflicts.ts';
import type { OrderedBlock } from './ordered.ts';
import { Updates } from './updates.ts';
import { Watchers } from './watchers.ts';

const { TxValidationCode } = peer;

interface Judged {
  readonly checked: CheckedTransaction;
  readonly code: ValidationCode;
}

const eventOf = ({ checked, code }: Judged): peer.ChaincodeEvent | undefined => {
  const bytes = checked.action?.chaincodeAction.getEvents_asU8();
  if (code !== valid || !bytes || bytes.length === 0) return undefined;
  return peer.ChaincodeEvent.deserializeBinary(bytes);
};

const toCommitted = (judged: Judged): CommittedTransaction => ({
  txId: judged.checked.transaction.header?.txId ?? '',
  type: judged.checked.transaction.header?.type ?? 0,
  code: judged.code,
  event: eventOf(judged),
});

/**
 * Validates ordered blocks and makes them durable: block, transaction ids, state and history in one
 * synchronous batch, so that after any crash either all of a block is there or none of it.
 */
export class Committer {
  readonly watchers = new Watchers();
  readonly #store: Store;
  readonly #chain: Chain;
  readonly #state: StateReader;
  readonly #channel: string;
  readonly #policies = new Map<string, string | undefined>();
  #tip: Tip;
  #configuration: Configuration;
  #epoch = 1;

  constructor(store: Store, chain: Chain, channel: string, tip: Tip, configuration: Configuration) {
    this.#store = store;
    this.#chain = chain;
    this.#state = new StateReader(store);
    this.#channel = channel;
    this.#tip = tip;
    this.#configuration = configuration;
  }

  get tip(): Tip {
    return this.#tip;
  }

  get configuration(): Configuration {
    return this.#configuration;
  }

  get state(): StateReader {
    return this.#state;
  }

  /** What transactions are judged by from now on. */
  get rules(): Rules {
    return {
      epoch: this.#epoch,
      channel: this.#channel,
      configuration: this.#configuration,
      policyOf: (namespace) => this.#policyOf(namespace),
    };
  }

  /** Resolves when the block is on the disk. @throws when it cannot be written: the process must then end */
  async commit(block: OrderedBlock): Promise<CommittedBlock> {
    const updates = new Updates();
    const judged = block.config
      ? block.transactions.map((checked) => ({ checked, code: valid }))
      : await this.#judge(block, updates);
    const codes = Buffer.from(judged.map(({ code }) => code));
    const commitHash =
      block.header.number === 0 ? undefined : this.#commitHash(codes, updates.digest(), this.#tip.commitHash);
    const bytes = blockBytes(block, codes, commitHash);
    const tip: Tip = {
      height: block.header.number + 1,
      hash: headerHash(block.header),
      previousHash: asBuffer(block.header.previousHash),
      commitHash,
      lastConfig: block.config ? block.header.number : this.#tip.lastConfig,
    };
    await this.#store.batch(
      [
        ...appendWrites(bytes, tip, this.#newPlaces(block.header.number, judged)),
        ...this.#stateWrites(updates, judged),
      ],
      { sync: true },
    );
    this.#tip = tip;
    this.#adopt(block, updates);
    const committed: CommittedBlock = {
      number: block.header.number,
      bytes,
      isConfig: block.config !== undefined,
      transactions: judged.map(toCommitted),
    };
    this.watchers.committed(committed);
    return committed;
  }

  #policyOf(namespace: string): string | undefined {
    if (!this.#policies.has(namespace)) {
      const definition = readDefinition(namespace, (key) => this.#state.get(lifecycleNamespace, key)?.value);
      this.#policies.set(namespace, definition?.policy);
    }
    return this.#policies.get(namespace);
  }

  async #judge(block: OrderedBlock, updates: Updates): Promise<Judged[]> {
    const rules = this.rules;
    const seen = new Set<string>();
    const judged: Judged[] = [];
    for (const [index, ordered] of block.transactions.entries()) {
      const checked = ordered.epoch === rules.epoch ? ordered : checkTransaction(ordered.transaction, rules);
      const code = await this.#codeOf(checked, seen, updates);
      if (code === valid) updates.apply(checked.namespaces, { block: block.header.number, transaction: index });
      judged.push({ checked, code });
    }
    return judged;
  }

  /** Form, then duplicates, then endorsements, then state: Fabric's order decides which code shows. */
  async #codeOf(checked: CheckedTransaction, seen: Set<string>, updates: Updates): Promise<ValidationCode> {
    if (checked.formCode !== valid) return checked.formCode;
    const txId = checked.transaction.header?.txId ?? '';
    if (this.#chain.transaction(txId)) return TxValidationCode.DUPLICATE_TXID;
    if (checked.policyCode !== valid) return checked.policyCode;
    if (seen.has(txId)) return TxValidationCode.DUPLICATE_TXID;
    seen.add(txId);
    return findConflict(checked.namespaces, this.#state, updates);
  }

  /** A transaction id keeps its first place. */
  #newPlaces(block: number, judged: readonly Judged[]) {
    const placed = new Set<string>();
    return judged.flatMap(({ checked, code }, index) => {
      const txId = checked.transaction.header?.txId ?? '';
      if (txId === '' || !provesId(code) || placed.has(txId) || this.#chain.transaction(txId)) return [];
      placed.add(txId);
      return [{ txId, block, index, code }];
    });
  }

  #stateWrites(updates: Updates, judged: readonly Judged[]): Write[] {
    const writes: Write[] = [];
    for (const { namespace, key, version, value } of updates.final()) {
      const place = stateKey(namespace, key);
      writes.push(value === undefined ? { type: 'del', key: place } : put(place, encodeEntry(version, value)));
    }
    for (const { namespace, key, version, value } of updates.changes()) {
      const header = judged[version.transaction]?.checked.transaction.header;
      const change = encodeChange({
        txId: header?.txId ?? '',
        seconds: header?.seconds ?? 0,
        nanos: header?.nanos ?? 0,
        isDelete: value === undefined,
        value: value ?? new Uint8Array(),
      });
      writes.push(put(changeKey({ namespace, key, ...version }), change));
    }
    return writes;
  }

  #commitHash(codes: Buffer, updates: Buffer, previous: Buffer | undefined): Buffer {
    return sha256(varint(codes.length), codes, updates, previous ?? new Uint8Array());
  }

  #adopt(block: OrderedBlock, updates: Updates): void {
    const config = block.config?.getConfig();
    if (config) this.#configuration = readConfiguration(config);
    const redefined = updates.changes().some(({ namespace }) => namespace === lifecycleNamespace);
    if (!config && !redefined) return;
    this.#policies.clear();
    this.#epoch += 1;
  }
}
