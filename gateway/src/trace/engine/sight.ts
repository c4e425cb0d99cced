import type { Clause, RowRule } from '../../access/index.ts';
import type { Aliases } from './aliases.ts';
import type { EdgeClass } from './classes.ts';
import type { Facts } from './facts.ts';
import { OPEN } from './rows.ts';

/** What a reader may see, as rows of the projection that the engine has in memory. */
export interface SightRules {
  readonly edge: RowRule;
  readonly alias: RowRule;
  readonly release: RowRule;
  /** Assets whose whole past the reader may see. */
  readonly ownAsset: RowRule;
}

type Row = Readonly<Record<string, string | null>>;
type Test<T> = (row: T) => boolean;

/** A rule that the engine cannot carry out is a mistake of the policy table, never a reason to show a row. */
const unknown = (clause: Clause, table: string) =>
  new Error(`the engine does not know the clause ${JSON.stringify(clause)} of ${table}`);

function any<T>(rule: RowRule, compile: (clause: Clause) => Test<T>): Test<T> {
  if (rule === 'all') return () => true;
  const alternatives = rule.map((clauses) => clauses.map(compile));
  return (row) => alternatives.some((tests) => tests.every((test) => test(row)));
}

const valueIn = (clause: Clause, table: string): readonly (string | number)[] => {
  if ('in' in clause) return clause.in;
  throw unknown(clause, table);
};

/** Tests of a row's own columns. */
export const rowTest = (rule: RowRule): Test<Row> =>
  any(rule, (clause) => {
    const values = new Set(valueIn(clause, 'edge'));
    return (row) => {
      const value = row[clause.column];
      return value !== null && value !== undefined && values.has(value);
    };
  });

/** Tests of assets by their ordinals. */
function assetClause(clause: Clause, facts: Facts): Test<number> {
  if ('inTable' in clause) {
    const { column, inTable, select, where } = clause;
    if (column === 'id' && inTable === 'certificate' && select === 'asset' && where.length === 0)
      return (asset) => facts.assetCertified.data[asset] === 1;
    if (column === 'id' && inTable === 'case_party' && select === 'asset') return partyTest(where, facts);
    throw unknown(clause, 'asset');
  }
  const values = valueIn(clause, 'asset').map(String);
  const [data, dictionary] =
    clause.column === 'entity'
      ? [facts.assetEntity, facts.entities]
      : clause.column === 'state'
        ? [facts.assetState, facts.states]
        : [];
  if (!data || !dictionary) throw unknown(clause, 'asset');
  const numbers = values.map((value) => dictionary.number(value));
  return (asset) => numbers.includes(data.data[asset] as number);
}

function partyTest(where: readonly Clause[], facts: Facts): Test<number> {
  const entities = where.flatMap((clause) => {
    if (clause.column !== 'entity') throw unknown(clause, 'case_party');
    return valueIn(clause, 'case_party').map((entity) => facts.entities.number(String(entity)));
  });
  return (asset) => entities.some((entity) => facts.parties.has(asset, entity));
}

function releaseClause(clause: Clause, facts: Facts): Test<number> {
  const assetOf = (node: number) => facts.nodeAsset.data[node] as number;
  if ('inTable' in clause && clause.column === 'asset') {
    if (clause.inTable === 'asset' && clause.select === 'id') {
      const tests = clause.where.map((inner) => assetClause(inner, facts));
      return (node) => tests.every((test) => test(assetOf(node)));
    }
    if (clause.inTable === 'case_party' && clause.select === 'asset') {
      const test = partyTest(clause.where, facts);
      return (node) => test(assetOf(node));
    }
  }
  if (clause.column !== 'entity') throw unknown(clause, 'release');
  const numbers = valueIn(clause, 'release').map((entity) => facts.entities.number(String(entity)));
  return (node) => numbers.includes(facts.nodeEntity.data[node] as number);
}

/** What a reader sees of the graph. */
export interface Sight {
  /** The same for whoever sees the same edges. */
  readonly key: string;
  readonly edge: Test<EdgeClass>;
  /** An alias by its two ends. */
  readonly alias: (external: number, asset: number) => boolean;
  /** A release now. */
  readonly release: Test<number>;
  /** A release as it was after a block: its asset was registered by then, or is the reader's own. */
  readonly releaseAt: (node: number, block: number) => boolean;
}

export function sightOf(rules: SightRules, facts: Facts, aliases: Aliases): Sight {
  const edge = rowTest(rules.edge);
  const own = any(rules.ownAsset, (clause) => assetClause(clause, facts));
  const now = any(rules.release, (clause) => releaseClause(clause, facts));
  const alias = any<{ readonly row: Row; readonly asset: number }>(rules.alias, (clause) => {
    if ('inTable' in clause && clause.column === 'asset' && clause.inTable === 'asset' && clause.select === 'id') {
      const tests = clause.where.map((inner) => assetClause(inner, facts));
      return ({ asset }) => tests.every((test) => test(asset));
    }
    const test = rowTest([[clause]]);
    return ({ row }) => test(row);
  });
  const release = (node: number) => facts.nodeSince.data[node] !== OPEN && now(node);
  return {
    key: JSON.stringify(rules.edge),
    edge: (found) => edge(found as unknown as Row),
    alias: (external, asset) => {
      const found = aliases.get(external, asset);
      return found !== undefined && alias({ row: { disclosure: found.disclosure, claimant: found.claimant }, asset });
    },
    release,
    releaseAt: (node, block) => {
      if ((facts.nodeSince.data[node] as number) > block || !release(node)) return false;
      const asset = facts.nodeAsset.data[node] as number;
      return (facts.assetRegistered.data[asset] as number) <= block || own(asset);
    },
  };
}
