import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { digest } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fabricIsHere, TestConsortium } from '../fabric/consortium.ts';
import { found, type TestNetwork, testNetwork } from '../support/network.ts';
import { comparable, Recorder } from './recorder.ts';
import { deployExercise, scenarios } from './scenarios/index.ts';
import { adoptProfile } from './scenarios/platform.ts';

const VECTORS = new URL('../vectors/conformance.json', import.meta.url);
const BUNDLE = new URL('../../chaincode/dist/suyuan.cjs', import.meta.url);
type Seen = Record<string, unknown>;
type Vectors = { readonly bundle: string; readonly seen: Seen };

/** What real Fabric came to, and with which chaincode bundle. */
const golden = (): Vectors => JSON.parse(readFileSync(VECTORS, 'utf8')) as Vectors;
const bundle = () => digest(readFileSync(BUNDLE));

/** Set, the run on real Fabric writes what it saw as the new golden results. */
const recording = process.env.RECORD_VECTORS === '1';
const fabric = fabricIsHere('The conformance suite');
/** How the real network orders: `bft`, or `raft`. Both come to the same. */
const ordering = process.env.ORDERING ?? 'bft';

async function onFabric(): Promise<TestNetwork> {
  const consortium = new TestConsortium();
  await consortium.run('up', '--engine', 'fabric', '--ordering', ordering);
  const network = consortium.connect();
  return {
    ...network,
    async stop() {
      await network.stop();
      await consortium.run('down');
      rmSync(consortium.home, { recursive: true, force: true });
    },
  };
}

/** Every scenario, on each network, comes to what it came to on real Fabric. */
function conforms(start: () => Promise<TestNetwork>, records: boolean): void {
  let network: TestNetwork;
  const seen: Seen = {};

  beforeAll(async () => {
    network = await start();
    await found(network);
    await deployExercise(network);
    const play = new Recorder(network);
    await adoptProfile(play);
    seen['adopting a profile'] = comparable(play.steps);
  }, 90_000);

  afterAll(async () => {
    await network?.stop();
    if (records) writeFileSync(VECTORS, `${JSON.stringify({ bundle: bundle(), seen }, undefined, 1)}\n`);
  }, 60_000);

  it('adopting a profile', () => {
    if (!records) expect(seen['adopting a profile']).toEqual(golden().seen['adopting a profile']);
  });

  it.each(Object.entries(scenarios))('%s', { timeout: 60_000 }, async (name, scenario) => {
    const play = new Recorder(network);
    await scenario(play);
    seen[name] = comparable(play.steps);
    expect(play.steps.length).toBeGreaterThan(1);
    if (!records) expect(seen[name]).toEqual(golden().seen[name]);
  });
}

if (!recording && golden().bundle !== bundle()) {
  console.warn(
    'The golden results are of another chaincode bundle; where Fabric is found, RECORD_VECTORS=1 makes them anew',
  );
}

describe('the embedded network', () => conforms(testNetwork, false));
describe.skipIf(!fabric)('real Fabric', () => conforms(onFabric, recording));
