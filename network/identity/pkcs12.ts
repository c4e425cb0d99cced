import { createHash, X509Certificate } from 'node:crypto';
import forge from 'node-forge';
import { keyFromPem } from './keys.ts';

const { asn1, pki, pkcs12, random } = forge;
const { Class, Type } = asn1;

const sequence = (...value: forge.asn1.Asn1[]): forge.asn1.Asn1 =>
  asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, value);
const set = (...value: forge.asn1.Asn1[]): forge.asn1.Asn1 => asn1.create(Class.UNIVERSAL, Type.SET, true, value);
const oid = (id: string): forge.asn1.Asn1 =>
  asn1.create(Class.UNIVERSAL, Type.OID, false, asn1.oidToDer(id).getBytes());
const octets = (bytes: string): forge.asn1.Asn1 => asn1.create(Class.UNIVERSAL, Type.OCTETSTRING, false, bytes);
const explicit = (...value: forge.asn1.Asn1[]): forge.asn1.Asn1 => asn1.create(Class.CONTEXT_SPECIFIC, 0, true, value);
const integer = (value: number): forge.asn1.Asn1 =>
  asn1.create(Class.UNIVERSAL, Type.INTEGER, false, asn1.integerToDer(value).getBytes());
const derOf = (value: forge.asn1.Asn1): string => asn1.toDer(value).getBytes();
const binary = (bytes: Uint8Array): string => Buffer.from(bytes).toString('binary');

const id = {
  data: '1.2.840.113549.1.7.1',
  shroudedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
  x509: '1.2.840.113549.1.9.22.1',
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
  sha1: '1.3.14.3.2.26',
} as const;

const attributes = (name: string, localKeyId: string): forge.asn1.Asn1 =>
  set(
    sequence(oid(id.localKeyId), set(octets(localKeyId))),
    sequence(
      oid(id.friendlyName),
      set(
        asn1.create(Class.UNIVERSAL, Type.BMPSTRING, false, Buffer.from(name, 'utf16le').swap16().toString('binary')),
      ),
    ),
  );

const contentInfo = (content: string): forge.asn1.Asn1 => sequence(oid(id.data), explicit(octets(content)));

/** MAC over the safe, RFC 7292 appendix B, SHA-1: what every reader understands. */
const macOf = (safe: string, password: string, iterations: number): forge.asn1.Asn1 => {
  const salt = random.getBytesSync(16);
  const saltBuffer = new forge.util.ByteStringBuffer(salt);
  const key = pkcs12.generateKey(password, saltBuffer, 3, iterations, 20);
  const mac = forge.hmac.create();
  mac.start('sha1', key);
  mac.update(safe);
  return sequence(
    sequence(
      sequence(oid(id.sha1), asn1.create(Class.UNIVERSAL, Type.NULL, false, '')),
      octets(mac.getMac().getBytes()),
    ),
    octets(salt),
    integer(iterations),
  );
};

/**
 * A PKCS#12 store of one ECDSA key, encrypted by PBES2 with AES-256-CBC, and its certificate chain.
 * node-forge's own writer knows RSA keys only; its reader, OpenSSL and browsers open this.
 * @param chain PEM certificates, the key's own first
 */
export const createPkcs12 = (
  keyPem: string,
  chain: readonly string[],
  password: string,
  name: string,
  iterations = 2048,
): Buffer => {
  const certificates = chain.map((pem) => new X509Certificate(pem).raw);
  const own = certificates[0];
  if (!own) throw new Error('a PKCS#12 store needs the certificate of its key');
  const localKeyId = createHash('sha1').update(own).digest('binary');
  const privateKeyInfo = asn1.fromDer(binary(keyFromPem(keyPem).export({ type: 'pkcs8', format: 'der' })));
  const encrypted = pki.encryptPrivateKeyInfo(privateKeyInfo, password, {
    algorithm: 'aes256',
    count: iterations,
    prfAlgorithm: 'sha256',
  } as Parameters<typeof pki.encryptPrivateKeyInfo>[2]);
  const keyBag = sequence(oid(id.shroudedKey), explicit(encrypted), attributes(name, localKeyId));
  const certificateBags = certificates.map((der, index) => {
    const bag = explicit(sequence(oid(id.x509), explicit(octets(binary(der)))));
    return index === 0
      ? sequence(oid(id.certificate), bag, attributes(name, localKeyId))
      : sequence(oid(id.certificate), bag);
  });
  const safe = derOf(sequence(contentInfo(derOf(sequence(...certificateBags))), contentInfo(derOf(sequence(keyBag)))));
  const store = sequence(integer(3), contentInfo(safe), macOf(safe, password, iterations));
  return Buffer.from(derOf(store), 'binary');
};
