import { ledger } from '@hyperledger/fabric-protos';
import { privateSetPrefix, startingWith } from '../storage/keys.ts';
import { asBuffer, field, varint } from '../wire/bytes.ts';
import type { NetworkView } from './network-view.ts';

interface Kept {
  readonly transaction: number;
  readonly namespace: string;
  readonly collection: string;
  readonly bytes: Uint8Array;
}

const keptBy = async (view: NetworkView, block: number): Promise<Kept[]> => {
  const prefix = privateSetPrefix(view.local.mspId, block);
  const entries = await view.privateSets(startingWith(prefix));
  return entries.map(([key, bytes]) => {
    const [namespace = '', collection = ''] = key.toString('utf8', prefix.length + 4).split('\0');
    return { transaction: key.readUInt32BE(prefix.length), namespace, collection, bytes };
  });
};

const encode = (kept: readonly Kept[]): Uint8Array => {
  const set = new ledger.rwset.TxPvtReadWriteSet();
  const names = [...new Set(kept.map(({ namespace }) => namespace))];
  set.setNsPvtRwsetList(
    names.map((name) => {
      const namespace = new ledger.rwset.NsPvtReadWriteSet();
      namespace.setNamespace(name);
      namespace.setCollectionPvtRwsetList(
        kept
          .filter((entry) => entry.namespace === name)
          .map(({ collection, bytes }) => {
            const entry = new ledger.rwset.CollectionPvtReadWriteSet();
            entry.setCollectionName(collection);
            entry.setRwset(bytes);
            return entry;
          }),
      );
      return namespace;
    }),
  );
  return set.serializeBinary();
};

/** Entries of BlockAndPrivateData's map, from a transaction's index to its private writes. */
export const privateSetsFor = async (view: NetworkView, block: number, creator: Buffer): Promise<Buffer[]> => {
  const { configuration, rules } = view.committer;
  const { members } = configuration;
  const asker = members.member(creator);
  const visible = (await keptBy(view, block)).filter(({ namespace, collection }) =>
    rules.collectionsOf(namespace).get(collection)?.members([asker], members),
  );
  return [...new Set(visible.map(({ transaction }) => transaction))].map((transaction) => {
    const set = encode(visible.filter((entry) => entry.transaction === transaction));
    return field(2, Buffer.concat([Buffer.from([0x08]), varint(transaction), field(2, asBuffer(set))]));
  });
};
