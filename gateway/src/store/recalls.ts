import { sql } from 'kysely';
import type { RowRule } from '../access/index.ts';
import type { Database } from './database.ts';
import { ruleSql } from './where.ts';

/** A release downstream of a recalled one, who holds its asset now, and whether the reader may see it. */
export interface Reached {
  readonly recall: string;
  readonly release: string;
  readonly entity: string;
  readonly visible: boolean;
}

/**
 * Releases downstream of recalled ones, over every link that nobody took back, by recall and id. Loops end: a node
 * counts once for each recall. `recalls` names some of them; without it, all that are in force. `entity` keeps those
 * that an entity holds.
 */
export async function reached(
  database: Database,
  rule: RowRule,
  asked: { readonly recalls?: readonly string[]; readonly entity?: string },
): Promise<Reached[]> {
  const { recalls, entity } = asked;
  if (recalls?.length === 0) return [];
  const start = recalls ? sql`c.id in (${sql.join([...recalls])})` : sql`c.state = 'ordered'`;
  const held = entity === undefined ? sql`true` : sql`a.entity = ${entity}`;
  const { rows } = await sql<Reached>`with recursive down (recall, node) as (
      select c.id, c.release from projection.recall as c where ${start}
      union
      select d.recall, l.to_id from down as d join projection.link as l on l.from_id = d.node)
    select d.recall, t.id as release, a.entity, ${ruleSql(rule, 't')} as visible
    from down as d join projection.recall as c on c.id = d.recall
    join projection.release as t on t.id = d.node join projection.asset as a on a.id = t.asset
    where t.id <> c.release and ${held} order by d.recall, t.id`.execute(database);
  return rows;
}
