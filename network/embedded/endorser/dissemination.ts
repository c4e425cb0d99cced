import type { Configuration } from '../channel/configuration.ts';
import { collectionsOf } from '../lifecycle/collections.ts';
import { lifecycleNamespace, readDefinition } from '../lifecycle/definition.ts';
import { StateReader } from '../storage/state.ts';
import type { Store } from '../storage/store.ts';
import type { Simulation } from './simulation.ts';

interface Disseminator {
  readonly mspId: string;
  readonly store: Store;
  readonly configuration: () => Configuration;
}

/**
 * Whether each collection written has as many other peers as its `requiredPeerCount` asks: an
 * operator has one peer, and all are there.
 * @throws in Fabric's words when one has not
 */
export const checkReceivers = (simulation: Simulation, { mspId, store, configuration }: Disseminator): void => {
  const current = configuration();
  const state = new StateReader(store);
  for (const { chaincode, written } of simulation.touched()) {
    const definition = readDefinition(chaincode, (key) => state.get(lifecycleNamespace, key)?.value);
    const collections = collectionsOf(definition?.collections ?? new Uint8Array(), current);
    for (const [name] of written) {
      const collection = collections.get(name);
      if (!collection) continue;
      const others = [...collection.operators].filter(
        (operator) => operator !== mspId && current.members.msps.has(operator),
      ).length;
      if (others >= collection.requiredPeerCount) continue;
      throw new Error(
        `required to disseminate to at least ${collection.requiredPeerCount} peers, but know of only ${others} eligible peers`,
      );
    }
  }
};
