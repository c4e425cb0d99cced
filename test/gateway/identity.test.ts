import 'reflect-metadata';
import { createPrivateKey, sign, X509Certificate } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';
import { lowSDer } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPkcs12, openWallets } from '../../gateway/src/identity/index.ts';
import { makeLog } from '../../gateway/src/log.ts';
import { createPkcs12 } from '../../network/identity/pkcs12.ts';
import { type Holder, Institution, signChallenge } from './support/authority.ts';
import { Chain } from './support/chain.ts';
import { entity } from './support/documents.ts';
import { type TestGateway, temporary, testGateway } from './support/gateway.ts';

let ours: Institution;
let foreign: Institution;
let li: Holder;
let revoked: Holder;
let door: TestGateway;

const env = { SUYUAN_LIMIT_FAILURES: '1000', SUYUAN_LIMIT_ADDRESS_FAILURES: '1000', SUYUAN_MTLS_PORT: '0' };

beforeAll(async () => {
  [ours, foreign] = await Promise.all([Institution.create('GroupMSP'), Institution.create('OtherMSP')]);
  li = await ours.person('li', 'huaxin');
  revoked = await ours.person('mallory', 'huaxin');
  const chain = new Chain();
  chain.put([entity('huaxin')]);
  door = await testGateway({ config: await ours.config(1, [revoked.certificate]), chain, env });
  await door.read();
});
afterAll(() => door.stop());

const challenge = async () => (await door.post('/session/challenge', {})).body.challenge;

/** Tries to sign in; answers the code of the refusal, or `signed in`. */
async function attempt(certificate: string, signature: (challenge: string) => string, given?: string) {
  const asked = given ?? (await challenge());
  const { body } = await door.post('/session', { certificate, challenge: asked, signature: signature(asked) });
  return body.error?.code ?? 'signed in';
}

const by = (holder: Holder) => (text: string) => signChallenge(text, holder.key);

/** A self-made certificate over any key. */
async function selfMade(key: CryptoKeyPair, extensions: x509.Extension[] = []): Promise<string> {
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=li, OU=client',
    keys: key,
    extensions,
  });
  return made.toString('pem');
}

