import type { Documents, SchemaName } from '@suyuan/schemas';
import type { RowKind, RowRule } from '../access/index.ts';
import type { Kinds, LeafStore, Reads, RefSchema, Stored } from '../store/index.ts';
import type { VaultValues } from './vault/values.ts';

/** Gathers the keys that one turn of the event loop asks for and fetches them together, each once an operation. */
export function loader<V>(fetch: (keys: readonly string[]) => Promise<readonly V[]>): (key: string) => Promise<V> {
  const known = new Map<string, Promise<V>>();
  let waiting: { readonly keys: string[]; readonly values: Promise<readonly V[]> } | undefined;
  const batch = () => {
    const keys: string[] = [];
    const values = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      waiting = undefined;
      return fetch(keys);
    });
    return { keys, values };
  };
  return (key) => {
    const already = known.get(key);
    if (already) return already;
    waiting ??= batch();
    const { keys, values } = waiting;
    const at = keys.push(key) - 1;
    const value = values.then((all) => all[at] as V);
    known.set(key, value);
    return value;
  };
}

type Found<K extends keyof Kinds> = Stored<Kinds[K]> | undefined;

/** Cases and releases that one asset shows at most; the connections page through more. */
const FEW = 100;

/** Look-ups of one operation, by the rules of its reader. */
export interface Loaders {
  readonly entity: (id: string) => Promise<Found<'entity'>>;
  readonly proposal: (id: string) => Promise<Found<'proposal'>>;
  readonly asset: (id: string) => Promise<Found<'asset'>>;
  readonly release: (id: string) => Promise<Found<'release'>>;
  readonly case: (id: string) => Promise<Found<'case_file'>>;
  readonly keyReplacement: (fingerprint: string) => Promise<readonly Stored<Documents['key-replacement/1']>[]>;
  readonly measure: (id: string) => Promise<Found<'measure'>>;
  readonly certificate: (number: string) => Promise<Found<'certificate'>>;
  readonly batch: (id: string) => Promise<Found<'batch'>>;
  readonly listing: (id: string) => Promise<Found<'listing'>>;
  readonly order: (id: string) => Promise<Found<'trade_order'>>;
  readonly transactionCertificate: (number: string) => Promise<Found<'transaction_certificate'>>;
  readonly payment: (order: string) => Promise<readonly Stored<Documents['payment/1']>[]>;
  readonly profile: (id: string) => Promise<readonly Stored<Documents['profile/1']>[]>;
  readonly grade: (release: string) => Promise<Found<'grade'>>;
  readonly report: (id: string) => Promise<Found<'report'>>;
  readonly recall: (id: string) => Promise<Found<'recall'>>;
  readonly recognition: (id: string) => Promise<Found<'recognition'>>;
  /** Of a certificate of this ledger. */
  readonly recognitionsOf: (certificate: string) => Promise<Stored<Documents['recognition/1']>[]>;
  readonly recalled: (release: string) => Promise<readonly Stored<Documents['recalled/1']>[]>;
  readonly acks: (recall: string) => Promise<readonly Stored<Documents['ack/1']>[]>;
  readonly external: (id: string) => Promise<readonly Stored<Documents['external/1']>[]>;
  readonly freeze: (asset: string) => Promise<readonly Stored<Documents['freeze/1']>[]>;
  readonly encumbrances: (asset: string) => Promise<readonly Stored<Documents['encumbrances/1']>[]>;
  readonly offer: (id: string) => Promise<Found<'offer'>>;
  readonly agreement: (id: string) => Promise<Found<'agreement'>>;
  readonly useRefusal: (id: string) => Promise<Found<'use_refusal'>>;
  readonly quota: (agreement: string) => Promise<readonly Stored<Documents['quota/1']>[]>;
  readonly uses: (agreement: string) => Promise<readonly Stored<Documents['use/1']>[]>;
  /** Versions of a document, the oldest first. */
  readonly history: <S extends SchemaName>(schema: S, ref: string) => Promise<Stored<Documents[S]>[]>;
  /** Documents by what they belong to. */
  readonly by: <S extends RefSchema>(schema: S, ref: string) => Promise<readonly Stored<Documents[S]>[]>;
  /** An asset whose whole past the reader may see. */
  readonly ownAsset: (id: string) => Promise<Found<'asset'>>;
  /** The newest of an asset. */
  readonly releasesOf: (asset: string) => Promise<Stored<Documents['release/1']>[]>;
  readonly casesOf: (asset: string) => Promise<Stored<Documents['case/1']>[]>;
  readonly run: (id: string) => Promise<readonly Stored<Documents['run/1']>[]>;
  /** What a public command says of a vault. */
  readonly vault: (id: string) => Promise<readonly Stored<Documents['named-vault/1']>[]>;
  /** What a vault holds, as far as the reader may read it. */
  readonly values: (vault: string) => Promise<VaultValues | undefined>;
}

