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
}

const KEPT_LINES = 200;

/** The last error that a process logged, or its last lines. */
function lastError(lines: readonly string[]): string {
  for (const line of lines.toReversed()) {
    try {
      const record = JSON.parse(line) as { error?: unknown; err?: { message?: unknown }; msg?: unknown };
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

/**
 * Starts a script as a child process that ends when this one does, however that comes about. Its log goes to a file.
 * Throws with the process's own last words when it does not get ready.
 */
export async function startChild(
  name: string,
  options: { entry: string; args?: string[]; env?: NodeJS.ProcessEnv; logFile: string },
): Promise<Child> {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const file = createWriteStream(options.logFile, { flags: 'a' });
  const child = spawn(process.execPath, [options.entry, ...(options.args ?? [])], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
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
  const ended = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  const said = await ready(child, name, log);
  return {
    pid: child.pid ?? 0,
    said,
    ended,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}
