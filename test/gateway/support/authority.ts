import 'reflect-metadata';
import { createPrivateKey, KeyObject, sign } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { ChannelConfig } from '../../../gateway/src/ledger/index.ts';
import {
  type Authority,
  type CertificateRequest,
  createAuthority,
  createRevocationList,
  issueCertificate,
} from '../../../network/identity/authority.ts';
import { webKey } from '../../../network/identity/keys.ts';

const ATTRIBUTES = '1.2.3.4.5.6.7.8.1';

export type Holder = { readonly certificate: string; readonly key: KeyObject; readonly keyPem: string };

const asked = (name: string, entity: string | undefined, roles: string): CertificateRequest => ({
  commonName: name,
  organizationalUnit: 'client',
  days: 30,
  attributes: {
    'hf.EnrollmentID': name,
    ...(entity ? { 'suyuan.entity': entity } : {}),
    'suyuan.roles': roles,
    'suyuan.clearance': 'important',
  },
});

/** One institution's authority, and the channel configuration that trusts it. */
export class Institution {
  readonly msp: string;
  readonly authority: Authority;

  private constructor(msp: string, authority: Authority) {
    this.msp = msp;
    this.authority = authority;
  }

  static async create(msp: string): Promise<Institution> {
    return new Institution(msp, await createAuthority(`ca.${msp}`, msp));
  }

  async person(
    name: string,
    entity?: string,
    roles = 'holder',
    change: Partial<CertificateRequest> = {},
  ): Promise<Holder> {
    const { certificate, key } = await issueCertificate(this.authority, { ...asked(name, entity, roles), ...change });
    return { certificate, key: createPrivateKey(key), keyPem: key };
  }

  /** A person whose key is on P-384. */
  async p384(name: string, entity: string): Promise<Omit<Holder, 'keyPem'>> {
    const curve = { name: 'ECDSA', namedCurve: 'P-384' };
    const keys = await crypto.subtle.generateKey(curve, true, ['sign', 'verify']);
    const issuer = new x509.X509Certificate(this.authority.certificate);
    const made = await x509.X509CertificateGenerator.create({
      subject: `OU=client, CN=${name}`,
      issuer: issuer.subject,
      publicKey: keys.publicKey,
      signingKey: await webKey(createPrivateKey(this.authority.key), 'sign'),
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
      extensions: [
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.Extension(ATTRIBUTES, false, Buffer.from(JSON.stringify({ attrs: { 'suyuan.entity': entity } }))),
      ],
    });
    return { certificate: made.toString('pem'), key: KeyObject.from(keys.privateKey) };
  }

  /** The configuration with a revocation list over these certificates. */
  async config(sequence = 1, revoked: readonly string[] = [], demonstration = false): Promise<ChannelConfig> {
    const listed = revoked.map((certificate) => ({ certificate, at: new Date() }));
    const list = revoked.length ? [Buffer.from(await createRevocationList(this.authority, listed))] : [];
    return {
      sequence,
      committee: [],
      demonstration,
      msps: [
        {
          id: this.msp,
          roots: [Buffer.from(this.authority.certificate)],
          intermediates: [],
          revocations: list,
          units: { client: 'client', admin: 'admin', peer: 'peer' },
        },
      ],
    };
  }
}

/** Signs a challenge as a client does; by default with the hash of the key's curve. */
export function signChallenge(challenge: string, key: KeyObject, hash?: string): string {
  const curve = key.asymmetricKeyDetails?.namedCurve;
  return sign(hash ?? (curve === 'secp384r1' ? 'sha384' : 'sha256'), Buffer.from(challenge), key).toString('base64');
}
