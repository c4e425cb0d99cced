import { readJson, writeWhole } from '../files.ts';
import type { OperatorPlan, Topology } from '../topology.ts';
import type { Layout } from './layout.ts';

export type Ordering = 'bft' | 'raft';

/** A chaincode bundle that the home keeps: what peers installed, and the file that the services run. */
export interface KeptBundle {
  readonly name: string;
  /** The definition's version: the first half of the bundle's digest. */
  readonly version: string;
  readonly label: string;
  readonly packageId: string;
  readonly main: string;
  /** Whether `main` stands alone and serves itself when run, as the platform's bundle does. */
  readonly serves: boolean;
}

/** What a home's consortium is, as founded and changed since; kept in state.json. */
export interface State {
  readonly ordering: Ordering;
  /** Names of the operators that run an orderer. */
  readonly orderers: readonly string[];
  /** The topology with every operator that is in the channel now. */
  readonly topology: Topology;
  /** What the channel runs, whatever the source has become since. */
  readonly bundle: KeptBundle;
  /** Other chaincodes that were deployed beside it. */
  readonly others: readonly KeptBundle[];
  /** Which of each operator's two chaincode ports the running service listens at. */
  readonly chaincodePort: 'chaincode' | 'chaincode-next';
}

/** The consortium of a home; undefined when there is none. */
export const readState = (layout: Layout): State | undefined => readJson(layout.state) as State | undefined;

export const writeState = (layout: Layout, state: State): void =>
  writeWhole(layout.state, `${JSON.stringify(state, null, 2)}\n`);

/** A chaincode service of each operator: the platform's at one of two ports in turn, another chaincode's by its name. */
export type Slot = State['chaincodePort'] | `chaincode-of-${string}`;

/** The services that each operator runs, with what they run. */
export const servicesOf = (state: State): readonly { readonly slot: Slot; readonly bundle: KeptBundle }[] => [
  { slot: state.chaincodePort, bundle: state.bundle },
  ...state.others.map((bundle) => ({ slot: `chaincode-of-${bundle.name}` as const, bundle })),
];

export const committeeOf = (state: State): readonly string[] =>
  state.topology.operators.filter((operator) => operator.committee).map(({ mspId }) => mspId);

export const operatorNamed = (state: Pick<State, 'topology'>, name: string): OperatorPlan => {
  const found = state.topology.operators.find((operator) => operator.name === name || operator.mspId === name);
  if (found) return found;
  throw new Error(`there is no operator ${name}; there are ${state.topology.operators.map((o) => o.name).join(', ')}`);
};
