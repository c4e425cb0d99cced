import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

/** A process of ours that says on its first line of output that it is ready. */
export interface Child {
  readonly pid: number;
  /** The JSON that it printed when it was ready. */
  readonly said: Readonly<Record<string, unknown>>;
  /** Resolves with the exit code, or the signal's name, once the process has ended. */
  readonly ended: Promise<number | string>;
  /** Ends it cleanly and waits. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash would, and waits. */
  kill(): Promise<void>;
}

export interface ChildOptions {
  readonly entry: string;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** Lets it outlive this process; otherwise it ends when this one does, however that comes about. */
  readonly detached?: boolean;
}

const KEPT_LINES = 200;

/** The last error that a process logged, or its last lines. */
function lastError(lines: readonly string[]): string {
  for (const line of lines.toReversed()) {
    try {
      const record = JSON.parse(line) as { error?: unknown; err?: { message?: unknown } };
      const error = record.error ?? record.err?.message;
      if (error !== undefined) return String(error);
    } catch {
      // A line that is not a log record says nothing by itself.
    }
  }
  return lines.slice(-5).join('\n');
}

function ready(child: ChildProcess, name: string, log: readonly string[]): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${name} did not start (exit ${code}): ${lastError(log)}`)));
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"ready":true')) resolve(JSON.parse(line) as Record<string, unknown>);
    });
  });
}

async function spawned(options: ChildOptions): Promise<{ child: ChildProcess; log: string[] }> {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const file = createWriteStream(options.logFile, { flags: 'a' });
  const { detached = false } = options;
  if (detached) await new Promise((resolve) => file.once('open', resolve));
  const child = spawn(process.execPath, [options.entry, ...(options.args ?? [])], {
    detached,
    stdio: detached ? ['ignore', 'pipe', file] : ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...options.env },
  });
  const log: string[] = [];
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      log.push(line);
      if (log.length > KEPT_LINES) log.shift();
      file.write(`${line}\n`);
    });
  }
  return { child, log };
}

/**
 * Starts a script as a child process, with its log in a file, and waits until it is ready.
 * @throws Error with the process's own last words when it does not get ready
 */
export async function startChild(name: string, options: ChildOptions): Promise<Child> {
  const { child, log } = await spawned(options);
  const ended = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  const said = await ready(child, name, log);
  if (options.detached) {
    child.stdout?.destroy();
    child.unref();
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  return { pid: child.pid ?? 0, said, ended, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}
