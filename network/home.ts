import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where one network keeps everything. */
export interface Home {
  readonly root: string;
  readonly network: string;
  readonly connection: string;
  readonly ledger: string;
  readonly operators: string;
  readonly ports: string;
  readonly control: string;
  readonly log: string;
}

const repository = dirname(dirname(fileURLToPath(import.meta.url)));

/** The paths under a home; without one, `SUYUAN_HOME`, and without that `.suyuan/` in the repository root. */
export const homeAt = (directory: string | undefined = process.env.SUYUAN_HOME): Home => {
  const root = directory ? resolve(directory) : join(repository, '.suyuan');
  const network = join(root, 'network');
  return {
    root,
    network,
    connection: join(network, 'connection.json'),
    ledger: join(network, 'ledger'),
    operators: join(network, 'operators'),
    ports: join(network, 'ports.json'),
    control: join(network, 'control.json'),
    log: join(network, 'network.log'),
  };
};
