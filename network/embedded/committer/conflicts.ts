import { ledger, peer } from '@hyperledger/fabric-protos';
import { kvRead, RangeSummary } from '../endorser/range-summary.ts';
import type { CollectionSet, NamespaceSet } from '../proposal/transaction.ts';
import type { HashReader } from '../storage/private.ts';
import type { StateReader, Version } from '../storage/state.ts';
import { compareKeys, equal } from '../wire/bytes.ts';
import { type ValidationCode, valid } from './check.ts';
import type { Committed, Updates } from './updates.ts';

const { MVCC_READ_CONFLICT, PHANTOM_READ_CONFLICT } = peer.TxValidationCode;
type Read = ledger.rwset.kvrwset.KVRead;
type RangeInfo = ledger.rwset.kvrwset.RangeQueryInfo;

const sameVersion = (read: Pick<Read, 'getVersion'>, version: Version | undefined): boolean => {
  const expected = read.getVersion();
  if (!expected || !version) return !expected && !version;
  return expected.getBlockNum() === version.block && expected.getTxNum() === version.transaction;
};

const readHolds = (namespace: string, read: Read, state: StateReader, updates: Updates): boolean => {
  const key = read.getKey();
  if (updates.get(namespace, key)) return false;
  return sameVersion(read, state.get(namespace, key)?.version);
};

/** What the range would give now: committed state with this block's earlier updates laid over it. */
const currentResults = async (
  namespace: string,
  range: { readonly start: string; readonly end: string; readonly includeEnd: boolean },
  state: StateReader,
  updates: Updates,
): Promise<Read[]> => {
  const { start, end, includeEnd } = range;
  const found = new Map<string, Version>();
  for await (const entry of state.range(namespace, start, end, includeEnd)) found.set(entry.key, entry.version);
  for (const update of updates.within(namespace, start, end, includeEnd)) {
    if (update.value === undefined) found.delete(update.key);
    else found.set(update.key, update.version);
  }
  return [...found].sort(([a], [b]) => compareKeys(a, b)).map(([key, version]) => kvRead(key, version));
};

const rangeHolds = async (
  namespace: string,
  info: RangeInfo,
  state: StateReader,
  updates: Updates,
): Promise<boolean> => {
  // A range that was not read to its end is bounded by the last key read, which belongs to it.
  const range = { start: info.getStartKey(), end: info.getEndKey(), includeEnd: !info.getItrExhausted() };
  const now = new ledger.rwset.kvrwset.RangeQueryInfo();
  const summary = new RangeSummary();
  for (const read of await currentResults(namespace, range, state, updates)) summary.add(read);
  summary.finish(now);
  const then = info.clone();
  then.setStartKey('');
  then.setEndKey('');
  then.setItrExhausted(false);
  if (then.getRawReads()?.getKvReadsList().length === 0) then.clearRawReads();
  return equal(then.serializeBinary(), now.serializeBinary());
};

const hashedReadsHold = (
  namespace: string,
  { collection, set }: CollectionSet,
  hashes: HashReader,
  updates: Updates,
): boolean =>
  set.getHashedReadsList().every((read) => {
    const keyHash = read.getKeyHash_asU8();
    if (updates.getHashed(namespace, collection, keyHash)) return false;
    return sameVersion(read, hashes.get(namespace, collection, keyHash)?.version);
  });

/** Whether everything that the transaction read is still so, after the earlier transactions of its block. */
export const findConflict = async (
  namespaces: readonly NamespaceSet[],
  { state, hashes }: Committed,
  updates: Updates,
): Promise<ValidationCode> => {
  for (const { namespace, set, collections } of namespaces) {
    if (!set.getReadsList().every((read) => readHolds(namespace, read, state, updates))) return MVCC_READ_CONFLICT;
    for (const info of set.getRangeQueriesInfoList()) {
      if (!(await rangeHolds(namespace, info, state, updates))) return PHANTOM_READ_CONFLICT;
    }
    if (!collections.every((collection) => hashedReadsHold(namespace, collection, hashes, updates))) {
      return MVCC_READ_CONFLICT;
    }
  }
  return valid;
};
