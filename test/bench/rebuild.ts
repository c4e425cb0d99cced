import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type AnyDocument, canonical } from '@suyuan/schemas';
import { templateDir } from '../../gateway/src/config.ts';
import type { LedgerTransaction } from '../../gateway/src/ledger/index.ts';
import { makeLog } from '../../gateway/src/log.ts';
import { openProjector } from '../../gateway/src/projector/index.ts';
import { openDatabase } from '../../gateway/src/store/index.ts';
import { at, Chain, tx } from '../gateway/support/chain.ts';
import { asset, edge, release } from '../gateway/support/documents.ts';
import { fakeLedger } from '../gateway/support/fake-ledger.ts';
import { temporary } from '../gateway/support/gateway.ts';

/**
 * `npm run bench -- rebuild 100000`: the projection read anew from block 0, from blocks in memory, into PGlite or
 * `DATABASE_URL`. Each transaction registers an asset with its release, or an edge between two of them.
 */
const transactions = Number(process.argv[3] ?? 100_000);
const PER_BLOCK = 50;

const puts = (n: number): readonly { key: string; document: AnyDocument }[] =>
  n > 2 && n % 3 === 0 ? [edge(n - 2, n - 1)] : [asset(n, 'huaxin'), release(n, 'huaxin')];

const transaction = (n: number, index: number): LedgerTransaction => ({
  id: tx(n),
  index,
  type: 'ENDORSER_TRANSACTION',
  code: 'VALID',
  time: at(0),
  msp: 'GroupMSP',
  person: 'li',
  entity: 'huaxin',
  fingerprint: tx(0),
  endorsers: ['GroupMSP'],
  function: 'asset:publish',
  args: [canonical({ commandId: `command-${n}` })],
  writes: puts(n).map(({ key, document }) => ({ key, deleted: false, value: canonical(document) })),
  erased: [],
  event: undefined,
  config: undefined,
});

const chain = new Chain();
chain.put([]);
for (let n = 1; n <= transactions; n += PER_BLOCK)
  chain.add(
    Array.from({ length: Math.min(PER_BLOCK, transactions - n + 1) }, (_, index) => transaction(n + index, index)),
  );

const home = temporary();
const url = process.env.DATABASE_URL;
const database = await openDatabase({ url, directory: join(home, 'pg'), cache: templateDir() });
const stopping = new AbortController();
const config = { sequence: 0, msps: [], committee: [], demonstration: false };
const projector = await openProjector(database, fakeLedger(chain, config), makeLog('silent'));
const began = performance.now();
const running = projector.run(stopping.signal);
await projector.reach(chain.height - 1, 3_600_000);
const seconds = (performance.now() - began) / 1000;
stopping.abort();
await running;
await database.destroy();
rmSync(home, { recursive: true, force: true });
console.log(
  `${transactions} transactions in ${chain.height} blocks into ${url ? 'PostgreSQL' : 'PGlite'}: ${seconds.toFixed(1)} s, ${Math.round(transactions / seconds)} a second`,
);
