import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** Fabric's programs that a consortium is run with, by absolute path. */
export interface Binaries {
  readonly peer: string;
  readonly orderer: string;
  readonly configtxlator: string;
  /** Such as 3.1.5. */
  readonly version: string;
}

const names = ['peer', 'orderer', 'configtxlator'] as const;
const needed = { major: 3, minor: 1 };

export const FABRIC_HINT = `Get Hyperledger Fabric v${needed.major}.${needed.minor} or later from its official releases:
  https://github.com/hyperledger/fabric/releases
download hyperledger-fabric-OS-ARCH-VERSION.tar.gz for this machine, unpack it, and either put its bin folder on the
PATH or set FABRIC_BIN to that folder.`;

export class BinariesError extends Error {
  constructor(problem: string) {
    super(`${problem}\n\n${FABRIC_HINT}`);
    this.name = 'BinariesError';
  }
}

const executable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** FABRIC_BIN alone when it is set, else the PATH. */
const folders = (env: NodeJS.ProcessEnv): readonly string[] =>
  env.FABRIC_BIN ? [env.FABRIC_BIN] : (env.PATH ?? '').split(delimiter).filter(Boolean);

const locate = (name: string, env: NodeJS.ProcessEnv): string | undefined =>
  folders(env)
    .map((folder) => join(folder, name))
    .find(executable);

const versionOf = async (program: string): Promise<string> => {
  const { stdout } = await promisify(execFile)(program, ['version']);
  return /Version:\s*v?(\d+\.\d+[^\s]*)/.exec(stdout)?.[1] ?? 'unknown';
};

/** Whether all of Fabric's programs are there, of whatever version. */
export const binariesPresent = (env: NodeJS.ProcessEnv = process.env): boolean =>
  names.every((name) => locate(name, env) !== undefined);

/** @throws BinariesError that says how to get them, when one is missing or too old */
export const findBinaries = async (env: NodeJS.ProcessEnv = process.env): Promise<Binaries> => {
  const where = env.FABRIC_BIN ? `FABRIC_BIN (${env.FABRIC_BIN})` : 'the PATH';
  const found = names.map((name) => locate(name, env));
  const missing = names.filter((_, index) => found[index] === undefined);
  const [peer, orderer, configtxlator] = found;
  if (!peer || !orderer || !configtxlator) {
    throw new BinariesError(`Fabric's programs are missing from ${where}: ${missing.join(', ')}.`);
  }
  const versions = await Promise.all([versionOf(peer), versionOf(orderer)]);
  for (const [index, version] of versions.entries()) {
    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (major !== needed.major || minor < needed.minor) {
      throw new BinariesError(`${index === 0 ? peer : orderer} is of version ${version}, which is not supported.`);
    }
  }
  return { peer, orderer, configtxlator, version: versions[0] ?? '' };
};
