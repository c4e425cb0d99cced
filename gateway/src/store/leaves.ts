import { merkleRoot, pathBySubtrees, type ReadLeaf, SUBTREE } from '@suyuan/schemas';
import { sql, type Transaction } from 'kysely';
import type { Database } from './database.ts';
import {
  countLeafCertificates,
  type LeafCertificatesAsked,
  leafCertificates,
  leafCertificatesByNumber,
} from './leaf-certificates.ts';
import type { Page } from './page.ts';
import type { BatchLeafRow, BatchRow, Tables, TreeRow } from './tables.ts';

/** A leaf as it was read: its place, and the line of the file. */
export interface LeafLineRow {
  readonly leaf: number;
  readonly line: string;
}

/** Which leaves of a tree: text is looked for in title and keywords. */
export interface LeavesAsked {
  readonly root: string;
  readonly text?: string | undefined;
  readonly first: number;
  /** The index after which the page begins. */
  readonly after?: number | undefined;
}

const looking = (text: string | undefined) => {
  if (!text) return sql`true`;
  const like = `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
  return sql`(t.title ilike ${like} or t.keywords ilike ${like})`;
};

/** Leaves of batches, under the root of their tree. What they say follows from the files that the ledger names. */
export class LeafStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Batches whose leaves are not read yet, one for each root, the oldest first. */
  async unread(): Promise<Pick<BatchRow, 'root' | 'file' | 'entity' | 'count'>[]> {
    const { rows } = await sql<BatchRow>`select distinct on (b.root) b.root, b.file, b.entity, b.count, b.block
      from projection.batch b where b.state <> 'ended' and not exists (select 1 from leaves.tree t
      where t.root = b.root and t.state <> 'reading') order by b.root, b.block`.execute(this.#database);
    return rows.sort((a, b) => a.block - b.block);
  }

  async tree(root: string): Promise<TreeRow | undefined> {
    return this.#database.selectFrom('leaves.tree').selectAll().where('root', '=', root).executeTakeFirst();
  }

  /** Adds the next leaves of a tree, whole subtrees but for the last, and how far it is read, in one transaction. */
  async add(root: string, leaves: readonly ReadLeaf[]): Promise<void> {
    const rows = leaves.map(({ index, line, hash }, n) => ({
      leaf: index,
      kind: line.asset.kind,
      grade: line.asset.grade,
      title: line.asset.descriptor.title.zh,
      keywords: line.asset.descriptor.keywords.join(' '),
      hash,
      n,
    }));
    const first = leaves[0]?.index ?? 0;
    const subtrees = Array.from({ length: Math.ceil(leaves.length / SUBTREE) }, (_, n) => ({
      n: first / SUBTREE + n,
      hash: merkleRoot(leaves.slice(n * SUBTREE, (n + 1) * SUBTREE).map(({ hash }) => hash)),
    }));
    const lines = leaves.map(({ text }) => text);
    await this.#database.transaction().execute(async (tx) => {
      // One parameter for all rows: a statement of so many tuples would be parsed anew each time.
      await sql`insert into leaves.leaf (root, leaf, kind, grade, title, keywords, hash, line)
        select ${root}, r.leaf, r.kind, r.grade, r.title, r.keywords, r.hash, (${lines}::text[])[r.n + 1]
        from json_to_recordset(${JSON.stringify(rows)}::json)
        as r(leaf int, kind text, grade text, title text, keywords text, hash text, n int)`.execute(tx);
      await sql`insert into leaves.subtree (root, n, hash) select ${root}, r.n, r.hash
        from json_to_recordset(${JSON.stringify(subtrees)}::json) as r(n int, hash text)`.execute(tx);
      await mark(tx, { root, state: 'reading', lines: first + leaves.length, problem: null });
    });
  }

  /** Every leaf is here, and digest, number and root are those of the ledger. */
  async finish(root: string, lines: number): Promise<void> {
    await this.#database.transaction().execute((tx) => mark(tx, { root, state: 'whole', lines, problem: null }));
  }

  /** Forgets what was read of a tree; with a problem, for good. */
  async forget(root: string, problem?: string): Promise<void> {
    await this.#database.transaction().execute(async (tx) => {
      for (const table of ['leaves.leaf', 'leaves.subtree', 'leaves.tree'] as const)
        await tx.deleteFrom(table).where('root', '=', root).execute();
      if (problem !== undefined) await mark(tx, { root, state: 'broken', lines: 0, problem });
    });
  }

  async #whole(root: string): Promise<boolean> {
    return (await this.tree(root))?.state === 'whole';
  }

  /** One leaf; undefined while its tree is not whole here. */
  async leaf(root: string, index: number): Promise<LeafLineRow | undefined> {
    if (!(await this.#whole(root))) return undefined;
    const row = this.#database.selectFrom('leaves.leaf').select(['leaf', 'line']).where('root', '=', root);
    return row.where('leaf', '=', index).executeTakeFirst();
  }

  /** Leaves in their order. */
  async page({ root, text, first, after }: LeavesAsked): Promise<Page<LeafLineRow>> {
    if (!(await this.#whole(root))) return { rows: [], hasNextPage: false, hasPreviousPage: false };
    const { rows } = await sql<LeafLineRow>`select t.leaf, t.line from leaves.leaf t where t.root = ${root}
      and t.leaf > ${after ?? -1} and ${looking(text)} order by t.leaf limit ${first + 1}`.execute(this.#database);
    return {
      rows: rows.slice(0, first).map((row) => ({ row, cursor: Buffer.from(String(row.leaf)).toString('base64url') })),
      hasNextPage: rows.length > first,
      hasPreviousPage: after !== undefined,
    };
  }

  async count({ root, text }: Pick<LeavesAsked, 'root' | 'text'>): Promise<number> {
    if (!(await this.#whole(root))) return 0;
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from leaves.leaf t where t.root = ${root}
      and ${looking(text)}`.execute(this.#database);
    return rows[0]?.n ?? 0;
  }

  /** What happened to some leaves of a batch, by their index. */
  async own(batch: string, leaves: readonly number[]): Promise<Map<number, BatchLeafRow>> {
    if (leaves.length === 0) return new Map();
    const rows = this.#database.selectFrom('projection.batch_leaf').selectAll().where('batch', '=', batch);
    return new Map((await rows.where('leaf', 'in', [...leaves]).execute()).map((row) => [row.leaf, row]));
  }

  /** Sealed batches whose leaves are here and of which an operator has not signed that it holds them. */
  async unattested(msp: string): Promise<Pick<BatchRow, 'id' | 'root' | 'file'>[]> {
    const { rows } = await sql<BatchRow>`select b.id, b.root, b.file from projection.batch b
      join leaves.tree t on t.root = b.root and t.state = 'whole' where b.state in ('sealed', 'active')
      and not exists (select 1 from projection.document d where d.key = 'batch-custody/' || b.id || '/' || ${msp})
      order by b.id`.execute(this.#database);
    return rows;
  }

  /** Certificates of leaves that were not used yet. @throws CURSOR_INVALID */
  certificates(asked: LeafCertificatesAsked) {
    return leafCertificates(this.#database, asked);
  }

  countCertificates(asked: LeafCertificatesAsked): Promise<number> {
    return countLeafCertificates(this.#database, asked);
  }

  certificatesByNumber(numbers: readonly string[]) {
    return leafCertificatesByNumber(this.#database, numbers);
  }

  /** The way from a leaf's hash to the root; undefined while the tree is not whole here. */
  async path(root: string, index: number): Promise<string[] | undefined> {
    if (!(await this.#whole(root))) return undefined;
    const from = index - (index % SUBTREE);
    const own = await this.#database
      .selectFrom('leaves.leaf')
      .select('hash')
      .where('root', '=', root)
      .where('leaf', '>=', from)
      .where('leaf', '<', from + SUBTREE)
      .orderBy('leaf')
      .execute();
    const subtrees = await this.#database
      .selectFrom('leaves.subtree')
      .select('hash')
      .where('root', '=', root)
      .orderBy('n')
      .execute();
    const hashes = (rows: readonly { hash: string }[]) => rows.map(({ hash }) => hash);
    return pathBySubtrees(index, hashes(own), hashes(subtrees));
  }
}

async function mark(tx: Transaction<Tables>, row: TreeRow): Promise<void> {
  const { root: _, ...changed } = row;
  await tx
    .insertInto('leaves.tree')
    .values(row)
    .onConflict((taken) => taken.column('root').doUpdateSet(changed))
    .execute();
}
