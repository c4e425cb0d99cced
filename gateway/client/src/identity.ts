import { lowSDer } from '@suyuan/schemas';
import forge from 'node-forge';
import { derOf, pemOf } from './encoding.ts';

/** A person's key at work: it signs, and never leaves. Signatures are DER with low S. */
export type Identity = {
  readonly certificate: string;
  readonly curve: 'P-256' | 'P-384';
  sign(message: Uint8Array, hash?: 'SHA-256' | 'SHA-384'): Promise<Uint8Array>;
};

/** An identity from PEM texts: X.509 certificate and PKCS#8 key. The key is imported as non-extractable. */
export async function fromPem(certificate: string, key: string): Promise<Identity> {
  return fromKey(await imported(certificate, derOf(key)));
}

/** A certificate with its private key, which WebCrypto holds and does not give out. */
export type Key = { readonly certificate: string; readonly curve: Identity['curve']; readonly key: CryptoKey };

/** An identity from a key that WebCrypto holds, such as one that a browser tab has kept. */
export const fromKey = ({ certificate, curve, key }: Key): Identity => ({
  certificate,
  curve,
  async sign(message, hash = 'SHA-256') {
    const raw = await crypto.subtle.sign({ name: 'ECDSA', hash }, key, Uint8Array.from(message));
    return lowSDer(new Uint8Array(raw));
  },
});

/**
 * An identity from an encrypted PKCS#12 file, opened here. Throws an Error that says whether the password or the file
 * is wrong.
 */
export async function fromPkcs12(file: Uint8Array, password: string): Promise<Identity> {
  return fromKey(await keyOfPkcs12(file, password));
}

/** The same as a key that can be kept: structured clone copies it, without its bytes coming out. */
export async function keyOfPkcs12(file: Uint8Array, password: string): Promise<Key> {
  const store = open(file, password);
  const { pkcs8ShroudedKeyBag, keyBag, certBag } = forge.pki.oids;
  const bag = (type: string | undefined) => (type ? store.getBags({ bagType: type })[type] : undefined)?.[0]?.asn1;
  const key = bag(pkcs8ShroudedKeyBag) ?? bag(keyBag);
  const certificate = bag(certBag);
  if (!key || !certificate) throw new Error('The PKCS#12 file needs one EC key and its certificate');
  return imported(pemOf('CERTIFICATE', bytesOf(certificate)), bytesOf(key));
}

function open(file: Uint8Array, password: string): forge.pkcs12.Pkcs12Pfx {
  const text = Array.from(file, (byte) => String.fromCharCode(byte)).join('');
  try {
    return forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(text), true, password);
  } catch (error) {
    const wrong = error instanceof Error && /mac|password|decrypt/i.test(error.message);
    throw new Error(wrong ? 'Wrong password' : 'This is not a PKCS#12 file', { cause: error });
  }
}

function bytesOf(asn1: forge.asn1.Asn1): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(forge.asn1.toDer(asn1).getBytes(), (character) => character.charCodeAt(0));
}

async function imported(certificate: string, pkcs8: Uint8Array<ArrayBuffer>): Promise<Key> {
  return { certificate, ...(await importKey(pkcs8)) };
}

async function importKey(pkcs8: Uint8Array<ArrayBuffer>): Promise<{ curve: Identity['curve']; key: CryptoKey }> {
  for (const curve of ['P-256', 'P-384'] as const) {
    try {
      const algorithm = { name: 'ECDSA', namedCurve: curve };
      return { curve, key: await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']) };
    } catch {
      // The key may be on the other curve; what is on neither is refused below.
    }
  }
  throw new Error('The key must be ECDSA on P-256 or P-384, as PKCS#8');
}
