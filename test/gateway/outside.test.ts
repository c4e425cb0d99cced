import 'reflect-metadata';
import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';
import { lowSDer, Refusal } from '@suyuan/schemas';
import { describe, expect, test } from 'vitest';
import type { ReadCertificate } from '../../gateway/src/identity/certificate.ts';
import { signed } from '../../gateway/src/identity/challenge.ts';
import { Trust } from '../../gateway/src/identity/index.ts';
import { verifyLowS } from '../../network/identity/signature.ts';

const WYCHEPROOF = process.env.WYCHEPROOF ?? '';
const PKITS = process.env.PKITS ?? '/usr/lib/python3/dist-packages/cryptography_vectors/x509/PKITS_data';
const hasWycheproof = existsSync(join(WYCHEPROOF, 'ecdsa_secp256r1_sha256_test.json'));
const hasPkits = existsSync(join(PKITS, 'certs'));
if (!hasWycheproof)
  console.warn('Wycheproof’s vectors are not here: set WYCHEPROOF to its folder testvectors_v1 to run them');
if (!hasPkits)
  console.warn('NIST’s PKITS is not here: install python3-cryptography-vectors, or set PKITS to its folder, to run it');

type Group = {
  readonly publicKeyPem: string;
  readonly tests: readonly { tcId: number; msg: string; sig: string; result: 'valid' | 'invalid' | 'acceptable' }[];
};
type Verify = (key: KeyObject, message: Buffer, signature: Buffer) => boolean;

const overRaw =
  (curve: 'P-256' | 'P-384'): Verify =>
  (key, message, signature) => {
    try {
      return signed(curve, key, message, lowSDer(signature));
    } catch {
      return false;
    }
  };

describe.skipIf(!hasWycheproof)('of Wycheproof’s ECDSA vectors', () => {
  test.each<[string, string, Verify]>([
    ['sign-in, P-256', 'ecdsa_secp256r1_sha256_test', (key, message, sig) => signed('P-256', key, message, sig)],
    ['sign-in, P-384', 'ecdsa_secp384r1_sha384_test', (key, message, sig) => signed('P-384', key, message, sig)],
    ['raw signatures, P-256', 'ecdsa_secp256r1_sha256_p1363_test', overRaw('P-256')],
    ['raw signatures, P-384', 'ecdsa_secp384r1_sha384_p1363_test', overRaw('P-384')],
    ['Fabric’s low S, P-256', 'ecdsa_secp256r1_sha256_test', (key, message, sig) => verifyLowS(message, sig, key)],
    ['Fabric’s low S, P-384', 'ecdsa_secp384r1_sha256_test', (key, message, sig) => verifyLowS(message, sig, key)],
  ])('%s accepts none that is invalid, and most that are valid', (_what, file, accepts) => {
    const { testGroups } = JSON.parse(readFileSync(join(WYCHEPROOF, `${file}.json`), 'utf8')) as {
      testGroups: Group[];
    };
    const tests = testGroups.flatMap(({ publicKeyPem, tests: some }) => some.map((one) => ({ ...one, publicKeyPem })));
    const accepted = tests.filter(({ publicKeyPem, msg, sig }) =>
      accepts(createPublicKey(publicKeyPem), Buffer.from(msg, 'hex'), Buffer.from(sig, 'hex')),
    );
    expect(accepted.filter(({ result }) => result === 'invalid').map(({ tcId }) => tcId)).toEqual([]);
    const valid = tests.filter(({ result }) => result === 'valid').length;
    expect(accepted.length).toBeGreaterThan(valid * 0.4);
    console.log(`${file}: ${tests.length} vectors, ${accepted.length} of ${valid} valid ones accepted`);
  });
});

/**
 * What is another thing here: revocation is by the lists in the channel’s configuration, so that one that is missing, old or
 * split over distribution points does not exist; and no policy is asked for.
 */
const ELSEWHERE =
  /CRL|onlyContains|onlySome|distributionPoint|cRLIssuer|deltaCRL|IDP|SerialNumber|RevocationEE|Policy|policies|Mapping/i;

describe.skipIf(!hasPkits)('of NIST’s certificate paths', () => {
  const pemOf = (der: Buffer) => new X509Certificate(der).toString();
  const certificates = () =>
    readdirSync(join(PKITS, 'certs'))
      .filter((file) => file.endsWith('.crt'))
      .map((file) => ({ name: file.replace(/\.crt$/, ''), der: readFileSync(join(PKITS, 'certs', file)) }));
  /** PKITS has RSA keys, which are refused here before any path is looked at: that check is left out. */
  const asRead = (der: Buffer) => {
    const native = new X509Certificate(der);
    const parsed = new x509.X509Certificate(new Uint8Array(der));
    return {
      native,
      parsed,
      units: [],
      pem: '',
      fingerprint: '',
      curve: 'P-256',
      person: '',
    } as unknown as ReadCertificate;
  };

  test('none that is invalid is accepted, and most that are valid', async () => {
    const all = certificates();
    const root = all.find(({ name }) => name === 'TrustAnchorRootCertificate');
    const ends = all.filter(({ name }) => /Test\d+EE$/.test(name) && !ELSEWHERE.test(name));
    const authorities = all.filter(({ name, der }) => name !== root?.name && new X509Certificate(der).ca);
    const trust = new Trust();
    const revocations = readdirSync(join(PKITS, 'crls')).map((file) => readFileSync(join(PKITS, 'crls', file)));
    await trust.use({
      sequence: 1,
      committee: [],
      demonstration: false,
      msps: [
        {
          id: 'PKITS',
          roots: [pemOf(root?.der ?? Buffer.alloc(0))],
          intermediates: authorities.map(({ der }) => pemOf(der)),
          revocations,
          units: undefined,
        },
      ],
    } as unknown as Parameters<Trust['use']>[0]);
    /** The instant at which the paths are meant to be looked at: they all end in 2030. */
    const now = Date.parse('2026-01-01T00:00:00Z');
    const outcome = ends.map(({ name, der }) => {
      try {
        trust.check(asRead(der), now);
        return { name, accepted: true };
      } catch (error) {
        if (error instanceof Refusal) return { name, accepted: false };
        throw error;
      }
    });
    const accepted = outcome.filter((one) => one.accepted).map(({ name }) => name);
    expect(accepted.filter((name) => name.startsWith('Invalid'))).toEqual([]);
    const valid = outcome.filter(({ name }) => name.startsWith('Valid')).length;
    expect(accepted.length).toBeGreaterThan(valid / 2);
    console.log(`PKITS: ${outcome.length} paths, ${accepted.length} of ${valid} valid ones accepted`);
  });
});