describe('signing in by a signed challenge', () => {
  test('opens a session whose person has the roles that certificate and membership record share', async () => {
    const everything = await ours.person('greedy', 'huaxin', 'holder,registrar,regulator');
    const token = await door.signIn(everything);
    const { data } = await door.graphql(
      '{ me { name msp roles certificateRoles clearance wallet certificate certificateUntil entity { id } } }',
      {},
      token,
    );
    expect(data.me).toEqual({
      name: 'greedy',
      msp: 'GroupMSP',
      roles: ['HOLDER'],
      certificateRoles: ['HOLDER', 'REGISTRAR', 'REGULATOR'],
      clearance: 'IMPORTANT',
      wallet: false,
      certificate: everything.certificate,
      certificateUntil: new X509Certificate(everything.certificate).validToDate.toISOString(),
      entity: { id: 'huaxin' },
    });
  });

  test('accepts signatures with either S', async () => {
    const raw = (text: string) => sign('sha256', Buffer.from(text), { key: li.key, dsaEncoding: 'ieee-p1363' });
    expect(await attempt(li.certificate, (text) => Buffer.from(lowSDer(raw(text))).toString('base64'))).toBe(
      'signed in',
    );
    for (let n = 0; n < 8; n += 1) expect(await attempt(li.certificate, by(li))).toBe('signed in');
  });

  test('accepts a P-384 key, over SHA-384', async () => {
    const { certificate, key } = await ours.p384('chen', 'huaxin');
    expect(await attempt(certificate, (text) => signChallenge(text, key))).toBe('signed in');
    expect(await attempt(certificate, (text) => signChallenge(text, key, 'sha256'))).toBe('SESSION_SIGNATURE');
  });

  test('refuses a challenge that was used already', async () => {
    const once = await challenge();
    expect(await attempt(li.certificate, by(li), once)).toBe('signed in');
    expect(await attempt(li.certificate, by(li), once)).toBe('SESSION_CHALLENGE');
  });

  test('refuses a challenge that it did not give', async () => {
    expect(await attempt(li.certificate, by(li), 'suyuan-sign-in:mine')).toBe('SESSION_CHALLENGE');
  });

  test('uses a challenge up even when the attempt fails', async () => {
    const once = await challenge();
    expect(await attempt(li.certificate, by(revoked), once)).toBe('SESSION_SIGNATURE');
    expect(await attempt(li.certificate, by(li), once)).toBe('SESSION_CHALLENGE');
  });

  test.each([
    ['another key', (text: string) => signChallenge(text, revoked.key)],
    ['another text', (text: string) => signChallenge(`${text}.`, li.key)],
    ['another hash', (text: string) => signChallenge(text, li.key, 'sha384')],
    ['nothing', () => Buffer.from('no signature').toString('base64')],
  ])('refuses a signature by or over %s', async (_name, signature) => {
    expect(await attempt(li.certificate, signature)).toBe('SESSION_SIGNATURE');
  });

  test('refuses an expired certificate', async () => {
    const dates = { notBefore: new Date(Date.now() - 9e8), notAfter: new Date(Date.now() - 8e8) };
    const old = await ours.person('old', 'huaxin', 'holder', dates);
    expect(await attempt(old.certificate, by(old))).toBe('CERTIFICATE_VALIDITY');
  });

  test('refuses a certificate that is not valid yet', async () => {
    const dates = { notBefore: new Date(Date.now() + 8e8), notAfter: new Date(Date.now() + 9e8) };
    const early = await ours.person('early', 'huaxin', 'holder', dates);
    expect(await attempt(early.certificate, by(early))).toBe('CERTIFICATE_VALIDITY');
  });

  test('refuses a certificate of an authority outside the channel', async () => {
    const stranger = await foreign.person('li', 'huaxin');
    expect(await attempt(stranger.certificate, by(stranger))).toBe('CERTIFICATE_UNTRUSTED');
  });

  test('refuses a certificate of an authority that only has the name of ours', async () => {
    const impostor = await Institution.create('GroupMSP');
    const stranger = await impostor.person('li', 'huaxin');
    expect(await attempt(stranger.certificate, by(stranger))).toBe('CERTIFICATE_UNTRUSTED');
  });

  test('refuses a revoked certificate', async () => {
    expect(await attempt(revoked.certificate, by(revoked))).toBe('CERTIFICATE_REVOKED');
  });

  test('refuses the certificate of an authority itself', async () => {
    const key = createPrivateKey(ours.authority.key);
    expect(await attempt(ours.authority.certificate, (text) => signChallenge(text, key))).toBe('CERTIFICATE_USAGE');
  });

  test('refuses a certificate that is of neither a client nor an administrator', async () => {
    const peer = await ours.person('peer0', undefined, '', { organizationalUnit: 'peer' });
    expect(await attempt(peer.certificate, by(peer))).toBe('CERTIFICATE_USAGE');
  });

  test('refuses a key that is not on P-256 or P-384', async () => {
    const rsa = {
      name: 'RSASSA-PKCS1-v1_5',
      hash: 'SHA-256',
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
    };
    const keys = await crypto.subtle.generateKey(rsa, true, ['sign', 'verify']);
    expect(await attempt(await selfMade(keys), () => 'AAAA')).toBe('CERTIFICATE_KEY');
  });

  test('refuses a certificate that cannot be read', async () => {
    const broken = li.certificate.replace(/[A-Za-z]{10}/, 'AAAAAAAAAA');
    for (const pem of [
      'x',
      `${li.certificate}${li.certificate}`,
      '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
    ])
      expect(await attempt(pem, by(li))).toBe('CERTIFICATE_MALFORMED');
    expect(await attempt(broken, by(li))).toMatch(/^CERTIFICATE_(MALFORMED|UNTRUSTED|KEY)$/);
  });

  test('refuses an oversized certificate', async () => {
    expect(await attempt(li.certificate + ' '.repeat(20_000), by(li))).toBe('CERTIFICATE_TOO_LARGE');
  });

  test('refuses an oversized or malformed body', async () => {
    expect((await door.post('/session', { certificate: 'x'.repeat(100_000) })).body.error.code).toBe('LIMIT_BODY');
    expect((await door.post('/session', { certificate: 1 })).body.error.code).toBe('REQUEST_MALFORMED');
  });
});

describe('a session', () => {
  test('ends when it is closed', async () => {
    const token = await door.signIn(li);
    const authorization = `Bearer ${token}`;
    await fetch(new URL('/session', door.gateway.url), { method: 'DELETE', headers: { authorization } });
    expect((await door.graphql('{ me { name } }', {}, token)).errors?.[0]?.extensions.code).toBe('SESSION_INVALID');
  });

  test('ends when its certificate is revoked', async () => {
    const victim = await ours.person('victim', 'huaxin');
    const token = await door.signIn(victim);
    await door.gateway.services.trust.use(await ours.config(2, [revoked.certificate, victim.certificate]));
    expect((await door.graphql('{ me { name } }', {}, token)).errors?.[0]?.extensions.code).toBe('CERTIFICATE_REVOKED');
  });

  test('is not opened by a token that nobody was given', async () => {
    const answer = await door.graphql('{ me { name } }', {}, 'x'.repeat(43));
    expect(answer.errors?.[0]?.extensions.code).toBe('SESSION_INVALID');
  });

  test('of a key that is not kept here is told to sign by itself', async () => {
    const token = await door.signIn(li);
    const { errors } = await door.graphql(
      'mutation { acceptRegistration(input: {case: "cas-0"}) { block } }',
      {},
      token,
    );
    expect(errors?.[0]?.extensions.code).toBe('WALLET_NONE');
  });

  test('is refused to demonstration people where the genesis does not say demonstration', async () => {
    const { status, body } = await door.post('/session/demonstration', { person: 'li' });
    expect([status, body.error.code]).toEqual([403, 'SESSION_DEMONSTRATION']);
  });

  test('leaves no secret in the log', async () => {
    const token = await door.signIn(li);
    await door.graphql('{ me { name } }', {}, token);
    const log = door.log.join('');
    expect(log).not.toContain(token);
    expect(log).not.toContain('PRIVATE KEY');
  });
});

