import { randomUUID, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '@suyuan/schemas';
import { type Config, templateDir } from './config.ts';
import { type Keeper, keepCustody, keepVaults, openDocuments } from './documents/index.ts';
import type { Services } from './graphql/context.ts';
import { Readers } from './graphql/readers.ts';
import { buildApp } from './http/app.ts';
import { type Listening, listen } from './http/listen.ts';
import { demonstrationWallets, endWithBlocks, Identity, openWallets, Trust } from './identity/index.ts';
import { followLeaves, leavesAmong } from './leaves/index.ts';
import {
  announce,
  type Connection,
  connectLedger,
  keepAbsences,
  keepClock,
  type Ledger,
  ownOperator,
  readChannelConfig,
  readConnection,
} from './ledger/index.ts';
import type { Log } from './log.ts';
import { Metrics, observed, openTracing } from './observe/index.ts';
import { productionProblems } from './production.ts';
import { BlockFeed, followPrivate, openLineage, openProjector } from './projector/index.ts';
import { keepSealing, Readings } from './readings/index.ts';
import {
  copyLocal,
  documentBook,
  Kept,
  keepPlans,
  keptValues,
  LeafStore,
  localStore,
  openDatabase,
  Reads,
  readingStore,
  SOLE,
  savedViews,
  sharedLease,
  soleSessions,
  VaultStore,
  WebhookStore,
} from './store/index.ts';
import { LineageKeeper, opener, openKey } from './trace/index.ts';
import { publicPem, runWebhooks, webhookKey } from './webhooks/index.ts';

/** A running gateway. */
export interface Gateway extends Listening {
  readonly services: Services;
  /** Finishes what is under way and lets go of everything. */
  stop(): Promise<void>;
}

/** Time for requests under way when the gateway stops. */
const GRACE_MS = 10_000;
const SWEEP_MS = 60_000;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);
const PEER_AGAIN_MS = 100;

/** What the parts stand on: the network, and the identity to which documents are sealed here. */
interface Outside {
  readonly connection: Connection;
  readonly ledger: Ledger;
  readonly keeper: Keeper;
}

/** A gateway for the network that the settings name. */
export function compose(config: Config, log: Log): Promise<Gateway> {
  const connection = readConnection(config.connectionFile);
  const { person } = ownOperator(connection, config.operator);
  const keeper = { certificate: readFileSync(person.certificate, 'utf8'), key: readFileSync(person.key, 'utf8') };
  const onLost = (peer: string, error: unknown) =>
    log.warn({ err: error, peer }, 'no blocks from this peer; trying another');
  const settings = { onLost, queue: config.queue };
  return assemble(config, log, { connection, ledger: connectLedger(connection, config.operator, settings), keeper });
}

/** Asks until the peer can be reached, for some time: network and gateway may start in any order. */
async function reached<T>(ask: () => Promise<T>, ms: number, log: Log): Promise<T> {
  const until = Date.now() + ms;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const away = error instanceof Refusal && error.body.code === 'LEDGER_UNAVAILABLE';
      if (!away || Date.now() > until) throw error;
      log.info('the peer cannot be reached yet');
      await sleep(PEER_AGAIN_MS);
    }
  }
}

