import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { readJson, writeWhole } from '../files.ts';

/** Below the ranges from which systems take ports for outgoing connections, which could hold one while a node is down. */
const range = { from: 20_032, to: 32_000 };

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, 'localhost', () => server.close(() => resolve(true)));
  });

/** Ports of one network lie in blocks, so that networks of one machine which start at the same time seldom want the same. */
const BLOCK = 64;

/** Every port of a block where nothing listens, of blocks in random order. @throws when the range has none */
const freeBlock = async (): Promise<readonly number[]> => {
  const count = Math.floor((range.to - range.from) / BLOCK);
  const first = randomInt(count);
  for (let n = 0; n < count; n += 1) {
    const from = range.from + ((first + n) % count) * BLOCK;
    const ports = Array.from({ length: BLOCK }, (_, index) => from + index);
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return ports;
  }
  throw new Error(`no ${BLOCK} ports beside each other are free between ${range.from} and ${range.to}`);
};

/**
 * A port for each name, kept in a file: chosen free the first time, the same ever after, because the channel's
 * configuration names them. Later names get ports of the same block while it has some.
 */
export const keptPorts = async (file: string, names: readonly string[]): Promise<Readonly<Record<string, number>>> => {
  const known = (readJson(file) ?? {}) as Record<string, number>;
  const missing = names.filter((name) => known[name] === undefined);
  if (missing.length === 0) return known;
  const taken = new Set(Object.values(known));
  const block = Math.max(...taken) - (Math.max(...taken) % BLOCK);
  let left = taken.size ? Array.from({ length: BLOCK }, (_, index) => block + index) : [];
  for (const name of missing) {
    let port = left.shift();
    while (port === undefined || taken.has(port) || !(await isFree(port))) {
      if (left.length === 0) left = [...(await freeBlock())];
      port = left.shift();
    }
    taken.add(port);
    known[name] = port;
  }
  writeWhole(file, `${JSON.stringify(known, null, 2)}\n`);
  return known;
};
