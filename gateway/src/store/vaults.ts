import { type Erasure, sha256Hex, type VaultContent, type VaultRecord } from '@suyuan/schemas';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { PrivateValueRow } from './tables.ts';

/** A vault as the own peer holds it. */
export interface HeldVault {
  readonly record: VaultRecord;
  readonly fields: VaultContent['fields'];
}

/** Fabric's hash of the private key under which a vault keeps a field. */
export const vaultKeyHash = (vault: string, field: string) => sha256Hex(`vault/${vault}/${field}`);

const ENTRY = /^vault\/(vlt-[0-9a-f]{32})(?:\/([A-Za-z0-9]+))?$/;

/** The own operator's private values: fetched of its peer, and gone when a block erases them. */
export class VaultStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The last block whose private data was read. */
  async block(): Promise<number> {
    const row = await this.#database.selectFrom('private.checkpoint').select('block').executeTakeFirst();
    return row?.block ?? -1;
  }

  /** Takes what a block put, and the checkpoint, in one SQL transaction. Keys that were ever erased stay so. */
  async take(block: number, writes: readonly { readonly key: string; readonly value: string }[]): Promise<void> {
    const rows = writes.flatMap(({ key, value }): PrivateValueRow[] => {
      const [, vault, field = ''] = ENTRY.exec(key) ?? [];
      return vault === undefined ? [] : [{ key_hash: sha256Hex(key), vault, field, value, block }];
    });
    await this.#database.transaction().execute(async (tx) => {
      await sql`delete from private.value where key_hash in (select key_hash from private.erased)`.execute(tx);
      for (const { key_hash, vault, field, value } of rows) {
        await sql`insert into private.value (key_hash, vault, field, value, block)
          select ${key_hash}, ${vault}, ${field}, ${value}, ${block}
          where not exists (select 1 from private.erased where key_hash = ${key_hash})
          on conflict (key_hash) do nothing`.execute(tx);
      }
      await sql`insert into private.checkpoint (id, block) values (1, ${block})
        on conflict (id) do update set block = excluded.block`.execute(tx);
    });
  }

  /** Erasures of which an operator has not said yet that its peer has nothing left. */
  async unattested(msp: string): Promise<Pick<Erasure, 'vault' | 'host' | 'fields'>[]> {
    const { rows } = await sql<{ doc: string }>`select e.doc from projection.document as e where e.schema = 'erasure/1'
      and not exists (select 1 from projection.document as a where a.key = 'absence' || substr(e.key, 8) || '/' || ${msp})
      order by e.block`.execute(this.#database);
    return rows.map(({ doc }) => {
      const { vault, host, fields } = JSON.parse(doc) as Erasure;
      return { vault, host, fields };
    });
  }

  /** A vault by its id; undefined when this operator's peer holds none of it. */
  async held(vault: string): Promise<HeldVault | undefined> {
    return (await this.heldAll([vault])).get(vault);
  }

  /** Those of some vaults that this operator's peer holds, by id. */
  async heldAll(vaults: readonly string[]): Promise<ReadonlyMap<string, HeldVault>> {
    if (vaults.length === 0) return new Map();
    const { rows } =
      await sql<PrivateValueRow>`select * from private.value as v where vault in (${sql.join([...vaults])})
      and not exists (select 1 from private.erased as e where e.key_hash = v.key_hash)`.execute(this.#database);
    const held = [...Map.groupBy(rows, ({ vault }) => vault)].map(([vault, own]) => [vault, heldOf(own)] as const);
    return new Map(held.filter((entry): entry is [string, HeldVault] => entry[1] !== undefined));
  }
}

function heldOf(rows: readonly PrivateValueRow[]): HeldVault | undefined {
  const record = rows.find(({ field }) => field === '');
  if (!record) return undefined;
  const fields = rows.filter(({ field }) => field !== '').map(({ field, value }) => [field, saltedOf(value)] as const);
  return { record: JSON.parse(record.value) as VaultRecord, fields: Object.fromEntries(fields) };
}

/** A private value as the chaincode keeps it, `[salt, field, value]`, read back. */
export function saltedOf(text: string): VaultContent['fields'][string] {
  const [salt, , value] = JSON.parse(text) as [string, string, unknown];
  return { salt, value };
}
