import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startNetwork } from '../../network/supervisor.ts';
import { audit, heightOf } from '../support/chain.ts';
import { connectAs, readTestConnection } from '../support/fabric.ts';
import { foundAt, gatewayProcess, runScript, temporaryHome } from '../support/platform.ts';
import { leftProjection, replayed } from '../support/projection.ts';
import { load } from './load.ts';

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

const auditor = connectAs(connection, 'qian-regulator');
await gateway.stop();
const height = await heightOf(auditor.network, connection.channel);
const { valid, commands } = await audit(auditor.network, height, connection.chaincode);
const lost = [...promised.acknowledged].filter((id) => !commands.has(id));
const doubled = [...commands].filter(([, times]) => times > 1);
const left = await leftProjection(connectionFile, home, height - 1);
const again = await replayed(connectionFile, height - 1);
const differs = left.lines.length !== again.lines.length || left.lines.some((line, n) => line !== again.lines[n]);
auditor.close();
await network.stop();

const results: [string, boolean][] = [
  [
    `${promised.acknowledged.size} acknowledged commands, ${lost.length} lost`,
    lost.length === 0 && promised.acknowledged.size > 0,
  ],
  [`${commands.size} commands carried out, ${doubled.length} more than once`, doubled.length === 0],
  [`${height} blocks, ${valid.size} valid transactions: hashes and links check`, valid.size > 0],
  [
    `the projection's ${left.lines.length} lines equal a replay of ${again.seconds.toFixed(1)} s`,
    !differs && left.lines.length > 0,
  ],
];
console.log('');
for (const [what, holds] of results) console.log(`${holds ? '✓' : '✗'} ${what}`);
const worst = Math.round(Math.max(...downtimes));
console.log(`longest time until up again: ${worst} ms over ${KILLS} kills`);
const failed = results.filter(([, holds]) => !holds).length;
console.log(`\n${results.length - failed} passed, ${failed} failed`);
if (failed === 0) rmSync(home, { recursive: true, force: true });
else console.error(`kept for inspection: ${home}`);
process.exit(failed === 0 ? 0 : 1);
