import { peer } from '@hyperledger/fabric-protos';
import { type Configuration, readConfiguration } from '../channel/configuration.ts';
import { collectionsOf } from '../lifecycle/collections.ts';
import { type Definition, lifecycleNamespace, readDefinition } from '../lifecycle/definition.ts';
import { blockBytes, headerHash } from '../orderer/block.ts';
import { appendWrites, type Chain, put, type Tip, type Write } from '../storage/chain.ts';
import { changeKey, encodeChange } from '../storage/history.ts';
import { hashedKey, parameterKey, startingWith, stateKey } from '../storage/keys.ts';
import { HashReader, parametersFact } from '../storage/private.ts';
import { encodeEntry, StateReader } from '../storage/state.ts';
import type { Store } from '../storage/store.ts';
import { TransientStore } from '../storage/transient.ts';
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
import { EndorsementJudge } from './endorsements.ts';
import type { OrderedBlock } from './ordered.ts';
import { PrivateBlock } from './private-data.ts';
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
  readonly #hashes: HashReader;
  readonly #transient: TransientStore;
  readonly #channel: string;
  readonly #definitions = new Map<string, Definition | undefined>();
  #erasing: Promise<unknown> = Promise.resolve();
  #tip: Tip;
  #configuration: Configuration;
  #epoch = 1;

  constructor(store: Store, chain: Chain, channel: string, tip: Tip, configuration: Configuration) {
    this.#store = store;
    this.#chain = chain;
    this.#state = new StateReader(store);
    this.#hashes = new HashReader(store);
    this.#transient = new TransientStore(store);
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
      policyOf: (namespace) => this.definitionOf(namespace)?.policy,
      collectionsOf: (namespace) =>
        collectionsOf(this.definitionOf(namespace)?.collections ?? new Uint8Array(), this.#configuration),
    };
  }

  /** A chaincode as the channel has it; undefined when it is not defined. */
  definitionOf(chaincode: string): Definition | undefined {
    if (!this.#definitions.has(chaincode)) {
      const read = (key: string) => this.#state.get(lifecycleNamespace, key)?.value;
      this.#definitions.set(chaincode, readDefinition(chaincode, read));
    }
    return this.#definitions.get(chaincode);
  }

  /** Resolves when nothing is being erased from the disk. */
  async settled(): Promise<void> {
    await this.#erasing;
  }

  /** Resolves when the block is on the disk. @throws when it cannot be written: the process must then end */
  async commit(block: OrderedBlock): Promise<CommittedBlock> {
    const updates = new Updates({ state: this.#state, hashes: this.#hashes });
    const privately = new PrivateBlock(this.#store, this.#transient, this.rules, block.header.number);
    const judged = block.config
      ? block.transactions.map((checked) => ({ checked, code: valid }))
      : await this.#judge(block, updates, privately);
    await privately.expire(
      updates,
      ({ namespace, collection }, hash) => this.#hashes.get(namespace, collection, hash)?.version,
    );
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
        ...this.#hashWrites(updates),
        ...privately.writes,
      ],
      { sync: true },
    );
    this.#tip = tip;
    this.#adopt(block, updates);
    if (privately.erased) this.#erase();
    if (tip.height % 100 === 0) await this.#transient.sweep(tip.height);
    const committed: CommittedBlock = {
      number: block.header.number,
      bytes,
      isConfig: block.config !== undefined,
      transactions: judged.map(toCommitted),
    };
    this.watchers.committed(committed);
    return committed;
  }

  async #judge(block: OrderedBlock, updates: Updates, privately: PrivateBlock): Promise<Judged[]> {
    const rules = this.rules;
    const seen = new Set<string>();
    const endorsements = new EndorsementJudge(rules, this.#hashes);
    const judged: Judged[] = [];
    for (const [index, ordered] of block.transactions.entries()) {
      const checked = ordered.epoch === rules.epoch ? ordered : checkTransaction(ordered.transaction, rules);
      const code = await this.#codeOf(checked, seen, endorsements, updates);
      const version = { block: block.header.number, transaction: index };
      if (code === valid) {
        updates.apply(checked.namespaces, version);
        await privately.apply(checked, version);
      }
      await privately.release(checked);
      judged.push({ checked, code });
    }
    return judged;
  }

  /** Form, then duplicates, then endorsements, then state: Fabric's order decides which code shows. */
  async #codeOf(
    checked: CheckedTransaction,
    seen: Set<string>,
    endorsements: EndorsementJudge,
    updates: Updates,
  ): Promise<ValidationCode> {
    if (checked.formCode !== valid) return checked.formCode;
    const txId = checked.transaction.header?.txId ?? '';
    if (this.#chain.transaction(txId)) return TxValidationCode.DUPLICATE_TXID;
    if (checked.actionCode !== valid) return checked.actionCode;
    const endorsed = endorsements.judge(checked);
    if (endorsed !== valid) return endorsed;
    if (seen.has(txId)) return TxValidationCode.DUPLICATE_TXID;
    seen.add(txId);
    return findConflict(checked.namespaces, { state: this.#state, hashes: this.#hashes }, updates);
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

  #hashWrites(updates: Updates): Write[] {
    const writes: Write[] = [];
    for (const { place, version, value } of updates.hashed()) {
      const key = hashedKey(place.namespace, place.collection, place.key);
      writes.push(value === undefined ? { type: 'del', key } : put(key, encodeEntry(version, value)));
    }
    for (const { place, value } of updates.metadata()) {
      const { namespace, collection } = place;
      const key = parameterKey(namespace, collection, place.key);
      if (value === undefined) {
        writes.push({ type: 'del', key });
      } else {
        writes.push(put(key, Buffer.from(value)), put(parametersFact(namespace, collection), Buffer.alloc(0)));
      }
    }
    return writes;
  }

  /** What was purged leaves the disk too: LevelDB keeps old values until it rewrites their files. */
  #erase(): void {
    this.#erasing = this.#erasing.then(async () => {
      for (const space of ['p', 'w', 'z']) {
        const { gte, lt } = startingWith(Buffer.from(space));
        await this.#store.compactRange(gte, lt);
      }
    });
    this.#erasing.catch(() => undefined);
  }

  #commitHash(codes: Buffer, updates: Buffer, previous: Buffer | undefined): Buffer {
    return sha256(varint(codes.length), codes, updates, previous ?? new Uint8Array());
  }

  #adopt(block: OrderedBlock, updates: Updates): void {
    for (const { place, value } of updates.metadata()) {
      if (value !== undefined) this.#hashes.govern(place.namespace, place.collection);
    }
    const config = block.config?.getConfig();
    if (config) this.#configuration = readConfiguration(config);
    const redefined = updates.changes().some(({ namespace }) => namespace === lifecycleNamespace);
    if (!config && !redefined) return;
    this.#definitions.clear();
    this.#epoch += 1;
  }
}
