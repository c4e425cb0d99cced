import { createWriteStream, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig, templateDir } from '../config.ts';
import { connectLedger, ownOperator, readConnection } from '../ledger/index.ts';
import { copyLocal, openDatabase } from '../store/index.ts';
import { answers, askGateway } from './ask.ts';
import { restoreBackup } from './restore.ts';
import { takeBackup } from './take.ts';

const usage = `npm run backup -- --to DIR [--wallets] [--stopped]
npm run restore -- --from DIR [--replace]

  Backs up what the gateway keeps for itself, its documents and the keys that open them, and puts it back while the
  gateway is stopped and the peer runs. --wallets takes entities' wallets too. On PGlite the gateway that runs at
  SUYUAN_URL, or at PORT on this machine, is asked; --stopped says that none runs. --replace restores over what is there.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    to: { type: 'string' },
    from: { type: 'string' },
    wallets: { type: 'boolean', default: false },
    stopped: { type: 'boolean', default: false },
    replace: { type: 'boolean', default: false },
  },
});

const config = readConfig();
const url = process.env.SUYUAN_URL ?? `http://localhost:${config.port}/`;

/** The gateway's own tables into a file: from PostgreSQL at once, from PGlite by who has it open. */
async function fromDatabase(file: string): Promise<void> {
  const directory = join(config.home, 'gateway', 'pg');
  const database = await openDatabase({ url: config.databaseUrl, directory, cache: templateDir() });
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true });
  try {
    await copyLocal(
      database,
      (line) => new Promise((done, fail) => out.write(`${line}\n`, (error) => (error ? fail(error) : done()))),
    );
    await new Promise<void>((done) => out.end(done));
  } finally {
    out.destroy();
    await database.destroy();
  }
}

async function take(to: string): Promise<void> {
  const { operator, keeper } = own();
  const running = !config.databaseUrl && (await answers(url));
  if (running && values.stopped) throw new Error(`a gateway answers at ${url}: leave --stopped away`);
  if (!running && !config.databaseUrl && !values.stopped)
    throw new Error(`no gateway answers at ${url}; set SUYUAN_URL or PORT, or say --stopped where none runs`);
  const copy = running ? (file: string) => askGateway(url, keeper, file) : fromDatabase;
  const parts = { config, msp: operator.mspId, keeper, wallets: values.wallets, copyLocal: copy };
  const { files, block, digest } = await takeBackup(resolve(to), parts);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  console.log(`${files.length} files, ${bytes} bytes, as of block ${block}; manifest ${digest}`);
}

async function restore(from: string): Promise<void> {
  const { keeper, connection } = own();
  if (await answers(url)) throw new Error(`a gateway answers at ${url}: stop it first`);
  const genesis = async () => {
    const ledger = connectLedger(connection, config.operator, { onLost: () => undefined, queue: config.queue });
    const ending = AbortSignal.timeout(config.peerMs);
    try {
      for await (const { hash } of ledger.blocks(0, ending)) return hash;
      throw new Error('the peer gives no block: start it first');
    } finally {
      ledger.close();
    }
  };
  const restored = await restoreBackup(resolve(from), { config, keeper, genesis, replace: values.replace });
  console.log(`restored as of block ${restored.block}; the gateway reads the blocks anew when it starts`);
}

function own() {
  const connection = readConnection(config.connectionFile);
  const { operator, person } = ownOperator(connection, config.operator);
  const keeper = { certificate: readFileSync(person.certificate, 'utf8'), key: readFileSync(person.key, 'utf8') };
  return { connection, operator, keeper };
}

const [action] = positionals;
try {
  if (action === 'take' && values.to) await take(values.to);
  else if (action === 'restore' && values.from) await restore(values.from);
  else throw new Error(usage);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
process.exit(0);