/** The one place where the parts are put together. Resolves once requests are served; catching up may still go on. */
export async function assemble(config: Config, log: Log, outside: Outside): Promise<Gateway> {
  const { connection, keeper } = outside;
  const metrics = new Metrics();
  const tracing = await openTracing(process.env);
  const ledger = observed(outside.ledger, metrics, tracing);
  const stopping = new AbortController();
  const [channel, database] = await Promise.all([
    reached(() => ledger.channelConfig(), config.peerMs, log),
    openDatabase({ url: config.databaseUrl, directory: join(config.home, 'gateway', 'pg'), cache: templateDir() }),
  ]);
  const problems = productionProblems(config, connection, channel.demonstration);
  if (problems.length > 0) throw new Error(`not fit for production: ${problems.join('; ')}`);
  const trust = new Trust();
  await trust.use(channel);
  const reconfigure = async (data: Uint8Array) => {
    const next = readChannelConfig(data);
    if (next.sequence > trust.config.sequence) await trust.use(next);
  };
  const lineage = new LineageKeeper({
    file: join(config.home, 'gateway', 'lineage.snapshot'),
    onError: (error) => log.error({ err: error }, 'the lineage graph: a merge or its snapshot'),
  });
  const onChange = (held: boolean) =>
    log.info(held ? 'this gateway writes the projection' : 'another gateway writes the projection');
  const lease = config.databaseUrl ? sharedLease(database, 'gateway', randomUUID(), onChange) : SOLE;
  const leasing = lease.run(stopping.signal);
  const projector = await openProjector(database, ledger, log, reconfigure, lineage, lease);
  projector.listen(await openLineage(database, lineage, projector.checkpoint.block));
  const held = new Kept();
  if (!config.databaseUrl) {
    const plans = keepPlans(database, (error) => log.warn({ err: error }, 'the tables could not be looked at'));
    projector.listen(({ batch }) => plans(batch.versions.length));
  }
  const reads = new Reads(database, held);
  const readers = new Readers(reads);
  projector.listen(() => {
    held.forget();
    readers.forget();
  });
  const msp = ledger.operator.mspId;
  const { store, courier, documents } = await openDocuments({
    directory: join(config.home, 'gateway', 'documents'),
    settings: config.documents,
    own: keeper,
    msp,
    book: documentBook(database),
    reads,
    log,
    signal: stopping.signal,
  });
  const local = config.databaseUrl ? localStore(database) : soleSessions(localStore(database));
  const wallets = openWallets(config.walletsDir, log);
  const identity = new Identity({
    store: local,
    trust,
    wallets,
    demonstration: demonstrationWallets(connection),
    settings: { sessionMs: config.sessionMs, challengeMs: config.challengeMs, ...config.limits },
  });
  const open = opener(openKey(config.commitmentKeyFile));
  const leaves = new LeafStore(database);
  const vaults = new VaultStore(database);
  const feed = new BlockFeed(database);
  const watching = new WebhookStore(database);
  const signingKey = webhookKey(config.webhooks.keyFile);
  const kept = keptValues(database);
  const readings = new Readings(readingStore(database));
  const services: Services = {
    config,
    log,
    ledger,
    projector,
    trust,
    reads,
    readers,
    documents,
    leaves,
    vaults,
    kept,
    lineage: lineage.lineage,
    sessions: identity,
    metrics,
    tracing,
    readings,
    views: savedViews(database),
    copyLocal: (write) => copyLocal(database, write),
    feed,
    webhooks: { store: watching, key: publicPem(signingKey), privately: config.webhooks.privately },
    open,
    now: () => new Date().toISOString(),
    stopping: stopping.signal,
  };
  await identity.endRevoked();
  endWithBlocks(identity, projector, log);
  const { app, sockets } = buildApp(services, identity);
  const listening = await listen(app, sockets, config, trust);
  metrics.watch({
    projection: () => ({
      block: projector.checkpoint.block,
      stopped: projector.stopped !== undefined,
      leads: lease.held,
    }),
    height: () => ledger.height(),
    certificates: () => ({
      gateway: new X509Certificate(keeper.certificate).validToDate,
      ...(listening.mtlsCertificate ? { mtls: new X509Certificate(listening.mtlsCertificate).validToDate } : {}),
    }),
  });
  const following = projector.run(stopping.signal);
  const vaultKeeping = keepVaults({ kept, documents, reads, msp, projector, log });
  const alone = (work: (signal: AbortSignal) => Promise<void>) => lease.whileHeld(work, stopping.signal);
  const telling = { store: watching, reads, feed, projector, key: signingKey, settings: config.webhooks, log };
  const told = runWebhooks(telling, stopping.signal);
  const keeping = alone((signal) => followPrivate(vaults, ledger, log, signal, vaultKeeping.wake));
  const alsoKept = alone((signal) => vaultKeeping.run(signal));
  const absences = keepAbsences({ ledger, owed: () => vaults.unattested(msp), log });
  projector.listen(({ batch }) => {
    if ([...batch.current.document.keys()].some((key) => key.startsWith('erasure/'))) absences.wake();
  });
  const attesting = alone((signal) => absences.run(signal));
  const ticking = alone((signal) => keepClock(ledger, () => trust.config, config.tickMs, log, signal));
  const receipts = { reads, courier, ledger, projector, trust, wallets, signs: config.documents.receipts, log };
  const custody = alone((signal) => keepCustody({ ...receipts, signal }));
  const files = leavesAmong({ store, courier });
  const batches = followLeaves({ store: leaves, projector, files, ledger, log });
  const reading = alone((signal) => batches.run(signal));
  const last = async () => (await reads.byRef('read-log/1', [msp])).get(msp)?.[0]?.until;
  const sealing = { readings, ledger, last, leads: () => lease.held, everyMs: config.readingsMs, log };
  const sealed = keepSealing(sealing, stopping.signal);
  const address = config.mtlsUrl ?? (LOOPBACK.has(config.host) ? listening.mtlsUrl : undefined);
  const certificate = listening.mtlsCertificate;
  const recorded = async () => (await reads.byRef('gateway/1', [msp])).get(msp)?.[0];
  const announcing =
    address && certificate
      ? announce(ledger, { address, certificate }, recorded, log, stopping.signal)
      : Promise.resolve();
  const sweep = () =>
    Promise.all([local.sweep(new Date().toISOString()), store.sweep(Date.now() - config.documents.uploadMs)]);
  const sweeping = setInterval(
    () => void sweep().catch((error: unknown) => log.warn({ err: error }, 'sweep')),
    SWEEP_MS,
  ).unref();

  const stop = async () => {
    clearInterval(sweeping);
    stopping.abort();
    const ended = listening.close(GRACE_MS);
    await Promise.all([
      ended,
      following,
      told,
      keeping,
      alsoKept,
      attesting,
      ticking,
      custody,
      reading,
      announcing,
      courier.settled(),
      lineage.settled(),
      sealed,
      leasing,
    ]);
    await readings.written().catch((error: unknown) => log.error({ err: error }, 'the read log is not whole'));
    ledger.close();
    await tracing?.stop();
    await database.destroy();
  };
  return { ...listening, services, stop };
}
