import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readJson } from '../../files.ts';

/** A chaincode package on disk: a Node package whose main exports its contracts. */
export interface ChaincodePackage {
  readonly name: string;
  readonly folder: string;
  /** The file that runs. */
  readonly main: string;
  /** SHA-256 of that file, hexadecimal. */
  readonly digest: string;
  /** The version in the chaincode's definition: it names the file by its digest. */
  readonly version: string;
  /** Fabric's package id: a label with the version, and the digest. */
  readonly packageId: string;
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly main?: string;
  readonly scripts?: { readonly build?: string };
}

/**
 * Finds a chaincode package, building it when its main is missing and it says how.
 * @throws with what to do when the package has no main and no build script, or its build fails
 */
export const locatePackage = (name: string, folder: string): ChaincodePackage => {
  const manifest = readJson(join(folder, 'package.json')) as Manifest | undefined;
  if (!manifest) throw new Error(`${folder} is not a Node package: it has no package.json`);
  const main = resolve(folder, manifest.main ?? 'index.js');
  if (!existsSync(main)) {
    if (!manifest.scripts?.build) throw new Error(`${main} is missing and ${folder} has no build script`);
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    if (!existsSync(main)) throw new Error(`the build of ${folder} did not make ${main}`);
  }
  const digest = createHash('sha256').update(readFileSync(main)).digest('hex');
  const version = digest.slice(0, 16);
  return { name, folder, main, digest, version, packageId: `${name}_${version}:${digest}` };
};

const isConstructor = (value: unknown): value is new () => object => typeof value === 'function';

/** A contract given as an instance, as the class that the shim wants to construct. */
const asClass = (contract: unknown): unknown =>
  isConstructor(contract)
    ? contract
    : function givenContract() {
        return contract;
      };

/** What `fabric-chaincode-node` makes of a package: contracts, serializers, metadata, name and version. */
export interface PackageContent {
  readonly contracts: unknown[];
  readonly serializers: Serializers | undefined;
  readonly metadata: object;
  readonly title: string;
  readonly version: string;
}

export interface Serializers {
  readonly transaction: string;
  readonly serializers: Readonly<Record<string, unknown>>;
}

/** Loads the package's main; contracts come as a fresh array of classes, for the shim adds its own to it. */
export const loadPackage = async (folder: string, main: string): Promise<PackageContent> => {
  const module = (await import(pathToFileURL(main).href)) as Record<string, unknown>;
  const fallback = module.default as Record<string, unknown> | undefined;
  const exported = module.contracts ?? fallback?.contracts;
  if (!Array.isArray(exported) || exported.length === 0) throw new Error(`${main} exports no contracts`);
  const manifest = readJson(join(folder, 'package.json')) as Manifest | undefined;
  const metadata =
    readJson(join(folder, 'META-INF', 'metadata.json')) ?? readJson(join(folder, 'contract-metadata', 'metadata.json'));
  return {
    contracts: exported.map(asClass),
    serializers: (module.serializers ?? fallback?.serializers) as Serializers | undefined,
    metadata: (metadata ?? {}) as object,
    title: manifest?.name ?? '',
    version: manifest?.version ?? '',
  };
};
