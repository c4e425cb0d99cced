import { createPrivateKey, type KeyObject } from 'node:crypto';
import { refuse } from '@suyuan/schemas';
import forge from 'node-forge';
import { type ReadCertificate, readCertificate } from './certificate.ts';

/** Bytes that a PKCS#12 file may have. */
const P12_BYTES = 64 * 1024;

export interface OpenedWallet {
  readonly certificate: ReadCertificate;
  readonly key: KeyObject;
}

const invalid = (rule: string) => refuse('WALLET_INVALID', { rule }, 'p12');

const pemOf = (asn1: forge.asn1.Asn1, label: string) =>
  `-----BEGIN ${label}-----\n${forge.util.encode64(forge.asn1.toDer(asn1).getBytes(), 64)}\n-----END ${label}-----\n`;

function bags(store: forge.pkcs12.Pkcs12Pfx, ...types: (string | undefined)[]): forge.pkcs12.Bag[] {
  return types.flatMap((type) => (type ? (store.getBags({ bagType: type })[type] ?? []) : []));
}

function decrypt(bytes: Uint8Array, password: string): forge.pkcs12.Pkcs12Pfx {
  if (bytes.length > P12_BYTES) throw invalid(`it is over ${P12_BYTES} bytes`);
  try {
    return forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(Buffer.from(bytes).toString('binary')), true, password);
  } catch (error) {
    const wrong = error instanceof Error && /mac|password|decrypt/i.test(error.message);
    throw invalid(wrong ? 'wrong password' : 'it is not PKCS#12');
  }
}

/**
 * Opens an encrypted PKCS#12 file with one EC key and its certificate. node-forge leaves EC keys and certificates as
 * ASN.1; node:crypto reads them.
 * @throws WALLET_INVALID, and what `readCertificate` throws
 */
export function openPkcs12(bytes: Uint8Array, password: string): OpenedWallet {
  const { oids } = forge.pki;
  const store = decrypt(bytes, password);
  const keyBag = bags(store, oids.pkcs8ShroudedKeyBag, oids.keyBag)[0];
  if (!keyBag?.asn1) throw invalid('it holds no EC key');
  let key: KeyObject;
  try {
    key = createPrivateKey(pemOf(keyBag.asn1, 'PRIVATE KEY'));
  } catch {
    throw invalid('its key cannot be read');
  }
  for (const bag of bags(store, oids.certBag)) {
    if (!bag.asn1) continue;
    const certificate = readCertificate(pemOf(bag.asn1, 'CERTIFICATE'));
    if (certificate.native.checkPrivateKey(key)) return { certificate, key };
  }
  throw invalid('it holds no certificate of its key');
}
