import { statSync } from 'node:fs';
import type { Config } from './config.ts';
import type { Connection } from './ledger/index.ts';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

const readableByOthers = (file: string): boolean => {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && (found.mode & 0o077) !== 0;
};

/** Why a gateway in production may not start; nothing when it may. */
export function productionProblems(
  config: Pick<Config, 'production' | 'host' | 'tls' | 'commitmentKeyFile'>,
  connection: Connection,
  demonstration: boolean,
): string[] {
  if (!config.production) return [];
  const problems = [];
  if (demonstration) problems.push('the genesis block says demonstration');
  const people = connection.operators.flatMap((operator) => operator.people).filter(({ name }) => name !== 'gateway');
  if (people.length > 0) problems.push(`the connection names demonstration people, such as ${people[0]?.name}`);
  if (!config.tls && !LOOPBACK.has(config.host))
    problems.push(`plain HTTP on ${config.host}: set SUYUAN_TLS_CERTIFICATE and SUYUAN_TLS_KEY, or HOST=127.0.0.1`);
  const keys = [config.commitmentKeyFile, ...(config.tls ? [config.tls.keyFile] : [])];
  for (const file of keys.filter(readableByOthers)) problems.push(`${file} is readable by others: chmod 600`);
  return problems;
}
