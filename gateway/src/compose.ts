import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '@suyuan/schemas';
import { type Config, templateDir } from './config.ts';
import type { Services } from './graphql/context.ts';
import { buildApp } from './http/app.ts';
import { type Listening, listen } from './http/listen.ts';
import { demonstrationWallets, Identity, openWallets, Trust } from './identity/index.ts';
import {
  type Connection,
  connectLedger,
  keepClock,
  type Ledger,
  readChannelConfig,
  readConnection,
} from './ledger/index.ts';
import type { Log } from './log.ts';
import { openProjector } from './projector/index.ts';
import { LeafStore, lineageReads, localStore, openDatabase, Reads } from './store/index.ts';
import { opener, openKey } from './trace/index.ts';

/** A running gateway. */
export interface Gateway extends Listening {
  readonly services: Services;
  /** Finishes what is under way and lets go of everything. */
  stop(): Promise<void>;
}

/** Time for requests under way when the gateway stops. */
const GRACE_MS = 10_000;
const SWEEP_MS = 60_000;
const PEER_AGAIN_MS = 100;

/** A gateway for the network that the settings name. */
export function compose(config: Config, log: Log): Promise<Gateway> {
  const connection = readConnection(config.connectionFile);
  const onLost = (peer: string, error: unknown) =>
    log.warn({ err: error, peer }, 'no blocks from this peer; trying another');
  const settings = { onLost, queue: config.queue };
  return assemble(config, log, connection, connectLedger(connection, config.operator, settings));
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
export async function assemble(config: Config, log: Log, connection: Connection, ledger: Ledger): Promise<Gateway> {
  const stopping = new AbortController();
  const [channel, database] = await Promise.all([
    reached(() => ledger.channelConfig(), config.peerMs, log),
    openDatabase({ url: config.databaseUrl, directory: join(config.home, 'gateway', 'pg'), cache: templateDir() }),
  ]);
  const trust = new Trust();
  await trust.use(channel);
  const reconfigure = (data: Uint8Array) => {
    const next = readChannelConfig(data);
    if (next.sequence > trust.config.sequence)
      trust.use(next).catch((error: unknown) => log.fatal({ err: error }, 'the channel configuration is not usable'));
  };
  const projector = await openProjector(database, ledger, log, reconfigure);
  const local = localStore(database);
  const identity = new Identity({
    store: local,
    trust,
    wallets: openWallets(config.walletsDir, log),
    demonstration: demonstrationWallets(connection),
    settings: { sessionMs: config.sessionMs, challengeMs: config.challengeMs, ...config.limits },
  });
  const graph: Services['graph'] = (rules) => lineageReads(database, rules);
  const open = opener(openKey(config.commitmentKeyFile));
  const reads = new Reads(database);
  const leaves = new LeafStore(database);
  const services: Services = {
    config,
    log,
    ledger,
    projector,
    trust,
    reads,
    leaves,
    graph,
    open,
    stopping: stopping.signal,
  };
  const listening = await listen(buildApp(services, identity), config, trust);
  const following = projector.run(stopping.signal);
  const ticking = keepClock(ledger, () => trust.config, config.tickMs, log, stopping.signal);
  const sweeping = setInterval(
    () => void local.sweep(new Date().toISOString()).catch((error: unknown) => log.warn({ err: error }, 'sweep')),
    SWEEP_MS,
  ).unref();

  const stop = async () => {
    clearInterval(sweeping);
    stopping.abort();
    const ended = listening.close(GRACE_MS);
    await Promise.all([ended, following, ticking]);
    ledger.close();
    await database.destroy();
  };
  return { ...listening, services, stop };
}
