import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What is read when somebody asks for the metrics. */
export interface Watched {
  /** The last block read; why and whether reading stopped. */
  readonly projection: () => { readonly block: number; readonly stopped: boolean; readonly leads: boolean };
  /** Blocks of the peer. @throws when it cannot be reached */
  readonly height: () => Promise<number>;
  /** Certificates that this gateway shows or signs by, by what they are for: when they end. */
  readonly certificates: () => Readonly<Record<string, Date>>;
}

/** The gateway's metrics, in a registry of their own: several gateways of one process tell theirs apart. */
export class Metrics {
  readonly registry = new Registry();
  readonly requests: Histogram<'edge' | 'method' | 'status'>;
  readonly operations: Histogram<'type' | 'outcome'>;
  readonly transactions: Histogram<'function' | 'outcome'>;
  readonly refusals: Counter<'code'>;
  readonly kept: Counter;

  constructor() {
    const registers = [this.registry];
    this.requests = new Histogram({
      name: 'suyuan_http_request_seconds',
      help: 'Requests, by the edge that they came through',
      labelNames: ['edge', 'method', 'status'],
      buckets: SECONDS,
      registers,
    });
    this.operations = new Histogram({
      name: 'suyuan_graphql_operation_seconds',
      help: 'GraphQL operations: query, mutation or subscription',
      labelNames: ['type', 'outcome'],
      buckets: SECONDS,
      registers,
    });
    this.transactions = new Histogram({
      name: 'suyuan_ledger_transaction_seconds',
      help: 'Calls to the ledger that make or commit a transaction',
      labelNames: ['function', 'outcome'],
      buckets: SECONDS,
      registers,
    });
    this.kept = new Counter({
      name: 'suyuan_graphql_kept_answers_total',
      help: 'GraphQL answers that were given again, whole, as of the same block',
      registers,
    });
    this.refusals = new Counter({
      name: 'suyuan_refusals_total',
      help: 'Refusals that left this gateway, by their registered code',
      labelNames: ['code'],
      registers,
    });
  }

  /** Begins to watch what only a running gateway has. */
  watch({ projection, height, certificates }: Watched): void {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
      new Gauge({
        name,
        help,
        registers,
        async collect() {
          this.set(await Promise.resolve(read()).catch(() => Number.NaN));
        },
      });
    gauge('suyuan_projection_block', 'The last block that was read', () => projection().block);
    gauge('suyuan_projection_stopped', '1 when a block cannot be read', () => Number(projection().stopped));
    gauge('suyuan_projection_leads', '1 when this gateway writes the projection', () => Number(projection().leads));
    gauge('suyuan_ledger_height', 'Blocks of the peer; NaN when it cannot be reached', height);
    const expiry = new Gauge({
      name: 'suyuan_certificate_expiry_timestamp_seconds',
      help: 'When certificates end that this gateway shows or signs by',
      labelNames: ['which'],
      registers,
      collect() {
        for (const [which, ends] of Object.entries(certificates())) expiry.set({ which }, ends.getTime() / 1000);
      },
    });
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}
