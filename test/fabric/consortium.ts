import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { binariesPresent, FABRIC_HINT } from '../../network/fabric/binaries.ts';
import { beginningOf } from '../../network/fabric/processes/identity.ts';
import { networkIn, type TestNetwork } from '../support/network.ts';
import { root, temporaryHome } from '../support/platform.ts';

/** Whether Fabric's programs are here; says how to get them when they are not. */
export function fabricIsHere(what: string): boolean {
  const here = binariesPresent();
  if (!here) console.warn(`${what} on real Fabric: skipped, its programs are not found.\n${FABRIC_HINT}`);
  return here;
}

/** A consortium on real Fabric in a home of its own, driven by the command line as its operators do. */
export class TestConsortium {
  readonly home = temporaryHome('fabric');

  /** Runs a command of `npm run network` and answers what it printed. */
  async run(...args: string[]): Promise<string> {
    const all = [join(root, 'network/cli.ts'), ...args, '--home', this.home];
    const { stdout } = await promisify(execFile)(process.execPath, all, { cwd: root });
    return stdout;
  }

  /** Process ids by node, as recorded. */
  pids(): Readonly<Record<string, number>> {
    const file = join(this.home, 'network/fabric/processes.json');
    const all = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { pid: number }>;
    return Object.fromEntries(Object.entries(all).map(([node, { pid }]) => [node, pid]));
  }

  /** Ends a node as a crash would. */
  kill(node: string): void {
    this.#signal(node, 'SIGKILL');
  }

  /** Stops a node without ending it: its connections stay open and nothing answers. */
  freeze(node: string): void {
    this.#signal(node, 'SIGSTOP');
  }

  thaw(node: string): void {
    this.#signal(node, 'SIGCONT');
  }

  #signal(node: string, signal: NodeJS.Signals): void {
    const pid = this.pids()[node];
    if (!pid) throw new Error(`${node} does not run`);
    process.kill(pid, signal);
  }

  /** The orderer that leads, by `status`. */
  async leader(): Promise<string> {
    const [node] = /orderer\.\S+(?=.* leader )/.exec(await this.run('status')) ?? [];
    if (!node) throw new Error('no orderer leads');
    return node;
  }

  /** People at their operators' peers, by plain fabric-gateway clients. */
  connect(): TestNetwork {
    return networkIn(this.home);
  }
}

/** Whether a process runs; one that is dead and only waits to be collected does not. */
export const alive = (pid: number): boolean => beginningOf(pid) !== undefined;
