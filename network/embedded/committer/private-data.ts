import { ledger } from '@hyperledger/fabric-protos';
import type { Collection } from '../lifecycle/collections.ts';
import { type CollectionSet, readPrivateSets } from '../proposal/transaction.ts';
import { put, type Write } from '../storage/chain.ts';
import {
  expiryKey,
  expiryPrefix,
  holderKey,
  holderPrefix,
  type PrivateSetPlace,
  privateNamespace,
  privateSetKey,
  privateSpace,
  readU64,
  startingWith,
  stateKey,
  u32,
  u64,
} from '../storage/keys.ts';
import { encodeEntry, StateReader, type Version } from '../storage/state.ts';
import type { Store } from '../storage/store.ts';
import type { TransientStore } from '../storage/transient.ts';
import { sha256 } from '../wire/bytes.ts';
import type { CheckedTransaction, Rules } from './check.ts';
import type { Updates } from './updates.ts';

const { KVRWSet } = ledger.rwset.kvrwset;
const keyHash = (key: string): Buffer => sha256(Buffer.from(key));

interface At {
  readonly namespace: string;
  readonly collection: string;
}

const writesTo = ({ set }: CollectionSet): boolean =>
  set.getHashedWritesList().length > 0 || set.getMetadataWritesList().length > 0;

/**
 * One block's private side: values into the stores of the operators that may keep them, from the
 * transient store; purged and expired ones out of all of them. Nothing is written before `writes` is.
 */
export class PrivateBlock {
  readonly #store: Store;
  readonly #transient: TransientStore;
  readonly #rules: Rules;
  readonly #block: number;
  readonly #writes = new Map<string, Write>();
  /** Sets of this block, which a later transaction of it may purge from. */
  readonly #sets = new Map<string, Buffer>();
  #erased = false;

  constructor(store: Store, transient: TransientStore, rules: Rules, block: number) {
    this.#store = store;
    this.#transient = transient;
    this.#rules = rules;
    this.#block = block;
  }

