import { ledger } from '@hyperledger/fabric-protos';
import { encodeMetadata, metadataEntry } from '../proposal/metadata.ts';
import type { Version } from '../storage/state.ts';
import { compareKeys, sha256 } from '../wire/bytes.ts';
import { versionMessage } from './range-summary.ts';

const { HashedRWSet, KVMetadataWrite, KVMetadataWriteHash, KVReadHash, KVRWSet, KVWrite, KVWriteHash } =
  ledger.rwset.kvrwset;

/** A value, its deletion, or its removal with its hash. */
export type PrivateWrite = Uint8Array | 'delete' | 'purge';

export const keyHash = (key: string): Buffer => sha256(Buffer.from(key));

const sorted = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([a], [b]) => compareKeys(a, b));

/** What one execution reads and writes in one collection: in the clear, and as hashes for the block. */
export class CollectionSimulation {
  readonly reads = new Map<string, Version | undefined>();
  readonly writes = new Map<string, PrivateWrite>();
  readonly metadata = new Map<string, ReadonlyMap<string, Uint8Array>>();
  /** Whether values were read, not only hashes: only members can do that. */
  valuesRead = false;

  /** Whether the read-write set says nothing of this collection. */
  get untouched(): boolean {
    return this.reads.size === 0 && this.writes.size === 0 && this.metadata.size === 0;
  }

  /** The private read-write set; undefined when nothing was written. */
  privateSet(): Uint8Array | undefined {
    if (this.writes.size === 0 && this.metadata.size === 0) return undefined;
    const set = new KVRWSet();
    set.setWritesList(
      sorted(this.writes).map(([key, written]) => {
        const write = new KVWrite();
        write.setKey(key);
        if (typeof written === 'string') write.setIsDelete(true);
        else write.setValue(written);
        return write;
      }),
    );
    set.setMetadataWritesList(
      sorted(this.metadata).map(([key]) => {
        const write = new KVMetadataWrite();
        write.setKey(key);
        return write;
      }),
    );
    return set.serializeBinary();
  }

  /** The set that goes into the block, with the hash of the private one. */
  hashedSet(collection: string): ledger.rwset.CollectionHashedReadWriteSet {
    const set = new HashedRWSet();
    set.setHashedReadsList(
      sorted(this.reads).map(([key, version]) => {
        const read = new KVReadHash();
        read.setKeyHash(keyHash(key));
        if (version) read.setVersion(versionMessage(version));
        return read;
      }),
    );
    set.setHashedWritesList(
      sorted(this.writes).map(([key, written]) => {
        const write = new KVWriteHash();
        write.setKeyHash(keyHash(key));
        if (typeof written !== 'string') write.setValueHash(sha256(written));
        else write.setIsDelete(true);
        if (written === 'purge') write.setIsPurge(true);
        return write;
      }),
    );
    set.setMetadataWritesList(
      sorted(this.metadata).map(([key, entries]) => {
        const write = new KVMetadataWriteHash();
        write.setKeyHash(keyHash(key));
        write.setEntriesList(sorted(entries).map(([name, value]) => metadataEntry(name, value)));
        return write;
      }),
    );
    const result = new ledger.rwset.CollectionHashedReadWriteSet();
    result.setCollectionName(collection);
    result.setHashedRwset(set.serializeBinary());
    const privateSet = this.privateSet();
    if (privateSet) result.setPvtRwsetHash(sha256(privateSet));
    return result;
  }
}

/** The metadata writes of public keys. */
export const metadataWrites = (
  metadata: ReadonlyMap<string, ReadonlyMap<string, Uint8Array>>,
): ledger.rwset.kvrwset.KVMetadataWrite[] =>
  sorted(metadata).map(([key, entries]) => {
    const write = KVMetadataWrite.deserializeBinary(
      encodeMetadata(sorted(entries).map(([name, value]) => metadataEntry(name, value))),
    );
    write.setKey(key);
    return write;
  });
