import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';

const DEBIAN = '/usr/lib/postgresql';

/** Where PostgreSQL's own programs lie; undefined where there are none. */
function programs(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')));
}

/** A server on which tests make databases: the one that DATABASE_URL names, else the programs that are found here. */
const named = process.env.POSTGRES_SERVER;
const bin = programs();
export const hasPostgres = Boolean(named || bin);

/** Says why tests about PostgreSQL do not run, where they do not. */
export const withoutPostgres =
  'The PostgreSQL tests are skipped: set DATABASE_URL to a server on which databases may be made (Debian: apt-get install postgresql)';

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** PostgreSQL refuses to run as root: it runs as the user of its package then. */
function run(program: string, args: readonly string[]): void {
  const whole = [join(bin ?? '', program), ...args];
  const [command = '', ...rest] = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--', ...whole] : whole;
  execFileSync(command, rest, { cwd: tmpdir(), stdio: 'ignore' });
}

async function startServer(): Promise<{ readonly url: string; stop(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'suyuan-postgres-'));
  const data = join(folder, 'data');
  if (process.getuid?.() === 0) {
    const id = (which: string) => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }));
    chownSync(folder, id('-u'), id('-g'));
  }
  const port = await freePort();
  run('initdb', ['-D', data, '-U', 'suyuan', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync']);
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c fsync=off`;
  run('pg_ctl', ['-D', data, '-w', '-o', settings, '-l', join(folder, 'log'), 'start']);
  return {
    url: `postgresql://suyuan@127.0.0.1:${port}/postgres`,
    stop() {
      run('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** A server that makes empty databases; with `stop` they are gone. Call it only where `hasPostgres`. */
export async function postgresServer() {
  const started = named ? undefined : await startServer();
  const server = named || started?.url || '';
  const made: string[] = [];
  return {
    async database(): Promise<string> {
      const name = `suyuan_test_${process.pid}_${Date.now()}_${made.length}`;
      await administer(server, `create database ${name}`);
      made.push(name);
      const url = new URL(server);
      url.pathname = `/${name}`;
      return url.href;
    },
    async stop() {
      if (started) started.stop();
      else for (const name of made) await administer(server, `drop database if exists ${name} with (force)`);
    },
  };
}

export type PostgresServer = Awaited<ReturnType<typeof postgresServer>>;
