import { compose, type Gateway } from './compose.ts';
import { readConfig } from './config.ts';
import { makeLog } from './log.ts';

const config = readConfig();
const log = makeLog(config.logLevel);

/** Ends the process once, whoever asks first: a signal, or the parent that closed its IPC channel. */
function endWith(gateway: Gateway): void {
  let ending = false;
  const end = async (why: string) => {
    if (ending) return;
    ending = true;
    log.info({ why }, 'stopping');
    await gateway.stop().catch((error: unknown) => log.error({ err: error }, 'stopping failed'));
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end(signal));
  process.on('disconnect', () => void end('disconnect'));
}

try {
  const gateway = await compose(config, log);
  endWith(gateway);
  process.stdout.write(`${JSON.stringify({ ready: true, url: gateway.url, mtlsUrl: gateway.mtlsUrl })}\n`);
} catch (error) {
  log.fatal({ err: error }, 'the gateway cannot start');
  process.stderr.write(`${JSON.stringify({ error: error instanceof Error ? error.message : String(error) })}\n`);
  process.exit(1);
}
