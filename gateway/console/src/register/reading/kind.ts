import type { DataField } from '@suyuan/schemas';

/** Learns the narrowest type that holds every value of a column, value by value. */
export class ColumnKind {
  #seen = false;
  #integer = true;
  #code = false;
  #number = true;
  #boolean = true;
  #date = true;
  #datetime = true;

  see(value: unknown): void {
    if (value === undefined || value === null || value === '') return;
    const text = typeof value === 'object' ? '{}' : String(value);
    this.#seen = true;
    this.#integer &&= /^-?\d+$/.test(text);
    // A leading nought says that digits are a code, such as of a district.
    this.#code ||= /^0\d/.test(text);
    this.#number &&= /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text);
    this.#boolean &&= /^(true|false)$/.test(text);
    this.#date &&= /^\d{4}[-/]\d{2}[-/]\d{2}$/.test(text);
    this.#datetime &&= /^\d{4}[-/]\d{2}[-/]\d{2}[T ]\d{2}:\d{2}/.test(text);
  }

  get type(): DataField['type'] {
    if (!this.#seen) return 'text';
    if (this.#integer) return this.#code ? 'text' : 'integer';
    if (this.#number) return 'number';
    if (this.#boolean) return 'boolean';
    if (this.#date) return 'date';
    if (this.#datetime) return 'datetime';
    return 'text';
  }
}

/** Columns of rows as they come. */
export class Columns {
  readonly #kinds = new Map<string, ColumnKind>();
  records = 0;

  row(row: object): void {
    this.records += 1;
    for (const [name, value] of Object.entries(row)) {
      const kind = this.#kinds.get(name) ?? new ColumnKind();
      this.#kinds.set(name, kind);
      kind.see(value);
    }
  }

  get fields(): DataField[] {
    return [...this.#kinds].map(([name, kind]) => ({ name, type: kind.type }));
  }
}
