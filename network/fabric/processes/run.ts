import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Registry } from './registry.ts';

/** How a node is started. */
export interface Command {
  readonly node: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly log: string;
}

/** Settings of other installations of Fabric on this machine must not reach our nodes. */
const foreign = /^(CORE_|ORDERER_|FABRIC_CFG_|CHAINCODE_)/;

const inherited = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !foreign.test(entry[0]),
    ),
  );

/** The last lines of a node's log. */
export const lastLines = (log: string, count: number): string => {
  try {
    return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch {
    return '(no log)';
  }
};

/** Starts a node that outlives this process, and records it. Does nothing when it runs already. */
export const start = (registry: Registry, command: Command): void => {
  if (registry.running(command.node)) return;
  mkdirSync(dirname(command.log), { recursive: true });
  const log = openSync(command.log, 'a');
  try {
    const child = spawn(command.program, [...command.args], {
      cwd: command.cwd,
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...inherited(), ...command.env },
    });
    child.once('error', () => undefined);
    child.unref();
    if (child.pid === undefined) throw new Error(`${command.program} cannot be started`);
    registry.record(command.node, child.pid);
  } finally {
    closeSync(log);
  }
};

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch {
    // It ended between the look and the signal.
  }
};

/** Ends a node's process, by force after `ms`. Only the very process that was started is signalled. */
export const end = async (registry: Registry, node: string, ms = 10_000): Promise<void> => {
  const force = Date.now() + ms;
  let running = registry.running(node);
  if (running) signal(running.pid, 'SIGTERM');
  for (let forced = false; running; running = registry.running(node)) {
    if (!forced && Date.now() > force) {
      signal(running.pid, 'SIGKILL');
      forced = true;
    }
    await sleep(20);
  }
  registry.forget(node);
};

/** A step of starting up that failed, said so that the reader knows where to look. */
export class NodeError extends Error {
  constructor(node: string, what: string, log: string) {
    const lines = lastLines(log, 8).replace(/^/gm, '    ');
    super(`${node}: ${what}\n  last lines of ${log}:\n${lines}`);
    this.name = 'NodeError';
  }
}

/**
 * Waits for a step that needs a node, and fails as soon as that node ends instead of at the step's deadline.
 * @throws NodeError with the last lines of the node's log
 */
export const withNode = async <T>(registry: Registry, command: Command, step: string, work: Promise<T>): Promise<T> => {
  let over = false;
  const ended = async (): Promise<never> => {
    while (!over) {
      if (!registry.running(command.node)) throw new Error('its process ended');
      await sleep(100);
    }
    return new Promise(() => undefined);
  };
  try {
    return await Promise.race([work, ended()]);
  } catch (error) {
    throw new NodeError(command.node, `${step}: ${error instanceof Error ? error.message : error}`, command.log);
  } finally {
    over = true;
  }
};
