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

/** Where look-ups read, by the rules of their reader. */
interface Sources {
  /** Assets whose whole past the reader may see. */
  readonly own: RowRule;
  readonly services: { readonly reads: Reads; readonly leaves: LeafStore };
  readonly rule: (kind: RowKind) => RowRule;
  readonly values: (vaults: readonly string[]) => Promise<readonly (VaultValues | undefined)[]>;
}

type ById = Exclude<keyof Kinds, 'edge' | 'recognition_now'>;
type Many<S extends SchemaName> = Promise<readonly Stored<Documents[S]>[]>;

/** Look-ups of one operation, by the rules of its reader. */
export class Loaders {
  readonly #sources: Sources;
  readonly #reads: Reads;
  #leaf: ((number: string) => Promise<Found<'certificate'>>) | undefined;
  #values: ((vault: string) => Promise<VaultValues | undefined>) | undefined;

  constructor(sources: Sources) {
    this.#sources = sources;
    this.#reads = sources.services.reads;
  }

  #one<K extends ById>(kind: K, id: string): Promise<Found<K>> {
    return this.#reads.byId(kind, id, this.#sources.rule(kind));
  }

  entity(id: string) {
    return this.#one('entity', id);
  }

  proposal(id: string) {
    return this.#one('proposal', id);
  }

  asset(id: string) {
    return this.#one('asset', id);
  }

  release(id: string) {
    return this.#one('release', id);
  }

  case(id: string) {
    return this.#one('case_file', id);
  }

  measure(id: string) {
    return this.#one('measure', id);
  }

  batch(id: string) {
    return this.#one('batch', id);
  }

  listing(id: string) {
    return this.#one('listing', id);
  }

  order(id: string) {
    return this.#one('trade_order', id);
  }

  transactionCertificate(number: string) {
    return this.#one('transaction_certificate', number);
  }

  grade(release: string) {
    return this.#one('grade', release);
  }

  report(id: string) {
    return this.#one('report', id);
  }

  recall(id: string) {
    return this.#one('recall', id);
  }

  recognition(id: string) {
    return this.#one('recognition', id);
  }

  offer(id: string) {
    return this.#one('offer', id);
  }

  agreement(id: string) {
    return this.#one('agreement', id);
  }

  useRefusal(id: string) {
    return this.#one('use_refusal', id);
  }

  keyReplacement(fingerprint: string) {
    return this.#reads.ofRef('key-replacement/1', fingerprint);
  }

  payment(order: string) {
    return this.#reads.ofRef('payment/1', order);
  }

  profile(id: string) {
    return this.#reads.ofRef('profile/1', id);
  }

  recalled(release: string) {
    return this.#reads.ofRef('recalled/1', release);
  }

  acks(recall: string) {
    return this.#reads.ofRef('ack/1', recall);
  }

  external(id: string) {
    return this.#reads.ofRef('external/1', id);
  }

  freeze(asset: string) {
    return this.#reads.ofRef('freeze/1', asset);
  }

  encumbrances(asset: string) {
    return this.#reads.ofRef('encumbrances/1', asset);
  }

  quota(agreement: string) {
    return this.#reads.ofRef('quota/1', agreement);
  }

  uses(agreement: string) {
    return this.#reads.ofRef('use/1', agreement);
  }

  run(id: string) {
    return this.#reads.ofRef('run/1', id);
  }

  /** What a public command says of a vault. */
  vault(id: string) {
    return this.#reads.ofRef('named-vault/1', id);
  }

  /** One of a batch is read of its leaves file. */
  async certificate(number: string): Promise<Found<'certificate'>> {
    const found = await this.#one('certificate', number);
    if (found || this.#sources.rule('certificate') !== 'all') return found;
    const leaves = this.#sources.services.leaves;
    this.#leaf ??= loader(async (numbers) => {
      const sealed = await leaves.certificatesByNumber(numbers);
      return numbers.map((one) => sealed.get(one));
    });
    return this.#leaf(number);
  }

  /** Of a certificate of this ledger. */
  recognitionsOf(certificate: string): Many<'recognition/1'> {
    return this.#reads.recognitionsOf(certificate, this.#sources.rule('recognition'));
  }

  /** Versions of a document, the oldest first. */
  history<S extends SchemaName>(schema: S, ref: string): Many<S> {
    return this.#reads.history(schema, ref);
  }

  /** Documents by what they belong to. */
  by<S extends RefSchema>(schema: S, ref: string): Many<S> {
    return this.#reads.ofRef(schema, ref);
  }

  /** An asset whose whole past the reader may see. */
  ownAsset(id: string): Promise<Found<'asset'>> {
    return this.#reads.byId('asset', id, this.#sources.own);
  }

  /** The newest of an asset. */
  releasesOf(asset: string): Many<'release/1'> {
    return this.#reads.newestOf('release', asset, this.#sources.rule('release'), FEW);
  }

  casesOf(asset: string): Many<'case/1'> {
    return this.#reads.newestOf('case_file', asset, this.#sources.rule('case_file'), FEW);
  }

  /** What a vault holds, as far as the reader may read it. */
  values(vault: string): Promise<VaultValues | undefined> {
    this.#values ??= loader(this.#sources.values);
    return this.#values(vault);
  }
}
