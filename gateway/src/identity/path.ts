import 'reflect-metadata';
import type { X509Certificate as NativeCertificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** Extensions whose meaning is checked here or by OpenSSL; any other that is critical refuses the path (RFC 5280, 4.2). */
const KNOWN = new Set([
  '2.5.29.15', // key usage
  '2.5.29.19', // basic constraints
  '2.5.29.37', // extended key usage
  '2.5.29.17', // subject alternative name
  '2.5.29.14', // subject key identifier
  '2.5.29.35', // authority key identifier
  '2.5.29.31', // CRL distribution points
  '2.5.29.32', // certificate policies
]);

const read = new WeakMap<NativeCertificate, x509.X509Certificate>();

function parsed(certificate: NativeCertificate): x509.X509Certificate {
  const known = read.get(certificate) ?? new x509.X509Certificate(new Uint8Array(certificate.raw));
  read.set(certificate, known);
  return known;
}

/** True for an authority by the name of which a revocation list was issued. */
export const isNamed = (authority: NativeCertificate, issuer: string): boolean => parsed(authority).subject === issuer;

/** True for an authority that may sign: certificates, or revocation lists. Without the extension it may do either. */
export function maySign(authority: NativeCertificate, what: 'keyCertSign' | 'cRLSign'): boolean {
  const usage = parsed(authority).getExtension(x509.KeyUsagesExtension);
  return !usage || (usage.usages & x509.KeyUsageFlags[what]) !== 0;
}

const selfIssued = ({ subject, issuer }: NativeCertificate) => subject === issuer;

/**
 * True where a chain, its own certificate first and its root last, keeps what its authorities say of it: each may sign
 * certificates, none has more authorities below it than it allows, and nothing critical is unknown. RFC 5280, 6.1; of the
 * root only the key counts.
 */
export function keepsItsPath(chain: readonly NativeCertificate[]): boolean {
  return chain.every((certificate, at) => {
    const found = parsed(certificate);
    const isRoot = at === chain.length - 1;
    if (!isRoot && found.extensions.some(({ critical, type }) => critical && !KNOWN.has(type))) return false;
    if (at === 0) return true;
    if (!maySign(certificate, 'keyCertSign')) return false;
    const allowed = found.getExtension(x509.BasicConstraintsExtension)?.pathLength;
    const below = chain.slice(1, at).filter((one) => !selfIssued(one)).length;
    return allowed === undefined || below <= allowed;
  });
}
