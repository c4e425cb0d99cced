import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { OPERATIONS } from './graphql/operations.ts';
import { rate } from './measure.ts';

/**
 * `npm run bench -- graphql`: requests a second of five operations at the gateway, signed in where people are, beside a
 * bare Yoga server that answers the same data from memory, in turns.
 */
const SECONDS = Number(process.env.SECONDS ?? 3);
const CONNECTIONS = 16;
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

type Said = { readonly url: string; readonly token?: string };

async function start(name: string, stdin = ''): Promise<{ said: Said; child: ChildProcess }> {
  const file = fileURLToPath(new URL(`./graphql/${name}.ts`, import.meta.url));
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = spawn(process.execPath, [file], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(stdin);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { said: JSON.parse(line) as Said, child };
}

async function ask({ url, token }: Said, name: string): Promise<string> {
  const { query, signedIn } = OPERATIONS[name] as (typeof OPERATIONS)[string];
  const body = JSON.stringify({ query });
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(token && signedIn ? { authorization: `Bearer ${token}` } : {}),
  };
  const asking = request(new URL('/graphql', url), { method: 'POST', agent, headers });
  asking.end(body);
  const [response] = await once(asking, 'response');
  return text(response);
}

const gateway = await start('gateway');
const names = Object.keys(OPERATIONS);
const answers = Object.fromEntries(
  await Promise.all(
    names.map(async (name) => {
      const answer = JSON.parse(await ask(gateway.said, name)) as { data: unknown; errors?: unknown };
      if (answer.errors) throw new Error(`${name}: ${JSON.stringify(answer.errors)}`);
      return [name, answer.data] as const;
    }),
  ),
);
const bare = await start('bare', JSON.stringify(answers));
try {
  console.log('| operation | bytes | gateway, requests/s | bare Yoga, requests/s | ratio | p95, ms |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const name of names) {
    const same = JSON.parse(await ask(bare.said, name)) as { data: unknown };
    if (JSON.stringify(same.data) !== JSON.stringify(answers[name])) throw new Error(`${name} is answered otherwise`);
    for (const { said } of [gateway, bare]) await rate(CONNECTIONS, 1, () => ask(said, name));
    const ours = await rate(CONNECTIONS, SECONDS, () => ask(gateway.said, name));
    const theirs = await rate(CONNECTIONS, SECONDS, () => ask(bare.said, name));
    const ratio = (ours.perSecond / theirs.perSecond).toFixed(2);
    const bytes = JSON.stringify(answers[name]).length;
    const [a, b] = [ours, theirs].map(({ perSecond }) => Math.round(perSecond));
    console.log(`| ${[name, bytes, a, b, ratio, ours.p95.toFixed(1)].join(' | ')} |`);
  }
} finally {
  for (const { child } of [gateway, bare]) child.kill('SIGTERM');
  agent.destroy();
}