/** Where look-ups read, by the rules of their reader. */
interface Sources {
  /** Assets whose whole past the reader may see. */
  readonly own: RowRule;
  readonly reads: Reads;
  readonly leaves: LeafStore;
  readonly rule: (kind: RowKind) => RowRule;
  readonly values: (vaults: readonly string[]) => Promise<readonly (VaultValues | undefined)[]>;
}

/** A loader for each schema that is asked for. */
function bySchema<V>(fetch: (schema: SchemaName, refs: readonly string[]) => Promise<ReadonlyMap<string, V>>, none: V) {
  const known = new Map<SchemaName, (ref: string) => Promise<V>>();
  return (schema: SchemaName, ref: string): Promise<V> => {
    const load =
      known.get(schema) ??
      loader<V>(async (refs) => {
        const found = await fetch(schema, refs);
        return refs.map((one) => found.get(one) ?? none);
      });
    known.set(schema, load);
    return load(ref);
  };
}

export function loaders({ reads, leaves, rule, own, values }: Sources): Loaders {
  const byId = <K extends Exclude<keyof Kinds, 'edge' | 'recognition_now'>>(kind: K) =>
    loader<Found<K>>((ids) => reads.byIds(kind, ids, rule(kind)));
  const byRef = <S extends RefSchema | 'payment/1'>(schema: S) =>
    loader<readonly Stored<Documents[S]>[]>(async (refs) => {
      const found = await reads.byRef(schema, refs);
      return refs.map((ref) => found.get(ref) ?? []);
    });
  return {
    entity: byId('entity'),
    proposal: byId('proposal'),
    asset: byId('asset'),
    release: byId('release'),
    case: byId('case_file'),
    certificate: loader<Found<'certificate'>>(async (numbers) => {
      const found = await reads.byIds('certificate', numbers, rule('certificate'));
      const missing = numbers.filter((_, n) => found[n] === undefined);
      const sealed = rule('certificate') === 'all' ? await leaves.certificatesByNumber(missing) : undefined;
      return numbers.map((number, n) => found[n] ?? sealed?.get(number));
    }),
    batch: byId('batch'),
    measure: byId('measure'),
    keyReplacement: byRef('key-replacement/1'),
    listing: byId('listing'),
    order: byId('trade_order'),
    transactionCertificate: byId('transaction_certificate'),
    payment: byRef('payment/1'),
    profile: byRef('profile/1'),
    grade: byId('grade'),
    report: byId('report'),
    recall: byId('recall'),
    recognition: byId('recognition'),
    recognitionsOf: loader((numbers) => reads.recognitionsOf(numbers, rule('recognition'))),
    recalled: byRef('recalled/1'),
    acks: byRef('ack/1'),
    external: byRef('external/1'),
    freeze: byRef('freeze/1'),
    encumbrances: byRef('encumbrances/1'),
    offer: byId('offer'),
    agreement: byId('agreement'),
    useRefusal: byId('use_refusal'),
    quota: byRef('quota/1'),
    uses: byRef('use/1'),
    run: byRef('run/1'),
    history: bySchema<Stored[]>((schema, refs) => reads.histories(schema, refs), []) as Loaders['history'],
    by: bySchema<readonly Stored[]>((schema, refs) => reads.byRef(schema as RefSchema, refs), []) as Loaders['by'],
    ownAsset: loader((ids) => reads.byIds('asset', ids, own)),
    releasesOf: loader((assets) => reads.newestOf('release', assets, rule('release'), FEW)),
    casesOf: loader((assets) => reads.newestOf('case_file', assets, rule('case_file'), FEW)),
    vault: byRef('named-vault/1'),
    values: loader(values),
  };
}
