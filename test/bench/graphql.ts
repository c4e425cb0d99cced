import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Connection, requestOf } from './graphql/client.ts';
import { OPERATIONS, type Operation } from './graphql/operations.ts';

/**
 * `npm run bench -- graphql`: requests a second of five operations at the gateway, signed in where people are, beside a
 * bare Yoga server that answers the same data to the same requests from memory. `other`: after each block every question
 * is another one, so that no answer is kept; `again`: one question over and over. In turns, so that both meet the same load.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 2);
const CONNECTIONS = 16;
/** How often the one question is asked in a turn, where its answer is small; a large one as often as there are others. */
const AGAIN = 2000;
const LARGE = 100_000;

interface Cpu {
  readonly all: NodeJS.CpuUsage;
  readonly main: NodeJS.CpuUsage;
}

const used = (to: NodeJS.CpuUsage, from: NodeJS.CpuUsage) => to.user + to.system - from.user - from.system;

/** A server in a process of its own, with its connections. */
class Server {
  readonly child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  port = 0;
  token: string | undefined;
  assets = 0;

  constructor(name: string) {
    const file = fileURLToPath(new URL(`./graphql/${name}.ts`, import.meta.url));
    const env = { ...process.env, NODE_ENV: 'production' };
    const flags = process.env.PROFILE === name ? ['--cpu-prof', `--cpu-prof-dir=${tmpdir()}/suyuan-profile`] : [];
    this.child = spawn(process.execPath, [...flags, file], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    if (!this.child.stdout) throw new Error('no output');
    this.#lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  async #line<T>(): Promise<T> {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error('a server ended');
    return JSON.parse(value) as T;
  }

  async started(): Promise<this> {
    Object.assign(this, await this.#line());
    return this;
  }

  order<T>(line: string): Promise<T> {
    this.child.stdin?.write(`${line}\n`);
    return this.#line();
  }

  /** Asks all, as many at a time as there are connections; answers bodies in their order. */
  async ask(requests: readonly Buffer[], keep: boolean): Promise<string[]> {
    const bodies: string[] = [];
    let next = 0;
    const work = async () => {
      const connection = new Connection(this.port);
      while (next < requests.length) {
        const n = next;
        next += 1;
        const body = await connection.ask(requests[n] as Buffer);
        if (keep) bodies[n] = body;
      }
      connection.close();
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, work));
    return bodies;
  }

  /** Milliseconds and CPU that questions took. */
  async timed(requests: readonly Buffer[]) {
    const before = await this.order<Cpu>('cost');
    const began = performance.now();
    await this.ask(requests, false);
    const ms = performance.now() - began;
    const after = await this.order<Cpu>('cost');
    return { ms, all: used(after.all, before.all), main: used(after.main, before.main), count: requests.length };
  }

  async stop(): Promise<void> {
    this.child.stdin?.end();
    await once(this.child, 'exit');
  }
}

type Stages = Readonly<Record<'parse' | 'session' | 'resolve' | 'serialise', number>>;
type Took = Awaited<ReturnType<Server['timed']>>;
const sum = (all: readonly Took[], of: (one: Took) => number) => all.reduce((total, one) => total + of(one), 0);
const perSecond = (all: readonly Took[]) => (sum(all, ({ count }) => count) / sum(all, ({ ms }) => ms)) * 1000;
const each = (all: readonly Took[], of: 'all' | 'main') => sum(all, (one) => one[of]) / sum(all, ({ count }) => count);

const folder = mkdtempSync(join(tmpdir(), 'suyuan-bench-'));
const [gateway, bare] = [new Server('gateway'), new Server('bare')];
await Promise.all([gateway.started(), bare.started()]);

const questionsOf = (name: string, { query, variables, questions }: Operation) =>
  Array.from({ length: questions }, (_, n) => ({
    operationName: name,
    query,
    variables: JSON.parse(JSON.stringify(variables(n, gateway.assets))) as unknown,
  }));

/** The data of an answer, which both must answer alike, byte by byte. */
const dataOf = (body: string): string => {
  const { data, errors } = JSON.parse(body) as { data?: unknown; errors?: unknown };
  if (errors || !data) throw new Error(body.slice(0, 1000));
  return JSON.stringify(data);
};

async function measure(name: string, operation: Operation) {
  const questions = questionsOf(name, operation);
  const token = operation.signedIn ? gateway.token : undefined;
  const requests = (port: number) => questions.map((question) => requestOf(port, question, token));
  const [ours, theirs] = [requests(gateway.port), requests(bare.port)];
  const answers = (await gateway.ask(ours, true)).map(dataOf);
  const file = join(folder, `${name}.ndjson`);
  const learnt = questions.map(
    ({ variables }, n) => `["${name} ${JSON.stringify(JSON.stringify(variables)).slice(1, -1)}",${answers[n]}]`,
  );
  writeFileSync(file, learnt.join('\n'));
  await bare.order(`learn ${file}`);
  (await bare.ask(theirs, true)).forEach((body, n) => {
    if (dataOf(body) !== answers[n]) throw new Error(`${name} is answered otherwise`);
  });
  const bytes = Math.round(
    sum(
      answers.map((one) => ({ ms: one.length, all: 0, main: 0, count: 1 })),
      ({ ms }) => ms,
    ) / answers.length,
  );
  const times = bytes > LARGE ? questions.length : AGAIN;
  const again = (all: readonly Buffer[]) => Array.from({ length: times }, () => all[0] as Buffer);
  for (const way of ['other', 'again'] as const) {
    const took: { ours: Took[]; theirs: Took[] } = { ours: [], theirs: [] };
    for (let round = 0; round <= ROUNDS; round += 1) {
      await gateway.order('block');
      const one = await gateway.timed(way === 'other' ? ours : again(ours));
      const two = await bare.timed(way === 'other' ? theirs : again(theirs));
      if (round === 0) continue;
      took.ours.push(one);
      took.theirs.push(two);
    }
    const [a, b] = [perSecond(took.ours), perSecond(took.theirs)];
    const cpu = [each(took.ours, 'main'), each(took.ours, 'all'), each(took.theirs, 'all')].map((us) => us.toFixed(0));
    console.log(`| ${[name, way, bytes, a.toFixed(0), b.toFixed(0), (a / b).toFixed(2), ...cpu].join(' | ')} |`);
  }
}

try {
  const only = process.env.ONLY?.split(',');
  console.log(
    '| operation | questions | bytes | gateway/s | bare Yoga/s | share | CPU µs: gateway, main thread | with SQL | bare |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const [name, operation] of Object.entries(OPERATIONS))
    if (only?.includes(name) ?? true) await measure(name, operation);
  console.log(
    '\n| CPU µs on the main thread | parse and validate, once | session | resolve, rows at hand | serialise |',
  );
  console.log('| --- | --- | --- | --- | --- |');
  for (const name of Object.keys(OPERATIONS).filter((one) => only?.includes(one) ?? true)) {
    const { parse, session, resolve, serialise } = await gateway.order<Stages>(`stages ${name}`);
    console.log(`| ${[name, parse, session, resolve, serialise].join(' | ')} |`);
  }
  console.log(`load ${loadavg()[0]?.toFixed(1)}`);
} finally {
  await Promise.all([gateway.order('stop').then(() => gateway.stop()), bare.stop()]);
  rmSync(folder, { recursive: true });
}
