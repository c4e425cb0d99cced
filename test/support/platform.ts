import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Child, startChild } from '../../network/child.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export const temporaryHome = (name: string) => mkdtempSync(join(tmpdir(), `suyuan-${name}-`));

/** A gateway on the network of a home, at a port; 0 takes a free one. */
export function gatewayProcess(home: string, port = 0, env: NodeJS.ProcessEnv = {}): Promise<Child> {
  return startChild('The gateway', {
    entry: join(root, 'gateway/src/main.ts'),
    env: {
      SUYUAN_HOME: home,
      SUYUAN_CONNECTION: join(home, 'network/connection.json'),
      PORT: String(port),
      DATABASE_URL: '',
      ...env,
    },
    logFile: join(home, 'gateway.log'),
  });
}

/** Runs a script of ours to its end; answers what it printed and its exit code. */
export function runScript(
  script: string,
  env: NodeJS.ProcessEnv = {},
  args: string[] = [],
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [join(root, script), ...args], { cwd: root, env: { ...process.env, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += String(chunk);
    });
  }
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, output })));
}

/** Founds the consortium through a gateway, as the first start does. */
export async function foundAt(home: string, url: string): Promise<void> {
  const { code, output } = await runScript('gateway/tools/src/found/main.ts', { SUYUAN_HOME: home, SUYUAN_URL: url });
  if (code !== 0) throw new Error(`founding failed: ${output}`);
}

/** The platform as `npm start` runs it, in a home of its own and at a free port. */
export type Platform = {
  readonly home: string;
  readonly url: string;
  readonly output: string;
  stop(): Promise<number | null>;
};

export async function startPlatform(home = temporaryHome('platform'), env: NodeJS.ProcessEnv = {}): Promise<Platform> {
  const child = spawn(process.execPath, [join(root, 'network/start.ts')], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, SUYUAN_HOME: home, PORT: '0', DATABASE_URL: '', ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += String(chunk);
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (said) => resolve((said as { url: string }).url));
    ended.then((code) => reject(new Error(`the platform ended with ${code}: ${output}`)));
  });
  return {
    home,
    url,
    output,
    stop() {
      child.kill('SIGINT');
      return ended;
    },
  };
}
