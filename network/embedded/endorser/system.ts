const names: ReadonlySet<string> = new Set(['qscc', 'cscc', '_lifecycle']);

/** Chaincodes that every peer has by itself. */
export const isSystemChaincode = (name: string): boolean => names.has(name);
