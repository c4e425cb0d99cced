import 'reflect-metadata';
import { randomInt } from 'node:crypto';
import { Refusal } from '@suyuan/schemas';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildApi } from '../../gateway/src/graphql/schema.ts';
import { openPkcs12, readCertificate } from '../../gateway/src/identity/index.ts';
import { createPkcs12 } from '../../network/identity/pkcs12.ts';
import { Institution } from '../gateway/support/authority.ts';
import { Chain } from '../gateway/support/chain.ts';
import * as make from '../gateway/support/documents.ts';
import { testGateway } from '../gateway/support/gateway.ts';
import { type Result, report } from './verdict.ts';

/** `npm run test:faults -- fuzz 5`: five minutes of spoiled operations, certificates and PKCS#12 files. */
const minutes = Number(process.argv[3] ?? 20);
const until = Date.now() + minutes * 60_000;
const BATCH = 200;

const pick = <T>(from: readonly T[]): T => from[randomInt(from.length)] as T;

/** Bytes with some changed, cut out, doubled or put in. */
function spoiled(bytes: Buffer): Buffer {
  let spoilt = Buffer.from(bytes);
  for (let times = randomInt(1, 8); times > 0; times -= 1) {
    const at = randomInt(Math.max(1, spoilt.length));
    const end = Math.min(spoilt.length, at + randomInt(1, 40));
    const what = randomInt(4);
    if (what === 0) spoilt[at] = randomInt(256);
    else if (what === 1) spoilt = Buffer.concat([spoilt.subarray(0, at), spoilt.subarray(end)]);
    else if (what === 2) spoilt = Buffer.concat([spoilt.subarray(0, end), spoilt.subarray(at)]);
    else
      spoilt = Buffer.concat([
        spoilt.subarray(0, at),
        Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff]),
        spoilt.subarray(at),
      ]);
  }
  return spoilt;
}

const ours = await Institution.create('GroupMSP');
const li = await ours.person('li', 'huaxin');
const chain = new Chain();
chain.put([]);
chain.put([make.entity('huaxin'), make.generalProfile()]);
chain.put([make.asset(1, 'huaxin'), make.release(1, 'huaxin'), make.certificate(1, 'huaxin')]);
const env = { SUYUAN_LIMIT_PERSON: '0', SUYUAN_LIMIT_ENTITY: '0', SUYUAN_LOG_LEVEL: 'error' };
const door = await testGateway({ config: await ours.config(), chain, env });
await door.read();
const token = await door.signIn(li);

const words = printSchema(lexicographicSortSchema(buildApi())).match(/[A-Za-z_]+/g) ?? [];
const SEEDS = [
  '{ assets(first: 3) { nodes { id text { kind descriptor { title { zh } } } releases { id } } totalCount } }',
  `query ($id: ID!) { asset(id: $id) { id history { state } } certificate(number: "x") { number } }`,
  'mutation { submitRegistration(input: {registrar: "r", application: {}}) { block } }',
  '{ trace(release: "rel-1", direction: BOTH, depth: 3) { nodes { id } edges { state } } __schema { types { name } } }',
  'fragment F on Asset { id ...F } { me { name roles } asset(id: "a") { ...F @include(if: true) } }',
];
const PIECES = [
  '{',
  '}',
  '(',
  ')',
  '"',
  '"""',
  '...',
  '@',
  '$',
  '\u0000',
  '\ud800',
  '1e999',
  '[',
  ']',
  '&',
  '|',
  '#',
  '!',
];

/** An operation with words of the schema and pieces of the grammar put where they do not belong. */
function operation(): string {
  const tokens = pick(SEEDS).split(/\b/);
  for (let times = randomInt(1, 12); times > 0; times -= 1)
    tokens.splice(randomInt(tokens.length + 1), randomInt(3), randomInt(2) ? pick(words) : pick(PIECES));
  return tokens.join(randomInt(4) ? '' : ' ');
}

const der = Buffer.from(li.certificate.replace(/-----[^-]+-----/g, ''), 'base64');
const store = createPkcs12(li.keyPem, [li.certificate], 'secret', 'li');
const pem = (bytes: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${(bytes.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;

const counts = { operations: 0, certificates: 0, stores: 0, sessions: 0 };
const wrong: string[] = [];
const note = (what: string) => wrong.length < 20 && wrong.push(what);

/** What is no registered refusal is a mistake of ours. */
function refusedOnly(what: string, run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof Refusal)) note(`${what}: ${String(error)}`);
  }
}

async function ask(): Promise<void> {
  counts.operations += 1;
  const body = JSON.stringify({ query: operation(), variables: randomInt(2) ? { id: pick(PIECES) } : undefined });
  const spoilt = randomInt(10) ? body : spoiled(Buffer.from(body)).toString('latin1');
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answer = await fetch(new URL('/graphql', door.gateway.url), { method: 'POST', headers, body: spoilt });
  const text = await answer.text();
  if (answer.status >= 500 || text.includes('"INTERNAL"')) note(`operation ${answer.status}: ${spoilt.slice(0, 300)}`);
}

async function signIn(): Promise<void> {
  counts.sessions += 1;
  const body = {
    certificate: pem(spoiled(der)),
    challenge: 'x',
    signature: spoiled(der).toString('base64').slice(0, 300),
  };
  const { status } = await door.post('/session', body);
  if (status >= 500) note(`session ${status}: ${body.certificate}`);
}

const memory: number[] = [];
while (Date.now() < until) {
  await Promise.all(Array.from({ length: BATCH / 10 }, ask));
  await signIn();
  for (let n = 0; n < BATCH; n += 1) {
    counts.certificates += 1;
    refusedOnly('certificate', () => readCertificate(pem(spoiled(der))));
  }
  for (let n = 0; n < 3; n += 1) {
    counts.stores += 1;
    refusedOnly('PKCS#12', () => openPkcs12(spoiled(store), 'secret'));
  }
  globalThis.gc?.();
  memory.push(process.memoryUsage().heapUsed);
  door.log.length = 0;
}
await door.stop();

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
/** The first tenth warms up; then the lowest of the last third may not lie far above that of the second. */
const third = Math.floor((memory.length * 0.9) / 3);
const [middle, last] = [memory.slice(-2 * third, -third), memory.slice(-third)].map(
  (part) => Math.min(...part) / 2 ** 20,
);
const results: Result[] = [
  [
    `${counts.operations} operations, ${counts.sessions} sign-ins, ${counts.certificates} certificates, ${counts.stores} PKCS#12 files: no crash, no internal error`,
    wrong.length === 0,
  ],
  [
    `memory of ${Math.round(middle ?? 0)} MB at its lowest, then ${Math.round(last ?? 0)} MB (mean ${Math.round(mean(memory) / 2 ** 20)} MB)`,
    (last ?? 0) < (middle ?? 0) * 1.15 + 20,
  ],
];
for (const one of wrong) console.log(`  ${one}`);
process.exit(report(results, `${minutes} minutes of spoiled input`) ? 1 : 0);
