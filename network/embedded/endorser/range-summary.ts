import { ledger } from '@hyperledger/fabric-protos';
import { sha256 } from '../wire/bytes.ts';

const { KVRead, QueryReads, QueryReadsMerkleSummary, Version } = ledger.rwset.kvrwset;

/** Fabric's bound: more results than this are summarised by hashes. */
const maxDegree = 50;

interface Height {
  readonly block: number;
  readonly transaction: number;
}

export const versionMessage = ({ block, transaction }: Height): ledger.rwset.kvrwset.Version => {
  const message = new Version();
  message.setBlockNum(block);
  message.setTxNum(transaction);
  return message;
};

/** One read key and the version that it had; without a version, it was not there. */
export const kvRead = (key: string, version: Height | undefined): ledger.rwset.kvrwset.KVRead => {
  const read = new KVRead();
  read.setKey(key);
  if (version) read.setVersion(versionMessage(version));
  return read;
};

const combine = (hashes: readonly Buffer[]): Buffer => sha256(...hashes);

/**
 * The results of a range as the read-write set carries them: raw while they are few, else the top
 * level of a tree of hashes of degree 50, built as they come.
 */
export class RangeSummary {
  #pending: ledger.rwset.kvrwset.KVRead[] = [];
  readonly #levels: Buffer[][] = [[]];

  add(read: ledger.rwset.kvrwset.KVRead): void {
    this.#pending.push(read);
    if (this.#pending.length > maxDegree) this.#hashPending();
  }

  /** Puts the outcome where Fabric puts it; nothing at all when there was no result. */
  finish(info: ledger.rwset.kvrwset.RangeQueryInfo): void {
    if (this.#levels.length === 1 && this.#levels[0]?.length === 0) {
      if (this.#pending.length === 0) return;
      const reads = new QueryReads();
      reads.setKvReadsList(this.#pending);
      info.setRawReads(reads);
      return;
    }
    if (this.#pending.length > 0) this.#hashPending();
    this.#raiseAll();
    const summary = new QueryReadsMerkleSummary();
    summary.setMaxDegree(maxDegree);
    summary.setMaxLevel(this.#levels.length);
    summary.setMaxLevelHashesList(this.#levels.at(-1) ?? []);
    info.setReadsMerkleHashes(summary);
  }

  #hashPending(): void {
    const reads = new QueryReads();
    reads.setKvReadsList(this.#pending);
    this.#pending = [];
    this.#push(0, sha256(reads.serializeBinary()));
    for (let level = 0; (this.#levels[level]?.length ?? 0) > maxDegree; level += 1) this.#raise(level);
  }

  #push(level: number, hash: Buffer): void {
    const hashes = this.#levels[level];
    if (hashes) hashes.push(hash);
    else this.#levels[level] = [hash];
  }

  #raise(level: number): void {
    const hashes = this.#levels[level] ?? [];
    this.#levels[level] = [];
    this.#push(level + 1, combine(hashes));
  }

  #raiseAll(): void {
    for (let level = 0; level < this.#levels.length - 1; level += 1) {
      const hashes = this.#levels[level] ?? [];
      const [only] = hashes;
      if (!only) continue;
      this.#levels[level] = [];
      this.#push(level + 1, hashes.length === 1 ? only : combine(hashes));
    }
    const top = this.#levels.length - 1;
    if ((this.#levels[top]?.length ?? 0) > maxDegree) this.#raise(top);
  }
}
