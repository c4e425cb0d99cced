import type { Reader, RowKind, RowRule } from '../access/index.ts';
import type { Config } from '../config.ts';
import type { Documents } from '../documents/index.ts';
import type { Identity, Person, Trust } from '../identity/index.ts';
import type { Ledger } from '../ledger/index.ts';
import type { Log } from '../log.ts';
import type { Metrics, Tracing } from '../observe/index.ts';
import type { BlockFeed, Checkpoint, Projector } from '../projector/index.ts';
import type { Reading, Readings } from '../readings/index.ts';
import type { KeptValues, LeafStore, Reads, SavedViews, VaultStore, WebhookStore } from '../store/index.ts';
import type { Lineage, Opener } from '../trace/index.ts';
import type { EventPlace } from './event-id.ts';
import { Loaders } from './loaders.ts';
import type { Readers, Sight } from './readers.ts';
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
  /** The gateway's clock, ISO 8601. */
  readonly now: () => string;
  /** Aborts when the gateway stops: streams to clients end then. */
  readonly stopping: AbortSignal;
}

/** One operation: who asks, and what they may see; for a subscription, at its latest event. */
export interface Context {
  readonly services: Services;
  readonly requestId: string;
  readonly headers: { get(name: string): string | null };
  /** Puts what the reader is shown into the read log. */
  readonly note: (reading: Reading) => void;
  /** Resolves when what was put there is in the store. @throws when it cannot be written: the answer may not leave then */
  readonly logged: () => Promise<void> | undefined;
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

function view(services: Services, person: Person | undefined, { reader, rule, own }: Sight) {
  const values = (vaults: readonly string[]) => vaultValues(vaults, reader, services);
  return { person, reader, rule, load: new Loaders({ services, rule, own, values }) };
}

/** The watch over an answer that may be kept: the services that it is made by, whose it is, and what its sender has to put into the read log. */
export interface Watch {
  readonly services: Services;
  readonly sight: Sight;
  readonly noted: Reading[];
}

/** Of one request: who asks, by what headers, and how that is found out again; where its answer may be kept, the watch. */
export interface Asked {
  readonly person: Person | undefined;
  readonly requestId: string;
  readonly again: Context['again'];
  readonly headers: Context['headers'];
  readonly resume?: EventPlace | undefined;
  readonly watch?: Watch | undefined;
}

export async function newContext(real: Services, asked: Asked): Promise<Context> {
  const { person, requestId, again, headers, resume, watch } = asked;
  const services = watch?.services ?? real;
  let shown = false;
  const note = (reading: Reading) => {
    if (watch) return void watch.noted.push(reading);
    shown = true;
    real.readings.note(reading);
  };
  const logged = () => (shown ? real.readings.written() : undefined);
  const sight = watch?.sight ?? (await real.readers.of(person));
  return {
    services,
    requestId,
    headers,
    again,
    note,
    logged,
    ...view(services, person, sight),
    asOf: undefined,
    resume,
  };
}

/** Who asks, and what they may see, as of now. @throws when they are no longer signed in */
export async function renew(context: Context): Promise<void> {
  const { services } = context;
  const person = await context.again();
  Object.assign(context, view(services, person, await services.readers.of(person)));
}
