import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '@suyuan/schemas';
import { connectLedger, type Ledger, readConnection } from '../../gateway/src/ledger/index.ts';
import { identityFromFiles } from '../../gateway/src/ledger/peer.ts';
import { binariesPresent, FABRIC_HINT } from '../../network/fabric/binaries.ts';
import { TestConsortium } from '../fabric/consortium.ts';
import { longestPause } from '../fabric/submits.ts';
import { commandId, found } from '../support/network.ts';
import { runScript } from '../support/platform.ts';
import { samples } from '../support/samples.ts';
import { audited, type Result, report } from './verdict.ts';

/**
 * Kills nodes of a consortium on real Fabric with SIGKILL and freezes one with SIGSTOP, in turn, under a steady stream of
 * commands through the gateway's own way to the ledger, and brings them back. Afterwards every acknowledged command is on the ledger once,
 * and the blocks that the gateway read meanwhile have no gap.
 */
const PER_SECOND = Number(process.env.PER_SECOND ?? 30);
const SECONDS = Number(process.env.SECONDS ?? 8);

/** Commands at a steady rate, whatever becomes of the earlier ones; each is repeated with its id until it is answered. */
function commands(submit: (command: object) => Promise<unknown>) {
  const acknowledged = new Set<string>();
  const commits: number[] = [];
  const refusals = new Map<string, number>();
  let running = true;
  const untilAnswered = async (): Promise<void> => {
    const command = { ...samples()['registration:submit'], commandId: commandId() };
    for (;;) {
      try {
        await submit(command);
        break;
      } catch (error) {
        const code = error instanceof Refusal ? error.body.code : String(error);
        if (code === 'COMMAND_REPEATED') break;
        refusals.set(code, (refusals.get(code) ?? 0) + 1);
        await sleep(200 + Math.random() * 200);
      }
    }
    commits.push(performance.now());
    acknowledged.add(command.commandId);
  };
  const sent: Promise<void>[] = [];
  const sending = (async () => {
    for (let due = performance.now(); running; due += 1000 / PER_SECOND) {
      sent.push(untilAnswered());
      await sleep(Math.max(0, due - performance.now()));
    }
  })();
  const stop = async () => {
    running = false;
    await sending;
    await Promise.all(sent);
  };
  return { acknowledged, commits, refusals, stop };
}

/** Blocks as the gateway reads them, and whether one was missed, came twice, or did not follow. */
function reader(ledger: Ledger) {
  const stopping = new AbortController();
  let next = 0;
  let previous = '';
  let broken = 0;
  const reading = (async () => {
    while (!stopping.signal.aborted) {
      try {
        for await (const block of ledger.blocks(next, stopping.signal, previous || undefined)) {
          if (block.number !== next || (previous && block.previous !== previous)) broken += 1;
          next = block.number + 1;
          previous = block.hash;
        }
      } catch {
        await sleep(200);
      }
    }
  })();
  const stop = async (height: number): Promise<Result> => {
    for (const until = Date.now() + 20_000; next < height && Date.now() < until; ) await sleep(50);
    stopping.abort();
    await reading;
    return [`the gateway read ${next} blocks of ${height}, ${broken} out of order`, broken === 0 && next >= height];
  };
  return { stop };
}

/** The longest pause between answers that began within a time from a moment on, in milliseconds. */
const pauseSince = (commits: readonly number[], from: number): number =>
  longestPause([...commits.filter((at) => at < from).slice(-1), ...commits.filter((at) => at >= from)]);

if (!binariesPresent()) {
  console.error(`The faults of real Fabric need its programs.\n${FABRIC_HINT}`);
  process.exit(1);
}
await runScript('chaincode/build.ts');
const consortium = new TestConsortium();
await consortium.run('up', '--engine', 'fabric');
const network = consortium.connect();
await found(network);
const connection = readConnection(network.connectionFile);
const own = connection.operators.find(({ name }) => name === 'group');
const person = own?.people.find(({ name }) => name === 'li-holder');
if (!own || !person) throw new Error('the network has no holder');
const ledger = connectLedger(connection, own.name);
const holder = identityFromFiles(own.mspId, person);
const load = commands((command) => ledger.submitAs(holder, 'registration:submit', command));
const blocks = reader(ledger);
await sleep(3000);
const calm = performance.now();
await sleep(SECONDS * 1000);
console.log(`nothing killed: the longest pause between answers is ${Math.round(pauseSince(load.commits, calm))} ms`);

const leader = await consortium.leader();
const follower = Object.keys(consortium.pids()).find((node) => node.startsWith('orderer.') && node !== leader) ?? '';
for (const [what, node, how] of [
  ['a follower of the orderers', () => follower, 'killed'],
  ['the leader of the orderers', () => consortium.leader(), 'killed'],
  ['a peer of the committee', () => 'peer.exchange', 'killed'],
  ["the gateway's own peer", () => `peer.${own.name}`, 'killed'],
  ["the gateway's own peer", () => `peer.${own.name}`, 'frozen'],
] as const) {
  const name = await node();
  const before = load.acknowledged.size;
  const began = performance.now();
  if (how === 'killed') consortium.kill(name);
  else consortium.freeze(name);
  await sleep(SECONDS * 1000);
  if (how === 'killed') await consortium.run('restart', name);
  else consortium.thaw(name);
  await sleep(SECONDS * 1000);
  const pause = Math.round(pauseSince(load.commits, began));
  const refused = [...load.refusals].map(([code, times]) => `${code} ${times}`).join(', ') || 'none';
  load.refusals.clear();
  console.log(
    `${what} (${name}) ${how}, back after ${SECONDS} s: longest pause ${pause} ms, ` +
      `${load.acknowledged.size - before} acknowledged; answers that were asked for again: ${refused}`,
  );
}
await load.stop();
const { height, results } = await audited(network.connection, load.acknowledged);
results.push(await blocks.stop(height));
ledger.close();
await network.stop();
await consortium.run('down');
const failed = report(results, `${PER_SECOND} commands a second were sent`);
if (failed === 0) rmSync(consortium.home, { recursive: true, force: true });
else console.error(`kept for inspection: ${consortium.home}`);
process.exit(failed === 0 ? 0 : 1);
