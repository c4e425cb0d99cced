import type { Reader, RowKind, RowRule } from '../access/index.ts';
import type { Config } from '../config.ts';
import type { Documents } from '../documents/index.ts';
import type { Identity, Person, Trust } from '../identity/index.ts';
import type { Ledger } from '../ledger/index.ts';
import type { Log } from '../log.ts';
import type { Metrics, Tracing } from '../observe/index.ts';
import type { BlockFeed, Checkpoint, Projector } from '../projector/index.ts';
import type { Readings } from '../readings/index.ts';
import type { KeptValues, LeafStore, Reads, SavedViews, VaultStore, WebhookStore } from '../store/index.ts';
import type { Lineage, Opener } from '../trace/index.ts';
import type { EventPlace } from './event-id.ts';
import { Loaders } from './loaders.ts';
import type { Readers } from './readers.ts';
import { vaultValues } from './vault/values.ts';

/** What resolvers work with; the same for every request. */
export interface Services {
  readonly config: Config;
  readonly log: Log;
  readonly ledger: Ledger;
  readonly projector: Projector;
  readonly trust: Trust;
  readonly reads: Reads;
  /** What people may see. */
  readonly readers: Readers;
  readonly documents: Documents;
  /** The lineage graph in memory, current to the projector's checkpoint. */
  readonly lineage: Lineage;
  readonly metrics: Metrics;
  /** Undefined where no traces are made. */
  readonly tracing: Tracing | undefined;
  /** Who read important data here. */
  readonly readings: Readings;
  readonly sessions: Pick<Identity, 'sessions' | 'endSessions'>;
  readonly views: SavedViews;
  /** Writes what this gateway keeps for itself, line by line, as of one moment. */
  readonly copyLocal: (write: (line: string) => Promise<void>) => Promise<void>;
  /** Webhooks, PEM of the key that signs, and whether they may go to private addresses. */
  readonly webhooks: { readonly store: WebhookStore; readonly key: string; readonly privately: boolean };
  /** Blocks one by one, from any. */
  readonly feed: BlockFeed;
  /** Opens the commitments of trace nodes. */
  readonly open: Opener;
  readonly leaves: LeafStore;
  /** What the own peer holds of vaults. */
  readonly vaults: VaultStore;
  /** What of it is kept among the documents. */
  readonly kept: KeptValues;
  /** Aborts when the gateway stops: streams to clients end then. */
  readonly stopping: AbortSignal;
}

/** One operation: who asks, and what they may see; for a subscription, at its latest event. */
export interface Context {
  readonly services: Services;
  readonly requestId: string;
  readonly headers: { get(name: string): string | null };
  readonly again: () => Promise<Person | undefined>;
  person: Person | undefined;
  reader: Reader;
  rule: (kind: RowKind) => RowRule;
  load: Loaders;
  /** The event from which a subscription resumes. */
  readonly resume: EventPlace | undefined;
  /** The latest event of a subscription. */
  event?: EventPlace;
  /** The oldest state that a part of this answer was read from. */
  asOf: Checkpoint | undefined;
}

async function view(services: Services, person: Person | undefined) {
  const { reader, rule, own } = await services.readers.of(person);
  const values = (vaults: readonly string[]) => vaultValues(vaults, reader, services);
  return { person, reader, rule, load: new Loaders({ services, rule, own, values }) };
}

export async function newContext(
  services: Services,
  person: Person | undefined,
  requestId: string,
  again: Context['again'],
  headers: Context['headers'] = new Headers(),
  resume?: EventPlace,
): Promise<Context> {
  return { services, requestId, headers, again, ...(await view(services, person)), asOf: undefined, resume };
}

/** Who asks, and what they may see, as of now. @throws when they are no longer signed in */
export async function renew(context: Context): Promise<void> {
  Object.assign(context, await view(context.services, await context.again()));
}
