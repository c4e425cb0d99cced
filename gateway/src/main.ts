import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import type { Gateway } from './compose.ts';
import { readConfig, templateDir } from './config.ts';
import { makeLog } from './log.ts';

// Compiled modules are kept from start to start; what is imported after this line profits.
enableCompileCache(join(templateDir(), 'compiled'));

// Unless it is said otherwise: in development GraphQL checks each value for copies of its own library.
process.env.NODE_ENV ??= 'production';

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
  const { compose } = await import('./compose.ts');
  const gateway = await compose(config, log);
  endWith(gateway);
  process.stdout.write(`${JSON.stringify({ ready: true, url: gateway.url, mtlsUrl: gateway.mtlsUrl })}\n`);
} catch (error) {
  log.fatal({ err: error }, 'the gateway cannot start');
  process.stderr.write(`${JSON.stringify({ error: error instanceof Error ? error.message : String(error) })}\n`);
  process.exit(1);
}
