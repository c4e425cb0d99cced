import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Child, startChild } from './child.ts';
import { type Connection, readConnection } from './connection.ts';
import { layoutOf } from './fabric/layout.ts';
import { homeAt } from './home.ts';
import { startNetwork as startEmbedded } from './supervisor.ts';
import { loadTopology } from './topology.ts';

/** The one-command start: a network, one gateway at its first operator, and, the first time, the founding. */
const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { connection: { type: 'string' }, topology: { type: 'string' } } });
const began = performance.now();
const home = homeAt(undefined);
const topologyFile = resolve(values.topology ?? join(root, 'network', 'topology.json'));
const children: Child[] = [];
let ending = false;

async function end(code: number): Promise<never> {
  ending = true;
  for (const child of children.toReversed()) await child.stop();
  process.exit(code);
}

/** A part that ends by itself takes the platform down with it, loudly. */
function watch(name: string, child: Child, logFile: string): Child {
  children.push(child);
  child.ended.then((code) => {
    if (ending) return;
    console.error(`${name} ended unexpectedly (${code}); its log is ${logFile}`);
    void end(1);
  });
  return child;
}

async function networkConnection(): Promise<string> {
  if (values.connection) return resolve(values.connection);
  // A home with a consortium on real Fabric holds no embedded network; the consortium is started by its own command.
  if (existsSync(layoutOf(home).state)) return home.connection;
  const chaincode = resolve(dirname(topologyFile), loadTopology(values.topology).chaincode.path);
  execFileSync(process.execPath, ['build.ts', '--if-stale'], {
    cwd: chaincode,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const network = await startEmbedded({ home: home.root, topology: topologyFile });
  watch('The embedded network', network, home.log);
  return network.connectionFile;
}

/** Builds the console where its sources are others than it was made of. */
function consoleBuilt(): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'gateway/console/build.ts'), '--if-stale'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error('The console was not built'))));
  });
}

async function startGateway(connection: string): Promise<string> {
  const logFile = join(home.root, 'gateway', 'gateway.log');
  const child = await startChild('The gateway', {
    entry: join(root, 'gateway', 'src', 'main.ts'),
    env: { SUYUAN_HOME: home.root, SUYUAN_CONNECTION: connection },
    logFile,
  });
  return String(watch('The gateway', child, logFile).said.url);
}

/** Founds the consortium the first time; later the charter is in force. */
async function founded(connection: string, url: string): Promise<string> {
  const response = await fetch(new URL('graphql', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ network { founded } }' }),
  });
  const { data } = (await response.json()) as { data?: { network: { founded: boolean } } };
  return data?.network.founded ? 'the charter is in force' : found(connection, url);
}

/** Runs the founding tool; answers its last line. Throws when it fails. */
function found(connection: string, url: string): Promise<string> {
  const child = spawn(process.execPath, [join(root, 'gateway/tools/src/found/main.ts'), '--topology', topologyFile], {
    env: { ...process.env, SUYUAN_CONNECTION: connection, SUYUAN_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += String(chunk);
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) =>
      code === 0 ? resolve(said.trim().split('\n').at(-1) ?? '') : reject(new Error('The consortium was not founded')),
    );
  });
}

/** Says that a part is there once it is, so that nobody waits before a page that says nothing. */
async function telling<T>(part: Promise<T>, zh: string, en: string): Promise<T> {
  const made = await part;
  console.log(`  ✓ ${zh} ${en}  ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return made;
}

function welcome(url: string, connection: Connection, founded: string): void {
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const people = connection.operators.flatMap((operator) =>
    operator.people
      .filter((person) => person.name !== 'gateway')
      .map((person) => {
        const says =
          person.ou === 'admin' ? `${operator.title.zh} 管理员 administrator` : `${person.title.zh} ${person.title.en}`;
        return `  ${`${operator.name}/${person.name}`.padEnd(26)} ${says}`;
      }),
  );
  console.log(
    [
      '',
      `溯源 Suyuan is up in ${seconds} s; ${founded}.${connection.demonstration ? ' 演示网络 This network is a demonstration.' : ''}`,
      '',
      `  page     ${url}`,
      `  GraphQL  ${new URL('graphql', url)}`,
      `  data     ${home.root}`,
      '',
      'Who can sign in 可登录的人:',
      ...people,
      '',
      'Play the whole story in another terminal: npm run demo',
      'Stop with Ctrl+C.',
    ].join('\n'),
  );
}

process.once('SIGINT', () => void end(0));
process.once('SIGTERM', () => void end(0));
process.once('disconnect', () => void end(0));

try {
  console.log('Starting 正在启动 …');
  const page = telling(consoleBuilt(), '控制台', 'the console is built');
  const network = telling(networkConnection(), '网络', 'the network runs');
  // Where a network has been before, its address is known: the gateway loads beside it and waits for its peer.
  const known = !values.connection && existsSync(home.connection);
  const serving = known ? startGateway(home.connection) : network.then(startGateway);
  const gateway = telling(serving, '网关', 'the gateway serves');
  const [connection, url] = await Promise.all([network, gateway, page]);
  welcome(url, readConnection(connection), await founded(connection, url));
  process.send?.({ ready: true, url, connection });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await end(1);
}
