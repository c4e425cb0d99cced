import { ANONYMOUS, ownAssetRows, type Reader, ROWS, type RowKind, type RowRule } from '../access/index.ts';
import type { Person } from '../identity/index.ts';
import type { Reads } from '../store/index.ts';

/** Who asks, and by which rules they read. */
export interface Sight {
  /** Tells this reader from every other, with all its rights. */
  readonly key: string;
  readonly reader: Reader;
  readonly rule: (kind: RowKind) => RowRule;
  /** Assets whose whole past the reader may see. */
  readonly own: RowRule;
}

function sightOf(key: string, reader: Reader): Sight {
  const rules = new Map<RowKind, RowRule>();
  const rule = (kind: RowKind) => {
    const found = rules.get(kind) ?? ROWS[kind](reader);
    rules.set(kind, found);
    return found;
  };
  return { key: `${key} ${JSON.stringify(reader)}`, reader, rule, own: ownAssetRows(reader) };
}

const ORDER = ['general', 'important', 'core'] as const;

/** Effective roles and clearance are those of the certificate that the membership record has, too; a replaced key has none. */
async function readerOf(person: Person, reads: Reads): Promise<Reader> {
  const { name, msp, entity, fingerprint } = person;
  const [replacement] = await reads.ofRef('key-replacement/1', fingerprint);
  if (replacement?.state === 'replaced') return ANONYMOUS;
  const record = entity ? await reads.byId('entity', entity, 'all') : undefined;
  const member = record?.state === 'active' && record.host === msp ? record : undefined;
  const clearance =
    ORDER[Math.min(ORDER.indexOf(person.clearance), ORDER.indexOf(member?.clearance ?? 'general'))] ?? 'general';
  return {
    person: name,
    msp,
    entity: member?.id,
    member: member !== undefined || person.unit === 'admin',
    roles: person.roles.filter((role) => member?.roles.includes(role)),
    clearance,
  };
}

/** People that are known at once, at most. */
const KNOWN = 10_000;
const NOBODY = Promise.resolve(sightOf('nobody', ANONYMOUS));

/** What people may see, which follows from their certificate and the ledger: found out once between two blocks. */
export class Readers {
  readonly #reads: Reads;
  #known = new Map<string, Promise<Sight>>();

  constructor(reads: Reads) {
    this.#reads = reads;
  }

  of(person: Person | undefined): Promise<Sight> {
    if (!person) return NOBODY;
    const key = `${person.fingerprint} ${person.msp} ${person.unit}`;
    const already = this.#known.get(key);
    if (already) return already;
    const into = this.#known;
    const sight = readerOf(person, this.#reads).then((reader) => sightOf(key, reader));
    if (into.size < KNOWN) into.set(key, sight);
    sight.catch(() => into.delete(key));
    return sight;
  }

  /** The ledger moved on. */
  forget(): void {
    this.#known = new Map();
  }
}
