import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { readJson, writeWhole } from '../files.ts';

/** Below the ranges from which systems take ports for outgoing connections, which could hold one while a node is down. */
const range = { from: 20_000, to: 32_000 };

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, 'localhost', () => server.close(() => resolve(true)));
  });

/**
 * A port for each name, kept in a file: chosen free the first time, the same ever after, because the channel's
 * configuration names them.
 */
export const keptPorts = async (file: string, names: readonly string[]): Promise<Readonly<Record<string, number>>> => {
  const known = (readJson(file) ?? {}) as Record<string, number>;
  const missing = names.filter((name) => known[name] === undefined);
  const taken = new Set(Object.values(known));
  for (const name of missing) {
    let port = randomInt(range.from, range.to);
    while (taken.has(port) || !(await isFree(port))) port = randomInt(range.from, range.to);
    taken.add(port);
    known[name] = port;
  }
  if (missing.length > 0) writeWhole(file, `${JSON.stringify(known, null, 2)}\n`);
  return known;
};
