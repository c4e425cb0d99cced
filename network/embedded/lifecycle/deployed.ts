import { readJson, writeWhole } from '../../files.ts';

/** A chaincode deployed beside the topology's own, as the home remembers it from start to start. */
export interface Deployed {
  readonly name: string;
  /** Absolute path of its package. */
  readonly path: string;
  /** A collections file's content. */
  readonly collections?: unknown;
}

export const readDeployed = (file: string): readonly Deployed[] => (readJson(file) ?? []) as readonly Deployed[];

/** Remembers a chaincode in the place of one of the same name. */
export const rememberDeployed = (file: string, chaincode: Deployed): void => {
  const others = readDeployed(file).filter(({ name }) => name !== chaincode.name);
  writeWhole(file, `${JSON.stringify([...others, chaincode], null, 2)}\n`);
};
