import type { Configuration } from '../channel/configuration.ts';
import { type Collection, collectionsOf, implicitOwner } from '../lifecycle/collections.ts';
import { definitionKeys, lifecycleNamespace, readDefinition } from '../lifecycle/definition.ts';
import type { Member } from '../msp/members.ts';
import type { Simulation } from './simulation.ts';

/**
 * Which collections of one chaincode a transaction may touch. As in Fabric, asking reads the whole
 * definition, which enters the read-write set; and an implicit collection is open to every caller.
 */
export class CollectionAccess {
  readonly #simulation: Simulation;
  readonly #channel: string;
  readonly #namespace: string;
  readonly #configuration: Configuration;
  readonly #creator: Member;
  #collections: ReadonlyMap<string, Collection> | undefined;

  constructor(
    simulation: Simulation,
    where: { readonly channel: string; readonly namespace: string },
    configuration: Configuration,
    creator: Member,
  ) {
    this.#simulation = simulation;
    this.#channel = where.channel;
    this.#namespace = where.namespace;
    this.#configuration = configuration;
    this.#creator = creator;
  }

  /** @throws when the caller may not read the collection's values, or there is no such collection */
  read(name: string): void {
    this.#permit(name, 'read', ({ memberOnlyRead }) => memberOnlyRead);
  }

  /** @throws when the caller may not write to the collection, or there is no such collection */
  write(name: string): void {
    this.#permit(name, 'write', ({ memberOnlyWrite }) => memberOnlyWrite);
  }

  /** @throws when there is no such collection */
  defined(name: string): void {
    if (this.#all().has(name)) return;
    throw new Error(`collection [${name}] not defined in the collection config for chaincode [${this.#namespace}]`);
  }

  #permit(name: string, kind: 'read' | 'write', restricted: (collection: Collection) => boolean): void {
    const collection = this.#all().get(name);
    if (!collection && implicitOwner(name) === undefined) {
      throw new Error(`collection ${this.#channel}/${this.#namespace}/${name} could not be found`);
    }
    this.defined(name);
    if (!collection || !restricted(collection)) return;
    if (collection.members([this.#creator], this.#configuration.members)) return;
    throw new Error(
      `tx creator does not have ${kind} access permission on privatedata in chaincodeName:${this.#namespace} collectionName: ${name}`,
    );
  }

  #all(): ReadonlyMap<string, Collection> {
    if (this.#collections) return this.#collections;
    const parts = new Map(
      definitionKeys(this.#namespace).map((key) => [key, this.#simulation.get(lifecycleNamespace, key)]),
    );
    const definition = readDefinition(this.#namespace, (key) => parts.get(key));
    this.#collections = collectionsOf(definition?.collections ?? new Uint8Array(), this.#configuration);
    return this.#collections;
  }
}
