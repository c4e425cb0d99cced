import { rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { binariesPresent, FABRIC_HINT } from '../../network/fabric/binaries.ts';
import { startNetwork } from '../../network/supervisor.ts';
import { TestConsortium } from '../fabric/consortium.ts';
import { register } from '../fabric/submits.ts';
import { connectAs, type Participant, type TestConnection } from '../support/fabric.ts';
import { commandId, found, networkIn } from '../support/network.ts';
import { carriedOut } from '../support/patience.ts';
import { root, runScript, temporaryHome } from '../support/platform.ts';
import { print, type Row, rate } from './measure.ts';

/**
 * What the platform's chaincode costs beside a bare one on the same network, and real Fabric beside the embedded
 * network. The rounds of the two chaincodes alternate, so that what else the machine does falls on both.
 */
const SECONDS = Number(process.env.SECONDS ?? 6);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const CONCURRENT = Number(process.env.CONCURRENT ?? 64);
const CLIENTS = 4;

type Figures = {
  readonly upSeconds: number;
  readonly registrations: number;
  readonly creations: number;
  readonly ratio: number;
  readonly evaluates: number;
  readonly reads: number;
  readonly failed: number;
};

const BASIC = 'basic';
const create = ({ network, send }: Participant, id: string) => {
  const values = [id, 'blue', '5', 'Tomoko', '300'];
  return carriedOut(() => network.getContract(BASIC).newProposal('create', { arguments: values }), send);
};

async function measured(connection: TestConnection): Promise<Omit<Figures, 'upSeconds'>> {
  const holders = Array.from({ length: CLIENTS }, () => connectAs(connection, 'li-holder'));
  const holder = (worker: number) => holders[worker % CLIENTS] as Participant;
  const kept = commandId();
  await create(holder(0), kept);
  const kinds = {
    creations: (worker: number) => create(holder(worker), commandId()),
    registrations: (worker: number) => register(holder(worker)),
    reads: (worker: number) => holder(worker).network.getContract(BASIC).evaluateTransaction('read', kept),
    evaluates: (worker: number) => holder(worker).evaluate('registration:profile', { id: 'general' }),
  };
  const sums = { creations: 0, registrations: 0, reads: 0, evaluates: 0 };
  let failed = 0;
  for (const kind of ['creations', 'registrations'] as const) await rate(8, 2, kinds[kind]);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const kind of Object.keys(kinds) as (keyof typeof kinds)[]) {
      const seconds = kind === 'reads' || kind === 'evaluates' ? SECONDS / 2 : SECONDS;
      const seen = await rate(CONCURRENT, seconds, kinds[kind]);
      sums[kind] += seen.perSecond / ROUNDS;
      failed += seen.failed;
    }
  }
  for (const one of holders) one.close();
  return { ...sums, ratio: sums.registrations / sums.creations, failed };
}

async function prepared(home: string): Promise<TestConnection> {
  const network = networkIn(home);
  await found(network);
  await network.stop();
  const place = ['--name', BASIC, '--path', join(root, 'test/bench/basic'), '--home', home];
  const { code, output } = await runScript('network/cli.ts', {}, ['deploy', ...place]);
  if (code !== 0) throw new Error(output);
  return network.connection;
}

const since = (began: number) => (performance.now() - began) / 1000;

async function onFabric(): Promise<Figures> {
  const consortium = new TestConsortium();
  try {
    const began = performance.now();
    await consortium.run('up', '--engine', 'fabric');
    const upSeconds = since(began);
    return { upSeconds, ...(await measured(await prepared(consortium.home))) };
  } finally {
    await consortium.run('down').catch(() => undefined);
    rmSync(consortium.home, { recursive: true, force: true });
  }
}

async function onEmbedded(): Promise<Figures> {
  const home = temporaryHome('bench');
  const began = performance.now();
  const network = await startNetwork({ home });
  try {
    const upSeconds = since(began);
    return { upSeconds, ...(await measured(await prepared(home))) };
  } finally {
    await network.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

const rowsOf = (name: string, figures: Figures): Row[] => [
  { what: `${name}: started`, value: `${figures.upSeconds.toFixed(1)} s`, note: 'from the command, keys included' },
  {
    what: `${name}: registrations`,
    value: `${figures.registrations.toFixed(0)}/s`,
    note: `${(figures.ratio * 100).toFixed(0)} % of the bare chaincode's ${figures.creations.toFixed(0)}/s`,
  },
  {
    what: `${name}: evaluates`,
    value: `${figures.evaluates.toFixed(0)}/s`,
    note: `bare chaincode ${figures.reads.toFixed(0)}/s; ${figures.failed} failed in all`,
  },
];

if (!binariesPresent()) {
  console.error(`The benchmark on real Fabric needs its programs.\n${FABRIC_HINT}`);
  process.exit(1);
}
await runScript('chaincode/build.ts');
const fabric = await onFabric();
const embedded = await onEmbedded();
console.log(
  `Node ${process.version}, ${cpus().length} cores shared by clients and all nodes; ${CONCURRENT} at a time, ` +
    `${ROUNDS} rounds of ${SECONDS} s\n`,
);
print([...rowsOf('Fabric, BFT', fabric), ...rowsOf('embedded', embedded)]);
console.log(`\n${JSON.stringify({ fabric, embedded })}`);
