import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { eraseVault, erasureCertificate } from '@suyuan/client';
import { gatewayUrl, personOf, readConnection, signInAs } from '../connection.ts';
import { run } from '../failure.ts';

const usage = `npm run erase -- NAME --vault vlt-… --reason TEXT [--host MSP] [--seconds 30] [--to FILE] [--admins]

  Purges a vault as the person NAME at the operator's peer that holds it (that of NAME, or --host: an addressee's copy),
  has the committee's peers sign that nothing is left, waits until their operators have said so on the ledger, and prints
  the erasure certificate, or writes it to a file. Gateways give their operators' word by themselves; with --admins the
  administrators whose keys the connection names do for the others. A vault that is purged already is only certified.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    vault: { type: 'string' },
    reason: { type: 'string' },
    host: { type: 'string' },
    seconds: { type: 'string', default: '30' },
    to: { type: 'string' },
    admins: { type: 'boolean', default: false },
  },
});

/** Time for the gateways, before administrators give their word instead. */
const GATEWAYS_SECONDS = 5;

await run(async () => {
  const [name] = positionals;
  const operator = readConnection().operators.find(({ people }) =>
    people.some((one) => one.name === name && one.entity),
  );
  const person = operator?.people.find((one) => one.name === name);
  const { vault, reason, host = operator?.mspId } = values;
  if (!person || !host || !vault || !reason) {
    throw new Error(name && !person ? `There is nobody called ${name}\n\n${usage}` : usage);
  }
  const client = await signInAs(gatewayUrl(), person);
  const purged = await eraseVault(client, { vault, host, reason });
  console.error(purged ? `purged  tx ${purged.transactionId.slice(0, 16)}…  block ${purged.block}` : 'purged before');
  const seconds = Number(values.seconds);
  const given = values.admins ? (await erasureCertificate(client, { vault, host }, GATEWAYS_SECONDS)).absences : [];
  for (const one of values.admins ? readConnection().operators : []) {
    if (given.includes(one.mspId)) continue;
    const admin = await signInAs(gatewayUrl(), personOf(one, 'admin'));
    await admin.transact('vault:attest', { vault, host });
    await admin.signOut();
  }
  const certificate = await erasureCertificate(client, { vault, host }, seconds);
  const signers = certificate.attested.signers.map(({ msp }) => msp);
  console.error(`nothing is left, signed by the peers of ${signers.join(', ')}`);
  console.error(`on the ledger by the word of ${certificate.absences.join(', ') || 'nobody yet'}`);
  const text = `${JSON.stringify(certificate, null, 2)}\n`;
  if (values.to) writeFileSync(values.to, text);
  else process.stdout.write(text);
  await client.signOut();
});
