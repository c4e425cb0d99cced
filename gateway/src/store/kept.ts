import type { RowRule } from '../access/index.ts';
import { gathered } from './gathered.ts';

/** Characters of what is kept at once, at most; a question counts as some hundred. */
const CHARACTERS = 16_000_000;
const QUESTION = 200;

interface ByKey {
  readonly ask: (key: string) => Promise<unknown>;
  readonly known: Map<string, Promise<unknown>>;
}

const rules = new WeakMap<object, string>();

/** A row rule as part of a question: what is read by one rule answers nobody whose rule is another. */
export function ruleKey(rule: RowRule): string {
  if (rule === 'all') return rule;
  const known = rules.get(rule) ?? JSON.stringify(rule);
  rules.set(rule, known);
  return known;
}

/**
 * What was read of the projection, until it moves on: a question is asked of the database once between two blocks, however
 * many ask it. The question says all that its answer depends on, the row rule among it.
 */
export class Kept {
  #answers = new Map<string, Promise<unknown>>();
  #byKey = new Map<string, ByKey>();
  #characters = 0;

  /** What was read may have changed. Questions under way are answered, and not kept. */
  forget(): void {
    this.#answers = new Map();
    this.#byKey = new Map();
    this.#characters = 0;
  }

  /** Counts what was read into what is kept. */
  charge(characters: number): void {
    this.#characters += characters;
    if (this.#characters > CHARACTERS) this.forget();
  }

  once<T>(question: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(question);
    if (known) return known as Promise<T>;
    this.charge(QUESTION + question.length);
    const into = this.#answers;
    const answer = ask();
    into.set(question, answer);
    answer.catch(() => into.delete(question));
    return answer;
  }

  /** The same for one of many keys: those that are asked for at the same time, by whomever, are fetched together. */
  each<V>(question: string, key: string, fetch: (keys: string[]) => Promise<ReadonlyMap<string, V>>) {
    let of = this.#byKey.get(question);
    if (!of) {
      this.charge(QUESTION + question.length);
      of = { ask: gathered(fetch), known: new Map() };
      this.#byKey.set(question, of);
    }
    const { known, ask } = of;
    const already = known.get(key);
    if (already) return already as Promise<V | undefined>;
    this.charge(QUESTION);
    const answer = ask(key);
    known.set(key, answer);
    answer.catch(() => known.delete(key));
    return answer as Promise<V | undefined>;
  }
}
