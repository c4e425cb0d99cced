import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { initial } from '../support/builders.ts';
import { heightOf } from '../support/chain.ts';
import { connectAs, readTestConnection } from '../support/fabric.ts';
import { commandId } from '../support/network.ts';
import { root, runScript, temporaryHome } from '../support/platform.ts';
import { replayed } from '../support/projection.ts';
import { childrenOf, memoryOf, print, type Row, rate } from './measure.ts';

const SECONDS = Number(process.env.SECONDS ?? 10);
const CONCURRENT = 64;
const home = temporaryHome('bench');
const rows: Row[] = [];
const add = (what: string, value: string, note = '') => rows.push({ what, value, note });

type Up = { pid: number; url: string; connection: string; seconds: number; stop(): Promise<unknown> };

function start(): Promise<Up> {
  const began = performance.now();
  const child = spawn(process.execPath, [join(root, 'network/start.ts')], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, SUYUAN_HOME: home, PORT: '0', DATABASE_URL: '' },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = () => {
    child.kill('SIGINT');
    return ended;
  };
  return new Promise((resolve) => {
    child.once('message', (said) => {
      const { url, connection } = said as { url: string; connection: string };
      resolve({ pid: child.pid ?? 0, url, connection, seconds: (performance.now() - began) / 1000, stop });
    });
  });
}

function memories(up: Up): void {
  for (const { pid, command } of childrenOf(up.pid).filter((one) => one.command.includes('.ts'))) {
    add(
      `memory ${/(embedded|gateway)\/(src\/)?main/.exec(command)?.[1] ?? command}`,
      `${memoryOf(pid)} MB`,
      'resident',
    );
  }
}

async function ledger(up: Up): Promise<void> {
  const connection = readTestConnection(up.connection);
  const holders = Array.from({ length: 4 }, () => connectAs(connection, 'li-holder'));
  const holder = (worker: number) => holders[worker % holders.length] as (typeof holders)[0];
  const submit = (worker: number) =>
    holder(worker).submit('registration:submit', {
      commandId: commandId(),
      profile: { id: 'general', version: 1 },
      registrar: 'registry',
      application: initial('huaxin', commandId()),
    });
  await rate(8, 2, submit);
  const submits = await rate(CONCURRENT, SECONDS, submit);
  add(
    'registrations',
    `${submits.perSecond.toFixed(0)}/s`,
    `${CONCURRENT} at a time, p95 ${submits.p95.toFixed(0)} ms, ${submits.failed} lost races`,
  );
  const evaluates = await rate(CONCURRENT, SECONDS / 2, (worker) =>
    holder(worker).evaluate('registration:profile', { id: 'general' }),
  );
  add(
    'evaluates',
    `${evaluates.perSecond.toFixed(0)}/s`,
    `${CONCURRENT} at a time, p95 ${evaluates.p95.toFixed(0)} ms`,
  );
  memories(up);
  const height = await heightOf(holder(0).network, connection.channel);
  const { seconds, lines } = await replayed(up.connection, height - 1);
  const transactions = lines.filter((line) => line.includes('"table":"projection.transaction"')).length;
  add(
    'projection, replayed',
    `${(transactions / seconds).toFixed(0)}/s`,
    `transactions; ${transactions} in ${seconds.toFixed(1)} s`,
  );
  for (const one of holders) one.close();
}

async function queries(up: Up): Promise<void> {
  const ask = (query: string) => async () => {
    const response = await fetch(new URL('/graphql', up.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    await response.text();
  };
  for (const [what, query] of [
    ['GraphQL network', '{ network { channel height asOf { block } } }'],
    ['GraphQL profiles', '{ profiles { id version clocks { accept { amount unit } } } }'],
    [
      'GraphQL assets, 20 with text',
      '{ assets(first: 20) { nodes { id text { descriptor { title { zh } fields { name } } } } } }',
    ],
  ] as const) {
    const { perSecond, p95 } = await rate(16, SECONDS / 2, ask(query));
    add(what, `${perSecond.toFixed(0)}/s`, `16 at a time, p95 ${p95.toFixed(0)} ms`);
  }
}

await runScript('chaincode/build.ts');
const first = await start();
add('first start', `${first.seconds.toFixed(1)} s`, 'keys, genesis, founding');
await first.stop();
const up = await start();
add('started again', `${up.seconds.toFixed(1)} s`);
await ledger(up);
await queries(up);
await up.stop();
rmSync(home, { recursive: true, force: true });
console.log(
  `Node ${process.version}, ${cpus().length} cores shared by client, network and gateway; ${SECONDS} s a figure\n`,
);
print(rows);
