import { refuse } from '@suyuan/schemas';
import { Throttle } from './throttle.ts';

/** Requests a minute of one person, and of all people of one entity; 0 sets no limit. */
export interface RateLimits {
  readonly personPerMinute: number;
  readonly entityPerMinute: number;
}

const limited = (what: string, limit: number) =>
  limit === 0 ? undefined : new Throttle(limit, (retryAfter) => refuse('LIMIT_RATE', { what, limit, retryAfter }));

/** Whose request it is. */
interface Sender {
  readonly msp: string;
  readonly name: string;
  readonly entity: string | undefined;
}

/** Counts requests of people and of their entities. */
export class Rates {
  readonly #people: Throttle | undefined;
  readonly #entities: Throttle | undefined;

  constructor({ personPerMinute, entityPerMinute }: RateLimits) {
    this.#people = limited('person', personPerMinute);
    this.#entities = limited('entity', entityPerMinute);
  }

  /** Counts a request. @throws LIMIT_RATE when its person or entity has used the minute up */
  take({ msp, name, entity }: Sender): void {
    const person = `${msp}/${name}`;
    this.#people?.check(person);
    if (entity) this.#entities?.check(entity);
    this.#people?.count(person);
    if (entity) this.#entities?.count(entity);
  }
}
