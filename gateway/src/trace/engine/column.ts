type Words = Uint8Array | Uint32Array;

/** A column of integers that grows by doubling; reads go to `data`, whose length may exceed `length`. */
export class Column<T extends Words = Words> {
  data: T;
  length = 0;
  readonly #make: (length: number) => T;

  constructor(make: (length: number) => T, capacity = 1024) {
    this.#make = make;
    this.data = make(capacity);
  }

  /** Makes room for so many values in all, so that a load of known size copies nothing. */
  reserve(capacity: number): void {
    if (capacity <= this.data.length) return;
    const wider = this.#make(capacity);
    wider.set(this.data.subarray(0, this.length) as never);
    this.data = wider;
  }

  push(value: number): number {
    if (this.length === this.data.length) this.reserve(Math.max(1024, this.data.length * 2));
    this.data[this.length] = value;
    this.length += 1;
    return this.length - 1;
  }

  /** What is filled, without a copy. */
  filled(): T {
    return this.data.subarray(0, this.length) as T;
  }

  /** Takes over values that were filled elsewhere. */
  take(data: T): void {
    this.data = data;
    this.length = data.length;
  }
}

export const words = (capacity?: number): Column<Uint32Array> => new Column((n) => new Uint32Array(n), capacity);

/** Columns that stay, in memory that other threads can read. */
export const keptBytes = (): Column<Uint8Array> => new Column((n) => new Uint8Array(new SharedArrayBuffer(n)));
export const keptWords = (capacity?: number): Column<Uint32Array> =>
  new Column((n) => new Uint32Array(new SharedArrayBuffer(n * 4)), capacity);
