import { collectionPackage } from '../embedded/lifecycle/collection-config.ts';
import { type Open, withConnections } from './channel/open.ts';
import { type Consortium, changed } from './consortium.ts';
import { kept, takeBundle } from './lifecycle/bundle.ts';
import type { ServicePackage } from './lifecycle/package.ts';
import { isInForce, putInForce, shown } from './lifecycle/roll-out.ts';
import { chaincodeCommand } from './nodes.ts';
import { end, start } from './processes/run.ts';
import type { Slot } from './state.ts';

const startServices = async (
  consortium: Consortium,
  bundle: Parameters<typeof chaincodeCommand>[2],
  slot: Slot,
): Promise<void> => {
  for (const operator of consortium.material) {
    start(consortium.registry, await chaincodeCommand(consortium, operator, bundle, slot));
  }
};

const endServices = (consortium: Consortium, slot: Slot): Promise<unknown> =>
  Promise.all(consortium.material.map(({ plan }) => end(consortium.registry, `${slot}.${plan.name}`)));

/** Runs a switch to a bundle; one that fails leaves its services running only where the channel runs the bundle all the same. */
const switching = async (
  open: Open,
  consortium: Consortium,
  bundle: ServicePackage,
  slot: Slot,
  work: () => Promise<void>,
): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (await isInForce(open, bundle)) return;
    await endServices(consortium, slot);
    throw error;
  }
};

/**
 * Puts a new bundle of the platform's chaincode in force while the network runs: beside each old service a new one is
 * started, and the old ones end after the switch. A transaction that was endorsed before the switch and ordered after
 * it may be found invalid, and its sender is told so; what was acknowledged stays.
 * @param folder the chaincode package
 */
export const upgrade = async (before: Consortium, folder: string, progress: (step: string) => void): Promise<void> => {
  const { topology, chaincodePort } = before.state;
  const bundle = takeBundle(before.layout, topology.chaincode.name, folder);
  if (bundle.packageId === before.state.bundle.packageId) throw new Error(`${bundle.label} is in force already`);
  const next = chaincodePort === 'chaincode' ? 'chaincode-next' : 'chaincode';
  await startServices(before, bundle, next);
  await withConnections(before, async (open) => {
    await switching(open, before, bundle, next, () => putInForce(open, before.state, bundle, progress));
    const chaincode = { ...topology.chaincode, path: folder };
    await changed(before, { bundle: kept(bundle), chaincodePort: next, topology: { ...topology, chaincode } });
    await shown(open, before.state, bundle, progress).finally(() => endServices(before, chaincodePort));
  });
};

/**
 * Deploys another Node chaincode package beside the platform's, under the same policy; again, for a new build of it.
 * `collections` is a collections file's content as the peer command line takes it; undefined for none.
 */
export const deployOther = async (
  before: Consortium,
  name: string,
  folder: string,
  collections: unknown,
  progress: (step: string) => void,
): Promise<void> => {
  const { state } = before;
  const operators = new Set(state.topology.operators.map(({ mspId }) => mspId));
  const collectionConfig = collectionPackage(collections, operators);
  if (name === state.topology.chaincode.name) throw new Error(`${name} is the platform's own chaincode: use upgrade`);
  const bundle = takeBundle(before.layout, name, folder);
  const others = [...state.others.filter((other) => other.name !== name), kept(bundle)];
  const slot: Slot = `chaincode-of-${name}`;
  await endServices(before, slot);
  const consortium = await changed(before, { others });
  await startServices(consortium, bundle, slot);
  await withConnections(consortium, async (open) => {
    const put = () => putInForce(open, consortium.state, bundle, progress, collectionConfig);
    await switching(open, consortium, bundle, slot, put).catch(async (error: unknown) => {
      await changed(consortium, { others: state.others });
      throw error;
    });
    await shown(open, consortium.state, bundle, progress);
  });
};