test('guessing is slowed down by certificate, and locks nobody else at the address out', async () => {
  const chain = new Chain();
  chain.put([]);
  const slow = await testGateway({ config: await ours.config(), chain, env: { SUYUAN_LIMIT_FAILURES: '3' } });
  const guess = { certificate: li.certificate, challenge: 'guess', signature: 'AAAA' };
  const codes: unknown[] = [];
  for (let n = 0; n < 4; n += 1) codes.push((await slow.post('/session', guess)).body.error);
  const other = await slow.signIn(await ours.person('wang', 'huaxin'));
  await slow.stop();
  expect(other).toEqual(expect.any(String));
  expect(codes.slice(0, 3)).toMatchObject(Array(3).fill({ code: 'SESSION_CHALLENGE' }));
  expect(codes[3]).toMatchObject({ code: 'SESSION_THROTTLED', retryAfter: expect.any(Number) });
});

describe('mutual TLS', () => {
  const me = (holder?: Holder) =>
    new Promise<string>((resolve, reject) => {
      const body = JSON.stringify({ query: '{ me { name } }' });
      const client = holder ? { cert: holder.certificate, key: holder.keyPem } : {};
      const url = new URL('/graphql', door.gateway.mtlsUrl);
      const options = {
        method: 'POST',
        rejectUnauthorized: false,
        ...client,
        headers: { 'content-type': 'application/json' },
      };
      const asked = httpsRequest(url, options, async (answer) => {
        let text = '';
        for await (const part of answer) text += part;
        resolve(text);
      });
      asked.on('error', reject);
      asked.end(body);
    });

  test('gives a machine the identity of its certificate', async () => {
    expect(JSON.parse(await me(li)).data).toEqual({ me: { name: 'li' } });
  });

  test('lets nobody be anybody without one', async () => {
    expect(JSON.parse(await me()).data).toEqual({ me: null });
  });

  test('refuses the certificate of a stranger, with the reason', async () => {
    const stranger = await foreign.person('li', 'huaxin');
    expect(JSON.parse(await me(stranger)).errors[0].extensions.code).toBe('CERTIFICATE_UNTRUSTED');
  });
});

describe('PKCS#12', () => {
  test('opens with its password, and gives key and certificate', () => {
    const store = createPkcs12(li.keyPem, [li.certificate, ours.authority.certificate], 'secret', 'li');
    const { certificate, key } = openPkcs12(store, 'secret');
    expect(certificate.person).toBe('li');
    expect(certificate.native.checkPrivateKey(key)).toBe(true);
  });

  test.each([
    ['another password', () => createPkcs12(li.keyPem, [li.certificate], 'other', 'li')],
    ['bytes that are none', () => Buffer.from('not PKCS#12')],
    ['a file that is too large', () => Buffer.alloc(100_000)],
    ['a certificate of another key', () => createPkcs12(li.keyPem, [revoked.certificate], 'secret', 'li')],
    ['a file cut short', () => createPkcs12(li.keyPem, [li.certificate], 'secret', 'li').subarray(0, 500)],
  ])('refuses %s', (_name, make) => {
    expect(() => openPkcs12(make(), 'secret')).toThrow('WALLET_INVALID');
  });

  test('wallets of a folder open by a password file or the environment, one by one', () => {
    const folder = join(temporary(), 'wallets');
    mkdirSync(folder);
    const put = (name: string) =>
      writeFileSync(join(folder, `${name}.p12`), createPkcs12(li.keyPem, [li.certificate], 'secret', 'li'));
    put('a');
    expect(openWallets(folder, makeLog('silent'), {}).size).toBe(0);
    expect(openWallets(folder, makeLog('silent'), { SUYUAN_WALLET_PASSWORD_A: 'secret' }).size).toBe(1);
    writeFileSync(join(folder, 'a.password'), 'secret\n');
    expect(openWallets(folder, makeLog('silent'), {}).size).toBe(1);
  });
});
