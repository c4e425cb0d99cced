import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { type BatchText, type CommandName, canonical, includes, LeavesFile } from '@suyuan/schemas';
import { templateDir } from '../../gateway/src/config.ts';
import { followLeaves } from '../../gateway/src/leaves/index.ts';
import { connectLedger, readConnection } from '../../gateway/src/ledger/index.ts';
import { makeLog } from '../../gateway/src/log.ts';
import { openProjector } from '../../gateway/src/projector/index.ts';
import { LeafStore, openDatabase } from '../../gateway/src/store/index.ts';
import { demoProfile } from '../../gateway/tools/src/demo/profile.ts';
import { Recorder } from '../conformance/recorder.ts';
import { adoptProfile, PROFILE } from '../conformance/scenarios/platform.ts';
import { leafLine } from '../support/batches.ts';
import { abreast, commandId, found, testNetwork } from '../support/network.ts';
import { runScript, temporaryHome } from '../support/platform.ts';
import { publicised, sealedAfter } from '../support/sealing.ts';
import { memoryOf, print, type Row } from './measure.ts';

/** Leaves of the batch; the most that one has is 100,000. */
const LEAVES = Number(process.env.LEAVES ?? 100_000);
const CHECKED = 10;
const home = temporaryHome('bench-batch');
const path = join(home, 'leaves.ndjson');
const rows: Row[] = [];
const add = (what: string, value: string, note = '') => rows.push({ what, value, note });
const timed = async <T>(work: () => Promise<T>): Promise<[seconds: number, result: T]> => {
  const began = performance.now();
  const result = await work();
  return [(performance.now() - began) / 1000, result];
};

/** Writes the leaves file and takes its digest, number, root and summary on the way. */
async function make(): Promise<BatchText> {
  const file = new LeavesFile('huaxin');
  const digest = createHash('sha256');
  const out = createWriteStream(path);
  let size = 0;
  for (let n = 0; n < LEAVES; n += 1) {
    const text = canonical(leafLine('huaxin', n, home));
    file.read(text);
    const bytes = Buffer.from(`${text}\n`);
    digest.update(bytes);
    size += bytes.length;
    if (!out.write(bytes)) await new Promise<void>((resolve) => out.once('drain', () => resolve()));
  }
  out.end();
  await finished(out);
  return {
    title: { zh: '十万凭证', en: 'A hundred thousand certificates' },
    count: file.count,
    root: file.root(),
    file: { sha256: `sha256:${digest.digest('hex')}`, size },
    summary: file.summary,
  };
}

await runScript('chaincode/build.ts');
const [making, text] = await timed(make);
add(
  'leaves made',
  `${making.toFixed(1)} s`,
  `${LEAVES} lines, ${(text.file.size / 2 ** 20).toFixed(0)} MB, hashed to a root`,
);

const network = await testNetwork();
await found(network);
const { clocks } = demoProfile();
await adoptProfile(new Recorder(network), { clocks: { ...clocks, appeal: { ...clocks.appeal, amount: 1 } } });
const act = async (person: string, name: CommandName, command: object, msp?: string) => {
  const outcome = await network.as(person, msp).submit(name, { commandId: commandId(), ...command });
  await abreast(network);
  return outcome;
};

const lines = Array.from({ length: 500 }, (_, n) => leafLine('huaxin', n, home));
const question = { profile: PROFILE, registrar: 'registry', applicant: 'huaxin', lines };
const [checking] = await timed(async () => {
  for (let n = 0; n < CHECKED; n += 1) await network.as('li-holder').evaluate('batch:precheck', question);
});
add(
  'leaves pre-checked',
  `${((CHECKED * lines.length) / checking).toFixed(0)}/s`,
  'by the ledger, 500 a question, one at a time',
);

const made = {
  entity: 'huaxin',
  lines: [],
  text,
  file: '',
  proof: () => {
    throw new Error('none is kept');
  },
};
const on = await publicised(act, made, PROFILE);
const [waited] = await timed(() => sealedAfter(act, on.case, 1500));
add('sealed', `${(waited - 1.5).toFixed(2)} s`, 'one transaction, until every peer has it');

const ledger = connectLedger(readConnection(network.connectionFile), undefined);
const url = process.env.DATABASE_URL || undefined;
const database = await openDatabase({ url, directory: join(home, 'pg'), cache: templateDir() });
const store = new LeafStore(database);
const before = memoryOf(process.pid);
const projector = await openProjector(database, ledger, makeLog('silent'));
const stopping = new AbortController();
const leaves = followLeaves({
  store,
  projector,
  files: { open: async () => createReadStream(path) },
  ledger,
  log: makeLog('warn'),
});
let most = 0;
const watch = setInterval(() => {
  most = Math.max(most, memoryOf(process.pid));
}, 200);
const signed = Promise.withResolvers<void>();
const used = process.cpuUsage();
const [reading] = await timed(async () => {
  projector.listen(({ batch }) => {
    for (const row of batch.current.document.values())
      if ((row as { schema: string }).schema === 'batch-custody/1') signed.resolve();
  });
  void projector.run(stopping.signal);
  void leaves.run(stopping.signal);
  await signed.promise;
});
clearInterval(watch);
const { user, system } = process.cpuUsage(used);
add(
  'read into rows, and signed for',
  `${reading.toFixed(1)} s`,
  `every commitment checked, digest and root; from an empty database; ${((user + system) / 1e6).toFixed(1)} s of processor`,
);
add('sealed and projected', `${(waited - 1.5 + reading).toFixed(1)} s`, url ? 'PostgreSQL' : 'PGlite');
add(
  'memory while reading',
  `${most} MB`,
  `resident, with the database in the process where it is PGlite; ${before} MB before`,
);

await act('admin', 'batch:attest', { batch: on.batch, file: text.file.sha256, root: text.root }, 'RegulatorMSP');
await projector.reach(projector.checkpoint.block + 1, 20_000).catch(() => undefined);
const newest = { sort: { column: 'time', descending: true }, first: 50 };
const [listing, page] = await timed(() => store.certificates(newest));
const [deep] = await timed(() => store.certificates({ ...newest, after: page.rows.at(-1)?.cursor }));
const [counting, count] = await timed(() => store.countCertificates(newest));
const [searching] = await timed(() => store.certificates({ ...newest, text: `第${LEAVES - 7}号` }));
const [proving, proof] = await timed(() => store.path(text.root, 77));
add(
  'a page of 50 certificates',
  `${(listing * 1000).toFixed(0)} ms`,
  `the next one ${(deep * 1000).toFixed(0)} ms; all ${count} counted ${(counting * 1000).toFixed(0)} ms; by title ${(searching * 1000).toFixed(0)} ms`,
);
add('an inclusion proof', `${(proving * 1000).toFixed(0)} ms`, `${proof?.length} hashes`);
const hash = await database
  .selectFrom('leaves.leaf')
  .select('hash')
  .where('root', '=', text.root)
  .where('leaf', '=', 77)
  .executeTakeFirstOrThrow();
if (!proof || !includes({ index: 77, size: LEAVES, hash: hash.hash, path: proof }, text.root))
  throw new Error('the proof does not hold');

stopping.abort();
ledger.close();
await database.destroy();
await network.stop();
rmSync(home, { recursive: true, force: true });
console.log(`Node ${process.version}, ${cpus().length} cores shared by network, gateway and database\n`);
print(rows);
process.exit(0);
