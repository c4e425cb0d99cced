import { createServer } from 'node:net';
import { readJson, writeWhole } from '../files.ts';

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });

/**
 * A port for each name, kept in a file: chosen free the first time, the same ever after, so that
 * connection files stay true and several homes run side by side.
 */
export const ensurePorts = async (
  file: string,
  names: readonly string[],
): Promise<Readonly<Record<string, number>>> => {
  const known = (readJson(file) ?? {}) as Record<string, number>;
  const missing = names.filter((name) => known[name] === undefined);
  for (const name of missing) {
    let port = await freePort();
    while (Object.values(known).includes(port)) port = await freePort();
    known[name] = port;
  }
  if (missing.length > 0) writeWhole(file, `${JSON.stringify(known, null, 2)}\n`);
  return known;
};
