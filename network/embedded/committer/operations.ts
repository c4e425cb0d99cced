import type { ledger } from '@hyperledger/fabric-protos';
import { encodeMetadata } from '../proposal/metadata.ts';
import type { NamespaceSet } from '../proposal/transaction.ts';
import { asBuffer, sha256 } from '../wire/bytes.ts';

/** A key in state: of private data its hash, whose value is a hash too. The collection of a public key is empty. */
export interface Place {
  readonly namespace: string;
  readonly collection: string;
  readonly key: string | Buffer;
}

export const placeId = ({ namespace, collection, key }: Place): string =>
  `${namespace}\0${collection}\0${typeof key === 'string' ? key : key.toString('latin1')}`;

/** All that one transaction does to one key. */
export interface Operation {
  readonly place: Place;
  /** The new value, or its deletion; absent when only metadata changes. */
  write?: { readonly value: Uint8Array | undefined };
  /** The new metadata; undefined inside removes it. */
  metadata?: { readonly value: Uint8Array | undefined };
  purge?: boolean;
}

const hashOfNothing = sha256();

/** An empty value deletes, so does a hash of nothing. */
const writtenValue = (isDelete: boolean, value: Uint8Array): Uint8Array | undefined =>
  isDelete || value.length === 0 || asBuffer(value).equals(hashOfNothing) ? undefined : value;

const metadataOf = (entries: readonly ledger.rwset.kvrwset.KVMetadataEntry[]) => ({
  value: entries.length === 0 ? undefined : encodeMetadata(entries),
});

/** A transaction's write sets as one operation for each key. */
export const operationsOf = (namespaces: readonly NamespaceSet[]): Iterable<Operation> => {
  const operations = new Map<string, Operation>();
  const at = (place: Place): Operation => {
    const id = placeId(place);
    const operation = operations.get(id) ?? { place };
    operations.set(id, operation);
    return operation;
  };
  for (const { namespace, set, collections } of namespaces) {
    for (const write of set.getWritesList()) {
      const value = write.getIsDelete() ? undefined : write.getValue_asU8();
      at({ namespace, collection: '', key: write.getKey() }).write = { value: value?.length === 0 ? undefined : value };
    }
    for (const write of set.getMetadataWritesList()) {
      at({ namespace, collection: '', key: write.getKey() }).metadata = metadataOf(write.getEntriesList());
    }
    for (const { collection, set: hashed } of collections) {
      const hashedAt = (keyHash: Uint8Array) => at({ namespace, collection, key: asBuffer(keyHash) });
      for (const write of hashed.getHashedWritesList()) {
        const operation = hashedAt(write.getKeyHash_asU8());
        operation.write = { value: writtenValue(write.getIsDelete(), write.getValueHash_asU8()) };
        if (write.getIsPurge()) operation.purge = true;
      }
      for (const write of hashed.getMetadataWritesList()) {
        hashedAt(write.getKeyHash_asU8()).metadata = metadataOf(write.getEntriesList());
      }
    }
  }
  return operations.values();
};
