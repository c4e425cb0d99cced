import { X509Certificate } from 'node:crypto';
import type { msp as mspProtos } from '@hyperledger/fabric-protos';
import type { Identity } from './identity.ts';
import { type RevocationList, readRevocationList } from './revocation-list.ts';

export type NodeRole = 'client' | 'peer' | 'admin' | 'orderer';

const subjectKeyId = (certificate: X509Certificate): string | undefined => {
  // The identifier is in the DER as OID 2.5.29.14 followed by OCTET STRING(OCTET STRING(20)).
  const at = certificate.raw.indexOf(Buffer.from('0603551d0e', 'hex'));
  if (at < 0) return undefined;
  const outer = certificate.raw.indexOf(0x04, at + 5);
  const length = certificate.raw[outer + 3];
  return outer < 0 || length === undefined
    ? undefined
    : certificate.raw.subarray(outer + 4, outer + 4 + length).toString('hex');
};

const unitOf = (unit: mspProtos.FabricOUIdentifier | undefined): string | undefined =>
  unit?.getOrganizationalUnitIdentifier() || undefined;

/** When Fabric judges a certificate's chain: an authority that came later did not vouch for it. */
const firstSecond = (certificate: X509Certificate): number => certificate.validFromDate.getTime() + 1000;

/**
 * One operator's membership rules as the channel configuration states them: whose certificates are
 * its own, which organizational unit makes a client, peer, administrator or orderer, and who is revoked.
 * Like Fabric's, it judges a certificate as of its own first second and leaves expiry to the services that receive
 * messages: a transaction stays as valid as it was.
 */
export class Msp {
  readonly id: string;
  readonly #roots: readonly X509Certificate[];
  readonly #intermediates: readonly X509Certificate[];
  readonly #lists: readonly RevocationList[];
  readonly #units: ReadonlyMap<string, NodeRole>;
  readonly #enforced: boolean;

  /** @throws when the configuration has a malformed certificate or revocation list, or no root */
  constructor(configuration: mspProtos.FabricMSPConfig) {
    this.id = configuration.getName();
    const parse = (list: Uint8Array[]) => list.map((pem) => new X509Certificate(pem));
    this.#roots = parse(configuration.getRootCertsList_asU8());
    this.#intermediates = parse(configuration.getIntermediateCertsList_asU8());
    this.#lists = configuration.getRevocationListList_asU8().map(readRevocationList);
    if (this.#roots.length === 0) throw new Error(`MSP ${this.id} has no root certificate`);
    const units = configuration.getFabricNodeOus();
    this.#enforced = units?.getEnable() ?? false;
    const named: [string | undefined, NodeRole][] = [
      [unitOf(units?.getClientOuIdentifier()), 'client'],
      [unitOf(units?.getPeerOuIdentifier()), 'peer'],
      [unitOf(units?.getAdminOuIdentifier()), 'admin'],
      [unitOf(units?.getOrdererOuIdentifier()), 'orderer'],
    ];
    this.#units = new Map(named.filter((entry): entry is [string, NodeRole] => entry[0] !== undefined));
  }

  /** Why the identity is not one of this operator's, in Fabric's words; undefined when it is. */
  refusal(identity: Identity): string | undefined {
    const { certificate } = identity;
    const curve = identity.publicKey.asymmetricKeyDetails?.namedCurve;
    if (curve !== 'prime256v1' && curve !== 'secp384r1') {
      return "could not validate identity's public key algorithm";
    }
    if (certificate.ca) {
      return 'An X509 certificate with Basic Constraint: Certificate Authority equals true cannot be used as an identity';
    }
    const issuer = this.#issuerOf(certificate);
    if (!issuer) return 'could not obtain certification chain: x509: certificate signed by unknown authority';
    if (this.#isRevoked(certificate, issuer)) {
      return 'could not validate identity against certification chain: The certificate has been revoked';
    }
    if (this.#enforced && this.#rolesOf(identity).length !== 1) {
      return "could not validate identity's OUs: the identity must have exactly one of a client, a peer, an orderer, or an admin OU role";
    }
    return undefined;
  }

  /** The node role of a valid identity, or undefined where the operator does not tell them apart. */
  roleOf(identity: Identity): NodeRole | undefined {
    return this.#rolesOf(identity)[0];
  }

  #rolesOf(identity: Identity): NodeRole[] {
    return identity.organizationalUnits.flatMap((unit) => this.#units.get(unit) ?? []);
  }

  #issuerOf(certificate: X509Certificate, at = firstSecond(certificate), depth = 0): X509Certificate | undefined {
    const issued = (authority: X509Certificate) =>
      authority.ca &&
      authority.validFromDate.getTime() <= at &&
      at <= authority.validToDate.getTime() &&
      certificate.checkIssued(authority) &&
      certificate.verify(authority.publicKey);
    const root = this.#roots.find(issued);
    if (root) return root;
    const intermediate = this.#intermediates.find(issued);
    return intermediate && depth < 8 && this.#issuerOf(intermediate, at, depth + 1) ? intermediate : undefined;
  }

  #isRevoked(certificate: X509Certificate, issuer: X509Certificate): boolean {
    const keyId = subjectKeyId(issuer);
    const serial = certificate.serialNumber.replace(/^(00)+/, '').toUpperCase();
    return this.#lists.some(
      (list) => list.authorityKeyId === keyId && list.serials.has(serial) && list.signedBy(issuer),
    );
  }
}