  get writes(): Write[] {
    return [...this.#writes.values()];
  }

  /** Whether something was removed that must not stay on the disk. */
  get erased(): boolean {
    return this.#erased;
  }

  /** Takes a valid transaction's private writes over, as far as an endorser left them. */
  async apply(checked: CheckedTransaction, version: Version): Promise<void> {
    for (const { namespace, collections } of checked.namespaces) {
      const written = collections.filter(writesTo);
      if (written.length === 0) continue;
      const left = await this.#transient.of(checked.transaction.header?.txId ?? '');
      for (const set of written) await this.#applyCollection(namespace, set, left.sets, version);
    }
  }

  /** A committed transaction, valid or not, needs its transient writes no more. */
  async release(checked: CheckedTransaction): Promise<void> {
    if (!checked.namespaces.some(({ collections }) => collections.some(writesTo))) return;
    const { keys } = await this.#transient.of(checked.transaction.header?.txId ?? '');
    for (const key of keys) this.#emit({ type: 'del', key });
  }

  /** Removes what was to live until this block, unless it was written anew since. */
  async expire(updates: Updates, current: (at: At, hash: Buffer) => Version | undefined): Promise<void> {
    for await (const [key, value] of this.#store.iterator(startingWith(expiryPrefix(this.#block)))) {
      const version = { block: readU64(value), transaction: value.readUInt32BE(8) };
      const hash = key.subarray(key.length - 32);
      const [namespace = '', collection = ''] = key.toString('utf8', 9, key.length - 33).split('\0');
      this.#emit({ type: 'del', key });
      const now = current({ namespace, collection }, hash);
      if (now?.block !== version.block || now.transaction !== version.transaction) continue;
      const place = { namespace, collection, key: hash };
      if (updates.expire(place, { block: this.#block, transaction: 0 })) {
        await this.#erase({ namespace, collection }, hash);
      }
    }
  }

  async #applyCollection(
    namespace: string,
    hashed: CollectionSet,
    left: readonly Buffer[],
    version: Version,
  ): Promise<void> {
    const { collection } = hashed;
    const definition = this.#rules.collectionsOf(namespace).get(collection);
    for (const write of hashed.set.getHashedWritesList()) {
      const hash = Buffer.from(write.getKeyHash_asU8());
      if (write.getIsPurge()) await this.#erase({ namespace, collection }, hash);
      else if (!write.getIsDelete()) this.#schedule(definition, { namespace, collection }, hash, version);
    }
    const bytes = left
      .flatMap((set) => readPrivateSets(set))
      .find(
        (set) =>
          set.namespace === namespace && set.collection === collection && sha256(set.bytes).equals(hashed.privateHash),
      )?.bytes;
    if (!bytes) return;
    for (const mspId of definition?.operators ?? []) {
      if (!this.#rules.configuration.members.msps.has(mspId)) continue;
      this.#keep({ mspId, namespace, collection, ...version }, bytes);
    }
  }

  #keep(place: PrivateSetPlace, bytes: Buffer): void {
    const { mspId, namespace, collection } = place;
    const set = KVRWSet.deserializeBinary(bytes);
    this.#putSet(place, bytes);
    for (const write of set.getWritesList()) {
      this.#emit(put(holderKey(place, keyHash(write.getKey())), Buffer.alloc(0)));
      const key = stateKey(privateNamespace(namespace, collection), write.getKey(), privateSpace(mspId));
      if (write.getIsDelete()) this.#emit({ type: 'del', key });
      else this.#emit(put(key, encodeEntry(place, write.getValue_asU8())));
    }
    const written = new Set(set.getWritesList().map((write) => write.getKey()));
    for (const write of set.getMetadataWritesList()) {
      if (!written.has(write.getKey())) this.#raise(place, write.getKey());
    }
  }

  /** A change of a key's metadata alone gives its value the new version. */
  #raise(place: PrivateSetPlace, key: string): void {
    const { mspId, namespace, collection } = place;
    const space = privateSpace(mspId);
    const at = stateKey(privateNamespace(namespace, collection), key, space);
    const pending = this.#writes.get(at.toString('latin1'));
    if (pending?.type === 'del') return;
    const value = pending
      ? pending.value.subarray(12)
      : new StateReader(this.#store, undefined, space).get(privateNamespace(namespace, collection), key)?.value;
    if (value) this.#emit(put(at, encodeEntry(place, value)));
  }

  #schedule(definition: Collection | undefined, { namespace, collection }: At, hash: Buffer, version: Version): void {
    const blocks = definition?.blockToLive ?? 0;
    if (blocks === 0) return;
    const expires = expiryKey(version.block + blocks + 1, namespace, collection, hash);
    this.#emit(put(expires, Buffer.concat([u64(version.block), u32(version.transaction)])));
  }

  /** Removes a key's value from every operator's store and from every private set that holds it. */
  async #erase({ namespace, collection }: At, hash: Buffer): Promise<void> {
    this.#erased = true;
    for (const mspId of this.#rules.configuration.members.msps.keys()) {
      const at = { mspId, namespace, collection };
      const prefix = holderPrefix(at, hash);
      const stored = await this.#store.keys(startingWith(prefix)).all();
      const pending = [...this.#writes.values()].flatMap(({ type, key }) =>
        type === 'put' && key.subarray(0, prefix.length).equals(prefix) ? [key] : [],
      );
      for (const holder of [...stored, ...pending]) {
        const place = {
          ...at,
          block: readU64(holder, prefix.length),
          transaction: holder.readUInt32BE(prefix.length + 8),
        };
        this.#emit({ type: 'del', key: holder });
        const key = this.#removeFromSet(place, hash);
        if (key === undefined) continue;
        this.#emit({ type: 'del', key: stateKey(privateNamespace(namespace, collection), key, privateSpace(mspId)) });
      }
    }
  }

  /** @returns the key that was in the set */
  #removeFromSet(place: PrivateSetPlace, hash: Buffer): string | undefined {
    const at = privateSetKey(place);
    const bytes = this.#sets.get(at.toString('latin1')) ?? this.#store.getSync(at);
    if (!bytes) return undefined;
    const set = KVRWSet.deserializeBinary(bytes);
    const [removed] = set.getWritesList().filter((write) => keyHash(write.getKey()).equals(hash));
    set.setWritesList(set.getWritesList().filter((write) => write !== removed));
    this.#putSet(place, Buffer.from(set.serializeBinary()));
    return removed?.getKey();
  }

  #putSet(place: PrivateSetPlace, bytes: Buffer): void {
    const key = privateSetKey(place);
    this.#sets.set(key.toString('latin1'), bytes);
    this.#emit(put(key, bytes));
  }

  /** The last write of a key counts. */
  #emit(write: Write): void {
    this.#writes.set(write.key.toString('latin1'), write);
  }
}
