import { createPublicKey, type KeyObject, randomBytes, X509Certificate } from 'node:crypto';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { readAll, readElement } from './der.ts';
import { keyFromPem, keyToPem, newKey, webKey } from './keys.ts';
import { isLowS } from './signature.ts';

/** A certificate authority: PEM texts; the key is empty when this machine does not hold it. */
export interface Authority {
  readonly certificate: string;
  readonly key: string;
}

export interface Issued {
  readonly certificate: string;
  readonly key: string;
}

export interface CertificateRequest {
  readonly commonName: string;
  readonly organizationalUnit?: string;
  readonly days: number;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Fabric's attribute extension: names and values under `attrs`. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Makes it a TLS server certificate for these DNS names and addresses. */
  readonly server?: { readonly dns: readonly string[]; readonly ip: readonly string[] };
}

/** Fabric CA's attribute extension, read by `ClientIdentity.getAttributeValue`. */
const attributeExtension = '1.2.3.4.5.6.7.8.1';
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const day = 86_400_000;

/** Certificates begin five minutes ago, so that a peer whose clock is behind accepts them at once. */
const begin = (): Date => new Date(Date.now() - 300_000);

const serial = (): string => {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x01;
  return bytes.toString('hex');
};

const escaped = (text: string): string => text.replace(/[,+"\\<>;=]/g, (character) => `\\${character}`);

/** Fabric re-encodes certificates whose signature has a high S; issuing until S is low keeps the bytes as they are. */
const issueLowS = async (make: () => Promise<x509.X509Certificate>, signer: KeyObject): Promise<string> => {
  for (;;) {
    const certificate = await make();
    const signature = readAll(readElement(Buffer.from(certificate.rawData)).value)[2];
    if (signature && isLowS(signature.value.subarray(1), signer)) return `${certificate.toString('pem')}\n`;
  }
};

/** A new self-signed authority that may sign certificates and revocation lists. */
export const createAuthority = async (commonName: string, organization: string): Promise<Authority> => {
  const key = newKey();
  const publicKey = await webKey(key, 'verify');
  const keys = { privateKey: await webKey(key, 'sign'), publicKey };
  const extensions = [
    new x509.BasicConstraintsExtension(true, undefined, true),
    new x509.KeyUsagesExtension(
      x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
      true,
    ),
    await x509.SubjectKeyIdentifierExtension.create(publicKey),
  ];
  const certificate = await issueLowS(
    () =>
      x509.X509CertificateGenerator.createSelfSigned({
        serialNumber: serial(),
        name: `O=${escaped(organization)}, CN=${escaped(commonName)}`,
        notBefore: begin(),
        notAfter: new Date(Date.now() + 3650 * day),
        signingAlgorithm: algorithm,
        keys,
        extensions,
      }),
    key,
  );
  return { certificate, key: keyToPem(key) };
};

const extensionsOf = async (
  request: CertificateRequest,
  publicKey: CryptoKey,
  issuer: x509.X509Certificate,
): Promise<x509.Extension[]> => {
  const extensions: x509.Extension[] = [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    await x509.SubjectKeyIdentifierExtension.create(publicKey),
    await x509.AuthorityKeyIdentifierExtension.create(issuer),
  ];
  if (request.server) {
    extensions.push(
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth]),
      new x509.SubjectAlternativeNameExtension([
        ...request.server.dns.map((value) => ({ type: 'dns' as const, value })),
        ...request.server.ip.map((value) => ({ type: 'ip' as const, value })),
      ]),
    );
  }
  if (request.attributes) {
    const json = new TextEncoder().encode(JSON.stringify({ attrs: request.attributes }));
    extensions.push(new x509.Extension(attributeExtension, false, json));
  }
  return extensions;
};

/** A new key and a certificate for it from the authority. */
export const issueCertificate = async (authority: Authority, request: CertificateRequest): Promise<Issued> => {
  const issuer = new x509.X509Certificate(authority.certificate);
  if (!authority.key)
    throw new Error(`the key of ${issuer.subject} is not on this machine: issue ${request.commonName} there`);
  const issuerKey = keyFromPem(authority.key);
  const signingKey = await webKey(issuerKey, 'sign');
  const key = newKey();
  const publicKey = await webKey(createPublicKey(key), 'verify');
  const unit = request.organizationalUnit ? `OU=${escaped(request.organizationalUnit)}, ` : '';
  const extensions = await extensionsOf(request, publicKey, issuer);
  const certificate = await issueLowS(
    () =>
      x509.X509CertificateGenerator.create({
        serialNumber: serial(),
        subject: `${unit}CN=${escaped(request.commonName)}`,
        issuer: issuer.subject,
        notBefore: request.notBefore ?? begin(),
        notAfter: request.notAfter ?? new Date(Date.now() + request.days * day),
        signingAlgorithm: algorithm,
        publicKey,
        signingKey,
        extensions,
      }),
    issuerKey,
  );
  return { certificate, key: keyToPem(key) };
};

/**
 * A revocation list of the authority over certificates, given as PEM, as PEM.
 * Fabric finds the list's authority by its authority key identifier.
 */
export const createRevocationList = async (
  authority: Authority,
  revoked: readonly { readonly certificate: string; readonly at: Date }[],
): Promise<string> => {
  const issuer = new x509.X509Certificate(authority.certificate);
  const list = await x509.X509CrlGenerator.create({
    issuer: issuer.subject,
    thisUpdate: new Date(),
    nextUpdate: new Date(Date.now() + 3650 * day),
    signingAlgorithm: algorithm,
    signingKey: await webKey(keyFromPem(authority.key), 'sign'),
    extensions: [await x509.AuthorityKeyIdentifierExtension.create(issuer)],
    entries: revoked.map(({ certificate, at }) => ({
      serialNumber: new X509Certificate(certificate).serialNumber,
      revocationDate: at,
    })),
  });
  // Fabric takes a list for PEM by this label alone (RFC 7468 §7).
  return `${list.toString('pem').replaceAll(/ (?:X509 )?CRL-----/g, ' X509 CRL-----')}\n`;
};
