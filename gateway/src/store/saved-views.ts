import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { SavedViewRow } from './tables.ts';

/** Views that people keep, each its own alone. */
export interface SavedViews {
  list(owner: string, page: string | undefined): Promise<SavedViewRow[]>;
  count(owner: string): Promise<number>;
  /** Puts a view in the place of one of the same owner and id. False when the id is another's. */
  put(view: SavedViewRow): Promise<boolean>;
  /** Answers whether there was one. */
  remove(owner: string, id: string): Promise<boolean>;
}

export function savedViews(database: Database): SavedViews {
  const table = 'local.saved_view';
  return {
    list: (owner, page) => {
      const all = database.selectFrom(table).selectAll().where('owner', '=', owner).orderBy('name').orderBy('id');
      return (page === undefined ? all : all.where('page', '=', page)).execute();
    },
    count: async (owner) => {
      const counted = database.selectFrom(table).select((e) => e.fn.countAll<string>().as('n'));
      return Number((await counted.where('owner', '=', owner).executeTakeFirst())?.n ?? 0);
    },
    put: async ({ id, owner, page, name, content, updated_at }) => {
      const { rows } = await sql`insert into local.saved_view as kept
        (id, owner, page, name, content, updated_at) values (${id}, ${owner}, ${page}, ${name}, ${content}, ${updated_at})
        on conflict (id) do update set page = excluded.page, name = excluded.name, content = excluded.content,
        updated_at = excluded.updated_at where kept.owner = excluded.owner returning id`.execute(database);
      return rows.length > 0;
    },
    remove: async (owner, id) => {
      const gone = database.deleteFrom(table).where('owner', '=', owner).where('id', '=', id).returning('id');
      return (await gone.execute()).length > 0;
    },
  };
}
