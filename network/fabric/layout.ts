import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Home } from '../home.ts';

/** What an operator runs. A node is named `KIND.OPERATOR`, such as `peer.registrar`. */
export type NodeKind = 'orderer' | 'peer' | 'chaincode';

/** Where the consortium's processes of one home keep everything. */
export interface Layout {
  readonly root: string;
  readonly state: string;
  readonly processes: string;
  readonly ports: string;
  readonly genesis: string;
  /** Configuration, data and log of one node. */
  node(name: string): NodeFolder;
}

export interface NodeFolder {
  readonly root: string;
  readonly msp: string;
  readonly data: string;
  readonly log: string;
  /** One file a chaincode package: where this operator's service of it listens. */
  readonly connections: string;
}

export const layoutOf = (home: Home): Layout => {
  const root = join(home.network, 'fabric');
  return {
    root,
    state: join(root, 'state.json'),
    processes: join(root, 'processes.json'),
    ports: join(root, 'ports.json'),
    genesis: join(root, 'genesis.block'),
    node: (name) => {
      const at = join(root, 'nodes', name);
      return {
        root: at,
        msp: join(at, 'msp'),
        data: join(at, 'data'),
        log: join(at, 'log'),
        connections: join(at, 'connections'),
      };
    },
  };
};

/** The external builder that this folder ships. */
export const builderFolder = fileURLToPath(new URL('./builder', import.meta.url));

export const nodeName = (kind: NodeKind, operator: string): string => `${kind}.${operator}`;

/** The ports that one operator takes, by name in ports.json; `others` are chaincodes beside the platform's. */
export const portNames = (operator: string, others: readonly string[]): readonly string[] => [
  `orderer.${operator}`,
  `orderer-admin.${operator}`,
  `orderer-operations.${operator}`,
  `peer.${operator}`,
  `peer-operations.${operator}`,
  `chaincode.${operator}`,
  `chaincode-next.${operator}`,
  ...others.map((chaincode) => `chaincode-of-${chaincode}.${operator}`),
];
