import { enableCompileCache } from 'node:module';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { homeAt } from '../home.ts';
import { loadTopology } from '../topology.ts';

/** The embedded network as a process; see network/README.md for its contract. */
enableCompileCache();

const log = (message: string, details: Record<string, unknown> = {}): void => {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), message, ...details })}\n`);
};

const fail = (error: unknown): never => {
  log('failed', { error: error instanceof Error ? error.message : String(error) });
  process.exit(1);
};

const { values } = parseArgs({
  options: { home: { type: 'string' }, topology: { type: 'string' }, chaincode: { type: 'string' } },
});

try {
  const home = homeAt(values.home);
  const loaded = loadTopology(values.topology);
  const chaincode = values.chaincode ? { ...loaded.chaincode, path: resolve(values.chaincode) } : loaded.chaincode;
  const { startEmbedded } = await import('./network.ts');
  const { serveControl } = await import('./control/server.ts');
  const network = await startEmbedded({ home, topology: { ...loaded, chaincode }, log, onFatal: fail });
  let ending = false;
  const end = (reason: string): void => {
    if (ending) return;
    ending = true;
    log('ending', { reason });
    // What hangs must not keep a process that was told to end.
    setTimeout(() => process.exit(1), 10_000).unref();
    control.close();
    network.close().then(() => process.exit(0), fail);
  };
  const control = await serveControl({ file: home.control, network, stop: () => end('told to stop') });
  process.once('SIGTERM', () => end('SIGTERM'));
  process.once('SIGINT', () => end('SIGINT'));
  process.once('disconnect', () => end('parent gone'));
  process.stdout.write(`${JSON.stringify({ ready: true, connection: home.connection, pid: process.pid })}\n`);
} catch (error) {
  fail(error);
}
