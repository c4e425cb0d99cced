import { readFileSync, writeFileSync } from 'node:fs';
import type { Client } from '@suyuan/client';
import type { BatchText, EvidenceKind } from '@suyuan/schemas';
import { gatewayUrl, readConnection, signInAs } from '../connection.ts';
import { run } from '../failure.ts';
import { apply, attest, batchOf, prove } from './batches.ts';
import { makeLeaves, mustBe, readLeavesFile, rowsOf } from './leaves-file.ts';
import { Precheck, told } from './precheck.ts';

const USAGE = `npm run batch -- make ENTITY TITLE TEMPLATE.json TABLE LEAVES.ndjson
    makes a leaves file of a table (CSV or NDJSON; columns are paths such as asset.descriptor.title.zh), and
    LEAVES.ndjson.json, what an application says of it
npm run batch -- check PERSON PROFILE REGISTRAR ENTITY LEAVES.ndjson
    has the ledger check every leaf, and prints what it finds by line; the applicant before applying, the registrar after
npm run batch -- apply PERSON PROFILE REGISTRAR LEAVES.ndjson KIND=FILE…
    uploads the leaves file and the evidence, and applies
npm run batch -- verify PERSON BATCH LEAVES.ndjson
    tells whether a leaves file is that of a batch
npm run batch -- attest OPERATOR BATCH LEAVES.ndjson
    verifies the file, and signs as the operator's administrator that it is held
npm run batch -- prove PERSON NUMBER
    fetches the inclusion proof of a certificate, and verifies it`;

async function as(name: string, msp?: string): Promise<Client> {
  const operators = readConnection().operators.filter((operator) => msp === undefined || operator.mspId === msp);
  const person = operators.flatMap(({ people }) => people).find((one) => one.name === name);
  if (!person) throw new Error(`There is nobody called ${name}${msp ? ` at ${msp}` : ''}`);
  return signInAs(gatewayUrl(), person);
}

const json = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;

async function profileOf(client: Client, id: string): Promise<{ id: string; version: number }> {
  const asked = 'query ($id: ID!) { profile(id: $id) { version } }';
  const { profile } = await client.query<{ profile: { version: number } | null }>(asked, { id });
  if (!profile) throw new Error(`There is no profile ${id}`);
  return { id, version: profile.version };
}

const COMMANDS: Readonly<Record<string, (...args: string[]) => Promise<void>>> = {
  async make(entity = '', title = '', template = '', table = '', leaves = '') {
    const about = { entity, title: { zh: title }, template: json<object>(template) };
    const text = await makeLeaves(rowsOf(table), about, leaves);
    writeFileSync(`${leaves}.json`, `${JSON.stringify(text, undefined, 2)}\n`);
    console.log(`${text.count} leaves, ${text.file.size} bytes\nroot ${text.root}\nfile ${text.file.sha256}`);
  },

  async check(person = '', profileId = '', registrar = '', applicant = '', leaves = '') {
    const client = await as(person);
    const profile = await profileOf(client, profileId);
    let wrong = 0;
    const check = new Precheck(client, { profile, registrar, applicant }, (found) => {
      wrong += 1;
      for (const line of told(found)) console.log(line);
    });
    const text = await readLeavesFile(leaves, { entity: applicant, title: { zh: leaves } }, (leaf) => check.add(leaf));
    await check.flush();
    console.log(`${text.count} leaves checked, findings on ${wrong}`);
    if (wrong > 0) process.exitCode = 1;
  },

  async apply(person = '', profileId = '', registrar = '', leaves = '', ...evidence) {
    const client = await as(person);
    const papers = evidence.map((one) => {
      const [kind = '', path = ''] = one.split('=');
      return { kind: kind as EvidenceKind, path, mediaType: 'application/octet-stream' };
    });
    const text = json<BatchText>(`${leaves}.json`);
    const profile = await profileOf(client, profileId);
    const { subject, batch } = await apply(client, { text, leaves, papers, profile, registrar });
    console.log(`case ${subject}\nbatch ${batch?.id ?? ''}`);
  },

  async verify(person = '', id = '', leaves = '') {
    const { entity, text } = await batchOf(await as(person), id);
    mustBe(text, await readLeavesFile(leaves, { entity, title: text.title }));
    console.log(`${leaves} is the file of ${id}: ${text.count} leaves, digest, root and summary are right`);
  },

  async attest(msp = '', batch = '', leaves = '') {
    const { transactionId, state } = await attest(await as('admin', msp), batch, leaves);
    console.log(`${msp} holds the file of ${batch}, which is ${state}: tx ${transactionId}`);
  },

  async prove(person = '', number = '') {
    const proof = await prove(await as(person), number);
    if (!proof) throw new Error(`${number} is not proved to be in a batch`);
    console.log(`${number} is leaf ${proof.leaf.index} of ${proof.size} under ${proof.root}`);
  },
};

const [, , name = '', ...args] = process.argv;
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (!command) {
  console.error(USAGE);
  process.exit(1);
}
await run(() => command(...args));
