import { lawsOn } from '../support/laws/network.ts';
import { testNetwork } from '../support/network.ts';
import { runScript } from '../support/platform.ts';
import { report } from './verdict.ts';

/** Hundreds of sequences of random commands by random callers, all on one embedded network, which keeps its laws. */
const SEQUENCES = Number(process.env.SEQUENCES ?? 300);
const SEED = process.env.SEED === undefined ? undefined : Number(process.env.SEED);

await runScript('chaincode/build.ts');
const network = await testNetwork();
const began = performance.now();
const figures = await lawsOn(network, SEQUENCES, SEED);
await network.stop();
for (const [what, times] of [...figures.reached].sort(([, a], [, b]) => b - a))
  console.log(`${String(times).padStart(6)}  ${what}`);
const { accepted, refused, repeated, invalid } = figures;
const seconds = ((performance.now() - began) / 1000).toFixed(0);
const failed = report(
  [
    [`${SEQUENCES} sequences keep the laws of cases, licences, orders and lineage`, true],
    [`${accepted} commands accepted are on the ledger once, ${refused} refused are not`, accepted > 0 && refused > 0],
    [`${repeated} repeats were refused as such`, repeated > 0],
  ],
  `${seconds} s; ${invalid} transactions were ordered and found invalid`,
);
process.exit(failed === 0 ? 0 : 1);
