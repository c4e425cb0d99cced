import type { PersonEntry } from './connection.ts';
import type { ControlFile, NetworkStatus } from './embedded/control/status.ts';
import { readJson } from './files.ts';
import type { Home } from './home.ts';

/** Speaks to the running network of a home. */
export interface Control {
  readonly pid: number;
  status(): Promise<NetworkStatus>;
  enroll(person: {
    readonly operator: string;
    readonly entity: string;
    readonly name: string;
    readonly roles: readonly string[];
    readonly clearance: string;
  }): Promise<PersonEntry>;
  /** @returns the number of the block with the new revocation list */
  revoke(name: string, operator?: string): Promise<number>;
  /** Another Node chaincode package, by absolute path, and its collections file's content. @returns its package id */
  deploy(chaincode: { readonly name: string; readonly path: string; readonly collections?: unknown }): Promise<string>;
  stop(): Promise<void>;
}

const ask = async (file: ControlFile, method: string, path: string, body?: unknown): Promise<unknown> => {
  const response = await fetch(`http://127.0.0.1:${file.port}${path}`, {
    method,
    headers: { authorization: `Bearer ${file.token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(String(answer.error));
  return answer;
};

/** The control of the network that runs in a home; undefined when none answers with the home's token. */
export const connectControl = async (home: Home): Promise<Control | undefined> => {
  const file = readJson(home.control) as ControlFile | undefined;
  if (!file) return undefined;
  const status = async () => (await ask(file, 'GET', '/status')) as NetworkStatus;
  try {
    await status();
  } catch {
    // Left behind by a process that was killed, its port perhaps another's by now.
    return undefined;
  }
  return {
    pid: file.pid,
    status,
    enroll: async (person) => (await ask(file, 'POST', '/enroll', person)) as PersonEntry,
    revoke: async (name, operator) =>
      Number(((await ask(file, 'POST', '/revoke', { name, operator })) as { block: number }).block),
    deploy: async (chaincode) => ((await ask(file, 'POST', '/deploy', chaincode)) as { packageId: string }).packageId,
    stop: async () => {
      await ask(file, 'POST', '/stop');
    },
  };
};
