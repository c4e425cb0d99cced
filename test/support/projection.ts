import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { templateDir } from '../../gateway/src/config.ts';
import { connectLedger, readConnection } from '../../gateway/src/ledger/index.ts';
import { makeLog } from '../../gateway/src/log.ts';
import { openProjector } from '../../gateway/src/projector/index.ts';
import { dump, openDatabase } from '../../gateway/src/store/index.ts';

type Read = { readonly lines: string[]; readonly seconds: number };

/** The projection in a directory, caught up with the network to a block, as canonical lines. */
async function readTo(connectionFile: string, directory: string, block: number, url?: string): Promise<Read> {
  const ledger = connectLedger(readConnection(connectionFile), undefined);
  const database = await openDatabase({ url, directory, cache: templateDir() });
  const stopping = new AbortController();
  const projector = await openProjector(database, ledger, makeLog('silent'), async () => undefined);
  const began = performance.now();
  const following = projector.run(stopping.signal);
  await projector.reach(block, 600_000);
  const seconds = (performance.now() - began) / 1000;
  stopping.abort();
  await following;
  const lines = [];
  for await (const line of dump(database)) lines.push(line);
  ledger.close();
  await database.destroy();
  return { lines, seconds };
}

/** The projection that a gateway left, caught up to a block. Its process must have ended. */
export const leftProjection = (connectionFile: string, home: string, block: number): Promise<Read> =>
  readTo(connectionFile, join(home, 'gateway', 'pg'), block);

/** A projection replayed from block 0 into an empty database: PGlite, or PostgreSQL at a URL. */
export async function replayed(connectionFile: string, block: number, url?: string): Promise<Read> {
  const directory = mkdtempSync(join(tmpdir(), 'suyuan-replay-'));
  try {
    return await readTo(connectionFile, join(directory, 'pg'), block, url);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
