import { canonical, type Documents } from '@suyuan/schemas';
import type { LedgerBlock, LedgerTransaction } from '../ledger/index.ts';
import type {
  BlockRow,
  CasePartyRow,
  DocumentRow,
  EdgeRow,
  EvidenceRow,
  LicencePartyRow,
  OrderPartyRow,
  SearchRow,
  Stamp,
  TransactionRow,
  VersionRow,
} from '../store/index.ts';
import { type Decoded, decode, Undecodable } from './decode.ts';
import { evidenceRows } from './evidence.ts';
import { searchRow } from './search.ts';

export type CurrentTable = Exclude<Decoded['table'], 'edge'>;

/** Where the projection stands: the last block read, its hash, and the ledger's time at it. */
export interface Checkpoint {
  readonly block: number;
  readonly hash: string;
  readonly time: string;
}

/** Before the first block. */
export const BEGIN: Checkpoint = { block: -1, hash: '', time: '1970-01-01T00:00:00.000Z' };

/** Rows of some consecutive blocks, to be written together. Of several versions of one document the last is current. */
export interface Batch {
  readonly blocks: BlockRow[];
  readonly transactions: TransactionRow[];
  readonly current: { readonly [T in CurrentTable]: Map<string, object> };
  /** Parties by case, by offer or agreement, and by order; they replace those of its earlier versions. */
  readonly parties: {
    readonly case_party: Map<string, readonly CasePartyRow[]>;
    readonly licence_party: Map<string, readonly LicencePartyRow[]>;
    readonly order_party: Map<string, readonly OrderPartyRow[]>;
  };
  readonly evidence: EvidenceRow[];
  readonly edges: EdgeRow[];
  /** Assets that a block of these registered, with the first that did. */
  readonly registered: Map<string, number>;
  /** What is searched of assets, by their ids. */
  readonly search: Map<string, SearchRow>;
  /** Hashes of private keys of which nothing is to be left, with the block that says so. */
  readonly erased: Map<string, number>;
  readonly versions: VersionRow[];
  checkpoint: Checkpoint;
}

export function emptyBatch(checkpoint: Checkpoint): Batch {
  const table = () => new Map<string, object>();
  return {
    blocks: [],
    transactions: [],
    current: {
      document: table(),
      entity: table(),
      proposal: table(),
      asset: table(),
      release: table(),
      case_file: table(),
      certificate: table(),
      measure: table(),
      offer: table(),
      agreement: table(),
      use_refusal: table(),
      batch: table(),
      batch_leaf: table(),
      listing: table(),
      trade_order: table(),
      transaction_certificate: table(),
      grade: table(),
      report: table(),
      alias: table(),
      recall: table(),
      recognition: table(),
      basis: table(),
      basis_use: table(),
    },
    parties: { case_party: new Map(), licence_party: new Map(), order_party: new Map() },
    evidence: [],
    edges: [],
    registered: new Map(),
    search: new Map(),
    erased: new Map(),
    versions: [],
    checkpoint,
  };
}

/** Documents whose every state is in another place already: the blocks' times, the transactions' command ids. */
const WITHOUT_HISTORY = new Set(['clock/1', 'done/1']);

export function addDocument(batch: Batch, key: string, value: string, stamp: Stamp): void {
  const { document, decoded } = decode(key, value);
  const doc = canonical(document);
  const { schema } = document;
  if (!WITHOUT_HISTORY.has(schema)) batch.versions.push({ schema, key, ref: decoded.ref, doc, ...stamp });
  batch.evidence.push(...evidenceRows(key, document));
  if (decoded.table === 'edge') {
    batch.edges.push({ ...decoded.row, ...stamp, until_block: null, doc });
  } else if (decoded.table === 'document') {
    batch.current.document.set(key, { schema, ref: decoded.ref, key, doc, ...stamp } satisfies DocumentRow);
  } else {
    if (document.schema === 'asset/1') addAsset(batch, document, stamp.block);
    batch.current[decoded.table].set(key, { ...decoded.row, key, doc, ...stamp });
    addParties(batch, decoded);
  }
}

function addAsset({ registered, search }: Batch, asset: Documents['asset/1'], block: number): void {
  const { id, state } = asset;
  if (state === 'registered' && !registered.has(id)) registered.set(id, block);
  const row = searchRow(asset);
  if (row) search.set(id, row);
}

function addParties({ parties }: Batch, decoded: Decoded): void {
  if (!('parties' in decoded)) return;
  const { id } = decoded.row;
  if (decoded.table === 'case_file') {
    const { asset } = decoded.row;
    parties.case_party.set(
      id,
      decoded.parties.map((entity) => ({ case_id: id, entity, asset })),
    );
  } else if (decoded.table === 'trade_order') {
    parties.order_party.set(
      id,
      decoded.parties.map((entity) => ({ order_id: id, entity })),
    );
  } else {
    parties.licence_party.set(
      id,
      decoded.parties.map((entity) => ({ licence: id, entity })),
    );
  }
}

const json = (text: string | undefined): Record<string, unknown> => {
  try {
    return (text ? JSON.parse(text) : {}) as Record<string, unknown>;
  } catch {
    return {};
  }
};

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function transactionRow(block: number, tx: LedgerTransaction): TransactionRow {
  const event = json(tx.event?.payload);
  return {
    block,
    tx_index: tx.index,
    id: tx.id,
    type: tx.type,
    code: tx.code,
    time: tx.time,
    msp: tx.msp,
    person: tx.person,
    entity: tx.entity ?? null,
    fingerprint: tx.fingerprint ?? null,
    endorsers: tx.endorsers,
    function: tx.function ?? null,
    command_id: textOf(json(tx.args[0]).commandId),
    subject: textOf(event.subject),
    state: textOf(event.state),
  };
}

const later = (a: string, b: string) => (a < b ? b : a);

function checkChain(block: LedgerBlock, { block: last, hash }: Checkpoint): void {
  if (block.number !== last + 1) throw new Undecodable(`block ${block.number} follows block ${last}`);
  if (block.number > 0 && block.previous !== hash)
    throw new Undecodable(`block ${block.number} states the previous hash ${block.previous}, not ${hash}`);
  if (!block.dataIntact) throw new Undecodable(`the data of block ${block.number} has not its hash`);
}

/**
 * Adds a block to a batch.
 * @throws Undecodable on a break of the hash chain, a deleted document, or one that cannot be read
 */
export function addBlock(batch: Batch, block: LedgerBlock): void {
  checkChain(block, batch.checkpoint);
  let { time } = batch.checkpoint;
  for (const tx of block.transactions) {
    batch.transactions.push(transactionRow(block.number, tx));
    if (tx.code !== 'VALID') continue;
    time = later(time, tx.time);
    for (const key of tx.erased) batch.erased.set(key, block.number);
    const stamp = { block: block.number, tx_index: tx.index, tx_id: tx.id, time: tx.time };
    for (const write of tx.writes) {
      if (write.deleted) throw new Undecodable(`transaction ${tx.id} deletes ${write.key}`);
      addDocument(batch, write.key, write.value, stamp);
    }
  }
  const { number, hash, previous, dataHash, transactions } = block;
  batch.blocks.push({ number, hash, previous, data_hash: dataHash, time, transactions: transactions.length });
  batch.checkpoint = { block: number, hash, time };
}
