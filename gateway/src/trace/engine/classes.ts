import type { EdgeState } from '@suyuan/schemas';

/** What edges have in common that share a class: all that decides who sees them, but for where they run. */
export interface EdgeClass {
  /** An alias leads from a release of its asset to the name outside; who sees it is the alias's own. */
  readonly kind: 'LINEAGE' | 'ALIAS';
  readonly state: EdgeState;
  readonly disclosure: string;
  readonly from_entity: string | null;
  readonly to_entity: string | null;
  readonly arbiter: string | null;
}

/** What a walk may do with edges of a class. */
export const LEFT_OUT = 0;
export const HIDDEN = 1;
export const SHOWN = 2;

/** Askers whose answers about every class are kept. */
const KEPT = 64;

/** The class of all edges that are aliases: what is asked about them is asked of the alias. */
export const ALIAS: EdgeClass = {
  kind: 'ALIAS',
  state: 'confirmed',
  disclosure: '',
  from_entity: null,
  to_entity: null,
  arbiter: null,
};

/**
 * The kinds of edges there are. A province has few: states, disclosures and pairs of entities. A rule is decided once
 * for a class, and the walk looks it up by number.
 */
export class EdgeClasses {
  readonly all: EdgeClass[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #admitted = new Map<string, Uint8Array>();

  number({ kind, state, disclosure, from_entity, to_entity, arbiter }: EdgeClass): number {
    const key = `${kind}\n${state}\n${disclosure}\n${from_entity ?? ''}\n${to_entity ?? ''}\n${arbiter ?? ''}`;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.all.push({ kind, state, disclosure, from_entity, to_entity, arbiter }) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }

  /**
   * What a walk may do with each class: left out, followed but hidden, or shown. Classes never change, so that what was
   * decided under a key holds for who asks by it again.
   */
  admit(key: string, follows: (found: EdgeClass) => boolean, shows: (found: EdgeClass) => boolean): Uint8Array {
    const known = this.#admitted.get(key);
    if (known?.length === this.all.length) return known;
    const admits = new Uint8Array(this.all.length);
    if (known) admits.set(known);
    for (let n = known?.length ?? 0; n < admits.length; n += 1) {
      const found = this.all[n] as EdgeClass;
      admits[n] = !follows(found) ? LEFT_OUT : shows(found) ? SHOWN : HIDDEN;
    }
    if (this.#admitted.size >= KEPT) this.#admitted.clear();
    this.#admitted.set(key, admits);
    return admits;
  }
}
