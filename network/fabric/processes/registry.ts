import { readJson, writeWhole } from '../../files.ts';
import { beginningOf } from './identity.ts';

/** A process that was started for a node, recorded as soon as it exists. */
export interface ProcessRecord {
  readonly pid: number;
  /** Tells it from a later process with the same id. */
  readonly began: string;
}

/** Which process runs which node of a home, kept in a file. */
export class Registry {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  #all(): Record<string, ProcessRecord> {
    return (readJson(this.#file) ?? {}) as Record<string, ProcessRecord>;
  }

  record(node: string, pid: number): ProcessRecord {
    const record = { pid, began: beginningOf(pid) ?? '' };
    writeWhole(this.#file, `${JSON.stringify({ ...this.#all(), [node]: record }, null, 2)}\n`);
    return record;
  }

  forget(node: string): void {
    const { [node]: _, ...rest } = this.#all();
    writeWhole(this.#file, `${JSON.stringify(rest, null, 2)}\n`);
  }

  /** The nodes that were started and not ended, in the order of their start. */
  nodes(): readonly string[] {
    return Object.keys(this.#all());
  }

  /** The process of a node that runs now and is the one that was started; undefined otherwise. */
  running(node: string): ProcessRecord | undefined {
    const record = this.#all()[node];
    return record && record.began !== '' && beginningOf(record.pid) === record.began ? record : undefined;
  }
}
