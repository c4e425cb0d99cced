export interface AliasFact {
  readonly external: string;
  readonly asset: string;
  readonly state: string;
  readonly disclosure: string;
  readonly claimant: string | null;
  readonly block: number;
}

/** A name outside and the asset whose alias it is said to be, as it stands now. */
export interface Alias {
  readonly external: number;
  readonly asset: number;
  readonly confirmed: boolean;
  readonly disclosure: string;
  readonly claimant: string | null;
}

/** Every alias by its two ends. Of ledgers' documents there are few of these. */
export class Aliases {
  readonly #byAsset = new Map<number, Map<number, Alias>>();

  get(external: number, asset: number): Alias | undefined {
    return this.#byAsset.get(asset)?.get(external);
  }

  /** Those of an asset. */
  of(asset: number): Iterable<Alias> {
    return this.#byAsset.get(asset)?.values() ?? [];
  }

  put(alias: Alias): void {
    const known = this.#byAsset.get(alias.asset);
    if (known) known.set(alias.external, alias);
    else this.#byAsset.set(alias.asset, new Map([[alias.external, alias]]));
  }

  all(): Alias[] {
    return [...this.#byAsset.values()].flatMap((one) => [...one.values()]);
  }
}
