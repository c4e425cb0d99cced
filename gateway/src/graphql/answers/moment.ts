import type { Reading } from '../../readings/index.ts';
import type { Services, Watch } from '../context.ts';
import type { Sight } from '../readers.ts';

/**
 * What an answer may be made of that is kept until the next block: all that follows from the projection as of a block. What
 * else there is (the gateway's own tables, its clock, the ledger, vaults, leaves files, documents) differs from moment to
 * moment, and a service that is not named here counts as such.
 */
const AS_OF_BLOCK: ReadonlySet<keyof Services> = new Set([
  'config',
  'log',
  'projector',
  'trust',
  'reads',
  'readers',
  'lineage',
  'metrics',
  'tracing',
  'open',
]);

const watcher = Symbol('moment');
type Watched = Services & { [watcher]: Moment };

/** The services, each request with its own watch over which of them are asked. */
function watchedServices(services: Services): object {
  const properties = Object.keys(services).map((key) => {
    const name = key as keyof Services;
    const get = function (this: Watched) {
      this[watcher].passing = true;
      return services[name];
    };
    return [name, AS_OF_BLOCK.has(name) ? { value: services[name] } : { get }] as const;
  });
  return Object.defineProperties({}, Object.fromEntries(properties));
}

const prototypes = new WeakMap<Services, object>();

/** An answer while it is made: whether it holds for this moment alone, and what of it stands in the read log. */
export class Moment implements Watch {
  passing = false;
  readonly noted: Reading[] = [];
  readonly services: Services;
  /** Whose answer it is. */
  readonly sight: Sight;

  constructor(services: Services, sight: Sight) {
    this.sight = sight;
    const prototype = prototypes.get(services) ?? watchedServices(services);
    prototypes.set(services, prototype);
    this.services = Object.assign(Object.create(prototype), { [watcher]: this }) as Watched;
  }
}
