import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Connection, readConnection } from './connection.ts';
import { type Home, homeAt } from './home.ts';

export interface StartOptions {
  /** Default: `SUYUAN_HOME`, or `.suyuan/` in the repository root. */
  readonly home?: string;
  /** Default: the topology that ships with the platform. */
  readonly topology?: string;
  /** Another Node package to run as the topology's chaincode. */
  readonly chaincode?: string;
  /** Lets the network outlive this process. */
  readonly detached?: boolean;
}

/** A network in a process of its own. */
export interface RunningNetwork {
  readonly home: Home;
  readonly connection: Connection;
  readonly connectionFile: string;
  readonly pid: number;
  /** Resolves with the exit code, or the signal's name, once the process has ended. */
  readonly ended: Promise<number | string>;
  /** Ends it cleanly and waits. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash would, and waits. */
  kill(): Promise<void>;
}

const entry = fileURLToPath(new URL('./embedded/main.ts', import.meta.url));

const argumentsOf = (home: Home, options: StartOptions): string[] => [
  entry,
  '--home',
  home.root,
  ...(options.topology ? ['--topology', options.topology] : []),
  ...(options.chaincode ? ['--chaincode', options.chaincode] : []),
];

/** The last error that the process logged. */
const lastError = (lines: readonly string[]): string => {
  for (const line of lines.toReversed()) {
    try {
      const record = JSON.parse(line) as Record<string, unknown>;
      if (record.error !== undefined) return String(record.error);
    } catch {
      // Not one of ours.
    }
  }
  return lines.slice(-5).join('\n');
};

const waitReady = (child: ChildProcess, log: string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the network did not start (exit ${code}): ${lastError(log)}`)));
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).once('line', (line) => {
      if (line.includes('"ready":true')) resolve();
    });
  });

/**
 * Starts the embedded network as a child process and waits until it is ready. Unless detached, it
 * ends when this process does, however that comes about.
 * @throws with the network's own last words when it does not start
 */
export const startNetwork = async (options: StartOptions = {}): Promise<RunningNetwork> => {
  const home = homeAt(options.home);
  mkdirSync(dirname(home.log), { recursive: true });
  const file = createWriteStream(home.log, { flags: 'a' });
  if (options.detached) await new Promise((resolve) => file.once('open', resolve));
  const child = spawn(process.execPath, argumentsOf(home, options), {
    detached: options.detached ?? false,
    stdio: options.detached ? ['ignore', 'pipe', file] : ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log: string[] = [];
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      log.push(line);
      if (log.length > 200) log.shift();
      file.write(`${line}\n`);
    });
  }
  const ended = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  await waitReady(child, log);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  if (options.detached) {
    child.stdout?.destroy();
    child.unref();
  }
  return {
    home,
    connection: readConnection(home.connection),
    connectionFile: home.connection,
    pid: child.pid ?? 0,
    ended,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
};
