import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { connectionFile } from '../connection.ts';

/** A gateway of one operator, for as long as a scene needs it. */
export type HostGateway = { readonly url: string; stop(): Promise<void> };

/**
 * Starts the gateway of an operator beside the one that `npm start` runs: private values go through the door of their own
 * host alone. SUYUAN_HOST_URL names one that runs already.
 */
export async function hostGateway(msp: string): Promise<HostGateway> {
  const given = process.env.SUYUAN_HOST_URL;
  if (given) return { url: given, stop: async () => undefined };
  const home = mkdtempSync(join(tmpdir(), 'suyuan-host-'));
  const entry = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));
  const env = {
    ...process.env,
    SUYUAN_HOME: home,
    SUYUAN_CONNECTION: connectionFile(),
    SUYUAN_OPERATOR: msp,
    PORT: '0',
    DATABASE_URL: '',
    SUYUAN_LOG_LEVEL: 'error',
  };
  const child = spawn(process.execPath, [entry], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await Promise.race([
    firstLine(child.stdout),
    ended.then(() => Promise.reject(new Error(`The gateway of ${msp} did not start`))),
  ]);
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A gateway says in its first line where it serves. */
async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(stream)) return (JSON.parse(line) as { url: string }).url;
  throw new Error('The gateway said nothing');
}
