import { afterAll, beforeAll, expect, it } from 'vitest';
import { lawsOn } from '../support/laws/network.ts';
import { type TestNetwork, testNetwork } from '../support/network.ts';

let network: TestNetwork;
beforeAll(async () => {
  network = await testNetwork();
});
afterAll(() => network.stop());

it('keeps its laws whatever anybody sends, refuses without a trace and counts no repeat twice', async () => {
  const { accepted, refused, repeated } = await lawsOn(network, 15);
  console.log(`15 sequences: ${accepted} commands accepted, ${refused} refused, ${repeated} repeated`);
  expect(accepted).toBeGreaterThan(10);
  expect(refused).toBeGreaterThan(10);
}, 120_000);
