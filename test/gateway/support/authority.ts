import { createPrivateKey, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { ChannelConfig } from '../../../gateway/src/ledger/index.ts';
import {
  type Authority,
  type CertificateRequest,
  createAuthority,
  createRevocationList,
  issueCertificate,
} from '../../../network/identity/authority.ts';

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
          units: { client: 'client', admin: 'admin' },
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

export const fresh = () => randomBytes(8).toString('hex');
