import { existsSync } from 'node:fs';
import { type ChaincodePackage, locatePackage } from './endorser/package.ts';
import type { Peer } from './endorser/peer.ts';
import { isSystemChaincode } from './endorser/system.ts';
import { collectionPackage } from './lifecycle/collection-config.ts';
import { type DefinerParts, defineChaincode } from './lifecycle/define.ts';
import { type Deployed, readDeployed, rememberDeployed } from './lifecycle/deployed.ts';

/** A package with the collections that it is to be defined with. */
export interface Deployment {
  readonly chaincode: ChaincodePackage;
  readonly collections: unknown;
}

/** The topology's own chaincode, then those deployed beside it whose package is still there. */
export const deploymentsOf = (own: Omit<Deployed, 'collections'>, file: string): readonly Deployment[] => [
  { chaincode: locatePackage(own.name, own.path), collections: undefined },
  ...readDeployed(file)
    .filter(({ name, path }) => name !== own.name && existsSync(path))
    .map(({ name, path, collections }) => ({ chaincode: locatePackage(name, path), collections })),
];

/** Which chaincodes the network runs, and how another comes to it. */
export class Chaincodes {
  readonly #parts: DefinerParts;
  readonly #peers: readonly Peer[];
  readonly #policy: string;
  readonly #file: string;

  /** @param policy path of the endorsement policy of all @param file where deployed ones are remembered */
  constructor(parts: DefinerParts, peers: readonly Peer[], policy: string, file: string) {
    this.#parts = parts;
    this.#peers = peers;
    this.#policy = policy;
    this.#file = file;
  }

  /** Brings the definition on the channel to what the package is. */
  async define({ chaincode, collections }: Deployment): Promise<void> {
    await defineChaincode(this.#parts, {
      name: chaincode.name,
      version: chaincode.version,
      policy: this.#policy,
      collections: this.#packageOf(collections),
    });
  }

  /**
   * Installs a Node chaincode package on every peer, defines it under the committee's policy, and
   * remembers it for the next start.
   * @returns its package id
   * @throws when the package does not load, or its collections are not well-formed
   */
  async deploy(deployed: Deployed): Promise<string> {
    const { name, path, collections } = deployed;
    if (!/^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$/.test(name) || isSystemChaincode(name)) {
      throw new Error(
        `invalid chaincode name '${name}'. Names can only consist of alphanumerics, '_', and '-' and can only begin with alphanumerics`,
      );
    }
    const chaincode = locatePackage(name, path);
    this.#packageOf(collections);
    await Promise.all(this.#peers.map((peer) => peer.install(chaincode)));
    await this.define({ chaincode, collections });
    rememberDeployed(this.#file, deployed);
    return chaincode.packageId;
  }

  #packageOf(collections: unknown): Uint8Array {
    return collectionPackage(collections, new Set(this.#parts.committer.configuration.members.msps.keys()));
  }
}
