/** What edges have in common that share a class: all that decides who sees them, but for where they run. */
export interface EdgeClass {
  readonly state: string;
  readonly disclosure: string;
  readonly from_entity: string | null;
  readonly to_entity: string;
}

/** What a walk may do with edges of a class. */
export const LEFT_OUT = 0;
export const HIDDEN = 1;
export const SHOWN = 2;

/**
 * The kinds of edges there are. A province has few: states, disclosures and pairs of entities. A rule is decided once
 * for a class, and the walk looks it up by number.
 */
export class EdgeClasses {
  readonly all: EdgeClass[] = [];
  readonly #numbers = new Map<string, number>();

  number(found: EdgeClass): number {
    const key = `${found.state}\n${found.disclosure}\n${found.from_entity ?? ''}\n${found.to_entity}`;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      const { state, disclosure, from_entity, to_entity } = found;
      number = this.all.push({ state, disclosure, from_entity, to_entity }) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }

  /** What a walk may do with each class: left out, followed but hidden, or shown. */
  admit(follows: (found: EdgeClass) => boolean, shows: (found: EdgeClass) => boolean): Uint8Array {
    return Uint8Array.from(this.all, (found) => (!follows(found) ? LEFT_OUT : shows(found) ? SHOWN : HIDDEN));
  }
}
