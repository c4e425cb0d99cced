import { verify, type X509Certificate } from 'node:crypto';
import { readAll, readElement } from '../../identity/der.ts';

/** What Fabric reads of a revocation list: whose it is, and which serial numbers it names. */
export interface RevocationList {
  readonly authorityKeyId: string;
  readonly serials: ReadonlySet<string>;
  signedBy(authority: X509Certificate): boolean;
}

const authorityKeyIdentifier = Buffer.from('551d23', 'hex');

const serialOf = (bytes: Buffer): string =>
  bytes
    .toString('hex')
    .replace(/^(00)+/, '')
    .toUpperCase();

const keyIdOf = (extensions: Buffer): string => {
  for (const extension of readAll(readElement(extensions).value)) {
    const [id, ...rest] = readAll(extension.value);
    const octets = rest.at(-1);
    if (!id?.value.equals(authorityKeyIdentifier) || !octets) continue;
    const keyId = readAll(readElement(octets.value).value).find((element) => element.tag === 0x80);
    if (keyId) return keyId.value.toString('hex');
  }
  throw new Error('authorityKeyIdentifier not found in certificate');
};

/**
 * Reads a PEM "X509 CRL" (RFC 5280 §5).
 * @throws when it is not one, or has no authority key identifier
 */
export const readRevocationList = (pem: Uint8Array): RevocationList => {
  const body = Buffer.from(pem)
    .toString('latin1')
    .replace(/-----[^-]+-----/g, '');
  const [list, , signature] = readAll(readElement(Buffer.from(body, 'base64')).value);
  if (!list || !signature) throw new Error('malformed revocation list');
  const parts = readAll(list.value);
  // version?, algorithm, issuer, thisUpdate, nextUpdate?, revoked?, [0] extensions?
  const afterIssuer = parts.slice(parts[0]?.tag === 0x02 ? 3 : 2);
  const revoked = afterIssuer.find((element) => element.tag === 0x30);
  const extensions = afterIssuer.find((element) => element.tag === 0xa0);
  if (!extensions) throw new Error('authorityKeyIdentifier not found in certificate');
  return {
    authorityKeyId: keyIdOf(extensions.value),
    serials: new Set((revoked ? readAll(revoked.value) : []).map((entry) => serialOf(readElement(entry.value).value))),
    signedBy: (authority) => verify('sha256', list.whole, authority.publicKey, signature.value.subarray(1)),
  };
};
