import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Keeper } from '../../gateway/src/documents/keyring.ts';
import { type Place, peerAt } from '../../gateway/src/documents/peer.ts';
import { serverCertificate } from '../../gateway/src/http/tls.ts';
import { Institution } from './support/authority.ts';
import { temporary } from './support/gateway.ts';

const sha256 = `sha256:${'a'.repeat(64)}`;
const servers: ReturnType<typeof createServer>[] = [];
let own: Keeper;

beforeAll(async () => {
  const { certificate, keyPem } = await (await Institution.create('GroupMSP')).person('gateway', 'huaxin', '');
  own = { certificate, key: keyPem };
});
afterAll(() => {
  for (const server of servers) server.close();
});

/** A gateway that answers everything the same, at an address that the ledger says is shown by a certificate. */
async function placeOf(answer: { status: number; body: string }, announced?: string): Promise<Place> {
  const shown = await serverCertificate(temporary());
  const server = createServer({ ...shown, requestCert: true, rejectUnauthorized: false }, (_request, response) => {
    response.statusCode = answer.status;
    response.end(answer.body);
  });
  servers.push(server);
  server.listen(0);
  await once(server, 'listening');
  const address = `https://localhost:${(server.address() as AddressInfo).port}/`;
  const by = { msp: 'RegistrarMSP', person: 'gateway' };
  const certificate = announced ?? `${shown.cert.trimEnd()}\n`;
  return { schema: 'gateway/1', msp: 'RegistrarMSP', address, certificate, by, time: '2026-01-01T00:00:00.000Z' };
}

const described = async (place: Place) => {
  const peer = peerAt(place, own, new AbortController().signal);
  return peer.describe(sha256).finally(() => peer.close());
};

describe('another operator’s gateway', () => {
  it('is not taken for it when it shows another certificate than the ledger says', async () => {
    const other = await serverCertificate(temporary());
    const place = await placeOf({ status: 200, body: '{}' }, `${other.cert.trimEnd()}\n`);
    await expect(described(place)).rejects.toThrow(/self-signed|certificate/);
  });

  const answers: [string, { status: number; body: string }, RegExp][] = [
    ['refuses', { status: 403, body: '{"error":{"code":"DOCUMENT_RIGHT"}}' }, /403 DOCUMENT_RIGHT/],
    ['answers no record', { status: 200, body: '{"schema":"sealed/1"}' }, /200/],
    ['answers no JSON', { status: 200, body: '<html>' }, /JSON/],
    ['answers without end', { status: 200, body: 'x'.repeat(100_000) }, /LIMIT_BODY/],
  ];
  it.each(answers)('that %s is told apart', async (_, answer, said) => {
    await expect(described(await placeOf(answer))).rejects.toThrow(said);
  });
});
