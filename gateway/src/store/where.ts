import { type RawBuilder, sql } from 'kysely';
import type { Clause, RowRule } from '../access/index.ts';

const escaped = (text: string) => `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;

/** One clause as SQL over a table of the projection that the query calls `alias`. */
function clauseSql(clause: Clause, alias: string): RawBuilder<unknown> {
  const column = sql.ref(`${alias}.${clause.column}`);
  if ('in' in clause) return clause.in.length ? sql`${column} in (${sql.join([...clause.in])})` : sql`false`;
  if ('contains' in clause) return sql`${column} ilike ${escaped(clause.contains)}`;
  if ('empty' in clause) return sql`${column} is null`;
  if ('inTable' in clause) {
    const inner = `${alias}_${clause.inTable}`;
    const table = sql`${sql.table(`projection.${clause.inTable}`)} as ${sql.ref(inner)}`;
    return sql`${column} in (select ${sql.ref(`${inner}.${clause.select}`)} from ${table} where ${allOf(clause.where, inner)})`;
  }
  const from = clause.from === undefined ? sql`true` : sql`${column} >= ${clause.from}`;
  const until = clause.until === undefined ? sql`true` : sql`${column} <= ${clause.until}`;
  return sql`${from} and ${until}`;
}

/** Every clause, as SQL. */
export function allOf(clauses: readonly Clause[], alias: string): RawBuilder<unknown> {
  return clauses.length
    ? sql`(${sql.join(
        clauses.map((c) => clauseSql(c, alias)),
        sql` and `,
      )})`
    : sql`true`;
}

/** A row rule, as SQL. */
export function ruleSql(rule: RowRule, alias: string): RawBuilder<unknown> {
  if (rule === 'all') return sql`true`;
  return rule.length
    ? sql`(${sql.join(
        rule.map((clauses) => allOf(clauses, alias)),
        sql` or `,
      )})`
    : sql`false`;
}
