import { keptWords } from './column.ts';
import { OPEN } from './rows.ts';

const CASE_1 = 0;
const CASE_2 = 1;
const ENTITY = 2;
const NEXT = 3;
const WIDTH = 4;

/** Who takes or took part in the cases of an asset: lists by asset, in which a case is known by half of its id. */
export class Parties {
  readonly first = keptWords();
  readonly records = keptWords();

  /** Every party of a case, by its present version. */
  put(asset: number, id: string, entities: readonly number[]): void {
    const [one, two] = [Number.parseInt(id.slice(4, 12), 16), Number.parseInt(id.slice(12, 20), 16)];
    const missing = new Set(entities);
    const { data } = this.records;
    for (let i = this.#begin(asset); i !== OPEN; i = data[i + NEXT] as number) {
      if (data[i + CASE_1] !== one || data[i + CASE_2] !== two) continue;
      if (!missing.delete(data[i + ENTITY] as number)) data[i + ENTITY] = OPEN;
    }
    for (const entity of missing) {
      const at = this.records.length;
      for (const value of [one, two, entity, this.#begin(asset)]) this.records.push(value);
      this.first.data[asset] = at;
    }
  }

  has(asset: number, entity: number): boolean {
    const { data } = this.records;
    for (let i = this.#begin(asset); i !== OPEN; i = data[i + NEXT] as number)
      if (data[i + ENTITY] === entity) return true;
    return false;
  }

  get bytes(): number {
    return WIDTH * 4 * this.records.length;
  }

  #begin(asset: number): number {
    return this.first.data[asset] as number;
  }
}
