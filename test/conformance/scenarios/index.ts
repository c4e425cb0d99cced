import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestNetwork } from '../../support/network.ts';
import { root, runScript } from '../../support/platform.ts';
import { EXERCISE, type Recorder } from '../recorder.ts';
import { certificates } from './certificates.ts';
import { keys } from './keys.ts';
import { platform } from './platform.ts';
import { privateData } from './private-data.ts';

const COLLECTIONS = [
  {
    name: 'shared',
    policy: "OR('RegistrarMSP.member', 'ExchangeMSP.member')",
    requiredPeerCount: 0,
    maxPeerCount: 1,
    blockToLive: 0,
    memberOnlyRead: true,
    memberOnlyWrite: true,
  },
];

/** Deploys the chaincode that does one thing of everything, by the command line of either network. */
export async function deployExercise(network: TestNetwork): Promise<void> {
  const file = join(network.home, 'collections.json');
  writeFileSync(file, JSON.stringify(COLLECTIONS));
  const place = ['--path', join(root, 'test/network/chaincode'), '--collections', file, '--home', network.home];
  const { code, output } = await runScript('network/cli.ts', {}, ['deploy', '--name', EXERCISE, ...place]);
  if (code !== 0) throw new Error(output);
}

export const scenarios: Readonly<Record<string, (play: Recorder) => Promise<void>>> = {
  ...platform,
  ...keys,
  ...privateData,
  ...certificates,
};
