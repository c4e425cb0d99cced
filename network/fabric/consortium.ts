import type { Home } from '../home.ts';
import { certificateFile } from '../identity/folders.ts';
import { ensureMaterial, type OperatorMaterial } from '../identity/material.ts';
import type { OperatorPlan } from '../topology.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { signerNamed } from './client/admin.ts';
import { connectOrderers, type OrderingClient } from './client/orderers.ts';
import { connectPeer, type PeerClient } from './client/peer.ts';
import { type Layout, layoutOf, portNames } from './layout.ts';
import { keptPorts } from './ports.ts';
import { Registry } from './processes/registry.ts';
import { readState, type State, writeState } from './state.ts';

/** Everything that a command needs to know of a home's consortium. */
export interface Consortium {
  readonly home: Home;
  readonly layout: Layout;
  readonly state: State;
  readonly binaries: Binaries;
  readonly registry: Registry;
  readonly material: readonly OperatorMaterial[];
  readonly ports: Readonly<Record<string, number>>;
}

/**
 * Loads the consortium of a home with its keys and ports, making what is missing.
 * @throws BinariesError when Fabric is not there
 */
export const openConsortium = async (home: Home, state: State): Promise<Consortium> => {
  const layout = layoutOf(home);
  const [binaries, material, ports] = await Promise.all([
    findBinaries(),
    ensureMaterial(home.operators, state.topology),
    keptPorts(
      layout.ports,
      state.topology.operators.flatMap((operator) =>
        portNames(
          operator.name,
          state.others.map(({ name }) => name),
        ),
      ),
    ),
  ]);
  return { home, layout, state, binaries, registry: new Registry(layout.processes), material, ports };
};

/** The consortium that was started in a home. @throws when there is none */
export const existingConsortium = async (home: Home): Promise<Consortium> => {
  const state = readState(layoutOf(home));
  if (!state) throw new Error(`no consortium is in ${home.root}; start one: npm run network -- up --engine fabric`);
  return openConsortium(home, state);
};

/** The consortium after a change, with the state written down. */
export const changed = async (consortium: Consortium, change: Partial<State>): Promise<Consortium> => {
  const state = { ...consortium.state, ...change };
  writeState(consortium.layout, state);
  return openConsortium(consortium.home, state);
};

export const portOf = (consortium: Consortium, name: string): number => {
  const port = consortium.ports[name];
  if (port === undefined) throw new Error(`no port is kept for ${name}`);
  return port;
};

export const materialOf = (consortium: Consortium, operator: OperatorPlan): OperatorMaterial => {
  const found = consortium.material.find(({ plan }) => plan.name === operator.name);
  if (!found) throw new Error(`there is no material of ${operator.name}`);
  return found;
};

/** The operators that run an orderer. */
export const orderingOperators = (consortium: Consortium): readonly OperatorMaterial[] =>
  consortium.material.filter(({ plan }) => consortium.state.orderers.includes(plan.name));

export const connectPeerOf = (consortium: Consortium, operator: OperatorMaterial): PeerClient =>
  connectPeer(
    `localhost:${portOf(consortium, `peer.${operator.plan.name}`)}`,
    operator.tlsAuthority.certificate,
    signerNamed(operator, 'admin'),
  );

/** Connects to the ordering service; `first` names the operator whose orderer is asked first, such as the leader's. */
export const connectOrderingService = (consortium: Consortium, first?: string): OrderingClient =>
  connectOrderers(
    consortium.state.ordering,
    [...orderingOperators(consortium)]
      .sort((a, b) => Number(b.plan.name === first) - Number(a.plan.name === first))
      .map(({ plan, tlsAuthority }) => ({
        address: `localhost:${portOf(consortium, `orderer.${plan.name}`)}`,
        tlsRoot: tlsAuthority.certificate,
      })),
  );

/** Path of an operator's TLS authority, for connection.json. */
export const tlsRootFile = (operator: OperatorMaterial): string => certificateFile(operator.folder.tlsAuthority);
