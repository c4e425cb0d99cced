import type { AnyDocument, Documents, SchemaName } from '@suyuan/schemas';
import { type Database, loadLineage, type VersionRow, versionsSince } from '../store/index.ts';
import type { Changes, LineageKeeper } from '../trace/index.ts';
import type { Batch, Checkpoint } from './batch.ts';
import { type Decoded, decoders } from './decode.ts';

/** Documents of which the lineage graph must know every version. */
export const LINEAGE_SCHEMAS = [
  'asset/1',
  'certificate/1',
  'case/1',
  'release/1',
  'grade/1',
  'edge/1',
  'alias/1',
] as const satisfies readonly SchemaName[];

type Version = Pick<VersionRow, 'schema' | 'key' | 'doc' | 'block'>;
type Mutable = { -readonly [K in keyof Changes]: Changes[K] extends Iterable<infer T> ? T[] : Changes[K] };

const decode = ({ doc, schema, key }: Version): { document: AnyDocument; decoded: Decoded } => {
  const document = JSON.parse(doc) as AnyDocument;
  const decoder = decoders[schema as SchemaName] as (document: AnyDocument, key: string) => Decoded;
  return { document, decoded: decoder(document, key) };
};

function add(changes: Mutable, version: Version): void {
  const { document, decoded } = decode(version);
  const { block } = version;
  switch (decoded.table) {
    case 'asset':
      changes.assets.push({ ...decoded.row, block });
      break;
    case 'certificate':
      changes.certified.push(decoded.row.asset);
      break;
    case 'case_file':
      changes.cases.push({ id: decoded.row.id, asset: decoded.row.asset, entities: decoded.parties });
      break;
    case 'release':
      changes.releases.push({ ...decoded.row, block });
      break;
    case 'grade': {
      const { release, grade } = document as Documents['grade/1'];
      changes.grades.push({ release, grade, block });
      break;
    }
    case 'edge': {
      const { state, grade } = document as Documents['edge/1'];
      changes.edges.push({ ...decoded.row, state, grade, block });
      break;
    }
    case 'alias':
      changes.aliases.push({ ...decoded.row, block });
      break;
  }
}

/** What versions of documents, in the order of the ledger, change in the lineage graph. */
export function lineageChanges(versions: readonly Version[], block: number): Changes {
  const changes: Mutable = {
    block,
    assets: [],
    certified: [],
    cases: [],
    releases: [],
    grades: [],
    edges: [],
    aliases: [],
  };
  const wanted: ReadonlySet<string> = new Set(LINEAGE_SCHEMAS);
  for (const version of versions) if (wanted.has(version.schema)) add(changes, version);
  return changes;
}

/** Reads what blocks brought since the graph's own, up to one. */
export async function catchUp(database: Database, keeper: LineageKeeper, until: number): Promise<void> {
  const after = keeper.lineage.block;
  if (after >= until) return;
  keeper.apply(lineageChanges(await versionsSince(database, LINEAGE_SCHEMAS, after, until), until));
}

/** The lineage graph of a database as of a block. */
export async function buildLineage(database: Database, keeper: LineageKeeper, block: number): Promise<void> {
  await loadLineage(database, keeper.lineage, block);
  const aliases = await versionsSince(database, ['alias/1'], -1, block);
  keeper.apply(lineageChanges(aliases, block));
}

/**
 * The lineage graph at the checkpoint: from its snapshot and what came since, or else from the database. Answers what
 * is to hear of each batch, so that a snapshot is written when one is worth it.
 */
export async function openLineage(database: Database, keeper: LineageKeeper, block: number): Promise<Heard> {
  const hashOf = async (number: number) => {
    const found = database.selectFrom('projection.block').select('hash').where('number', '=', number);
    return (await found.executeTakeFirst())?.hash;
  };
  if (await keeper.open(hashOf)) {
    await catchUp(database, keeper, block);
  } else {
    await buildLineage(database, keeper, block);
    keeper.built();
  }
  let genesis = await hashOf(0);
  return ({ checkpoint, batch }) => {
    const [first] = batch.blocks;
    if (first?.number === 0) genesis = first.hash;
    if (genesis) keeper.save({ genesis, hash: checkpoint.hash });
  };
}

type Heard = (progress: { readonly checkpoint: Checkpoint; readonly batch: Batch }) => void;
