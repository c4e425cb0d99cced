import { fileURLToPath } from 'node:url';
import { type Child, startChild } from './child.ts';
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
export interface RunningNetwork extends Child {
  readonly home: Home;
  readonly connection: Connection;
  readonly connectionFile: string;
}

const entry = fileURLToPath(new URL('./embedded/main.ts', import.meta.url));

/**
 * Starts the embedded network as a child process and waits until it is ready. Unless detached, it
 * ends when this process does, however that comes about.
 * @throws with the network's own last words when it does not start
 */
export const startNetwork = async (options: StartOptions = {}): Promise<RunningNetwork> => {
  const home = homeAt(options.home);
  const child = await startChild('The embedded network', {
    entry,
    args: [
      '--home',
      home.root,
      ...(options.topology ? ['--topology', options.topology] : []),
      ...(options.chaincode ? ['--chaincode', options.chaincode] : []),
    ],
    logFile: home.log,
    detached: options.detached ?? false,
  });
  return { ...child, home, connection: readConnection(home.connection), connectionFile: home.connection };
};
