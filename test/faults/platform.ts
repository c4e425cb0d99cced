import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startNetwork } from '../../network/supervisor.ts';
import { readTestConnection } from '../support/fabric.ts';
import { foundAt, gatewayProcess, runScript, temporaryHome } from '../support/platform.ts';
import { leftProjection, replayed } from '../support/projection.ts';
import { load } from './load.ts';
import { audited, report } from './verdict.ts';

/**
 * Kills the running platform under load, again and again, with SIGKILL: the network, the gateway, or both at once.
 * Afterwards every acknowledged command is on the ledger once, the chain checks, and the projection equals a replay.
 */
const KILLS = Number(process.env.KILLS ?? 50);
const home = temporaryHome('faults');
const connectionFile = join(home, 'network/connection.json');

await runScript('chaincode/build.ts');
let network = await startNetwork({ home });
let gateway = await gatewayProcess(home);
await foundAt(home, String(gateway.said.url));
const connection = readTestConnection(connectionFile);
const { promised, stop } = load(connection, 6);
const downtimes: number[] = [];

for (let n = 1; n <= KILLS; n += 1) {
  await sleep(200 + Math.random() * 1000);
  const victims = (['network', 'gateway', 'both'] as const)[n % 3] ?? 'both';
  const before = promised.acknowledged.size;
  const began = performance.now();
  if (victims !== 'network') await gateway.kill();
  if (victims !== 'gateway') {
    await network.kill();
    network = await startNetwork({ home });
  }
  if (victims !== 'network') gateway = await gatewayProcess(home);
  downtimes.push(performance.now() - began);
  console.log(
    `kill ${n}/${KILLS} ${victims.padEnd(8)} up again in ${Math.round(performance.now() - began)} ms, ${before} acknowledged`,
  );
}
await sleep(1000);
await stop();

await gateway.stop();
const { height, results } = await audited(connection, promised.acknowledged);
const left = await leftProjection(connectionFile, home, height - 1);
const again = await replayed(connectionFile, height - 1);
const differs = left.lines.length !== again.lines.length || left.lines.some((line, n) => line !== again.lines[n]);
await network.stop();

results.push([
  `the projection's ${left.lines.length} lines equal a replay of ${again.seconds.toFixed(1)} s`,
  !differs && left.lines.length > 0,
]);
const worst = Math.round(Math.max(...downtimes));
const failed = report(results, `longest time until up again: ${worst} ms over ${KILLS} kills`);
if (failed === 0) rmSync(home, { recursive: true, force: true });
else console.error(`kept for inspection: ${home}`);
process.exit(failed === 0 ? 0 : 1);
