import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RunningNetwork, startNetwork } from '../../../network/supervisor.ts';
import { defaultTopology } from '../../../network/topology.ts';

/** The chaincode that does one thing of everything. */
export const exercise = join(dirname(dirname(fileURLToPath(import.meta.url))), 'chaincode');

export const newHome = (): string => mkdtempSync(join(tmpdir(), 'suyuan-network-'));

export const removeHome = (home: string): void => rmSync(home, { recursive: true, force: true });

/** The shipped topology with some of its limits changed. */
export const topologyWith = (home: string, change: { limits?: object; blocks?: object }): string => {
  const topology = JSON.parse(readFileSync(defaultTopology, 'utf8')) as { limits: object; blocks: object };
  const file = join(home, 'topology.json');
  Object.assign(topology.limits, change.limits);
  Object.assign(topology.blocks, change.blocks);
  writeFileSync(file, JSON.stringify(topology));
  return file;
};

export const startExercise = (home: string, topology?: string): Promise<RunningNetwork> =>
  startNetwork({ home, chaincode: exercise, ...(topology ? { topology } : {}) });
