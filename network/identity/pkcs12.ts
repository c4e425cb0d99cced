import { createCipheriv, createHash, createHmac, pbkdf2Sync, randomBytes, X509Certificate } from 'node:crypto';
import forge from 'node-forge';
import { keyFromPem } from './keys.ts';

const { asn1 } = forge;
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
const nothing = (): forge.asn1.Asn1 => asn1.create(Class.UNIVERSAL, Type.NULL, false, '');
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
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  hmacSha256: '1.2.840.113549.2.9',
  aes256: '2.16.840.1.101.3.4.1.42',
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

/** The MAC's key, RFC 7292 appendix B.2 with SHA-1: one block of it is as long as the key. */
const macKey = (password: string, salt: Buffer, iterations: number): Buffer => {
  const block = 64;
  const fill = (bytes: Buffer): Buffer => {
    const length = Math.ceil(bytes.length / block) * block;
    return Buffer.alloc(length, bytes.length === 0 ? 0 : bytes);
  };
  const text = Buffer.concat([Buffer.from(password, 'utf16le').swap16(), Buffer.alloc(2)]);
  let hash = Buffer.concat([Buffer.alloc(block, 3), fill(salt), fill(text)]);
  for (let i = 0; i < iterations; i += 1) hash = createHash('sha1').update(hash).digest();
  return hash;
};

const macOf = (safe: string, password: string, iterations: number): forge.asn1.Asn1 => {
  const salt = randomBytes(16);
  const mac = createHmac('sha1', macKey(password, salt, iterations))
    .update(safe, 'binary')
    .digest();
  return sequence(
    sequence(sequence(oid(id.sha1), nothing()), octets(binary(mac))),
    octets(binary(salt)),
    integer(iterations),
  );
};

/** PBES2, RFC 8018: PBKDF2 with HMAC-SHA-256, then AES-256-CBC. */
const encryptKey = (pkcs8: Buffer, password: string, iterations: number): forge.asn1.Asn1 => {
  const [salt, iv] = [randomBytes(16), randomBytes(16)];
  const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(password, salt, iterations, 32, 'sha256'), iv);
  const encrypted = Buffer.concat([cipher.update(pkcs8), cipher.final()]);
  const derivation = sequence(
    oid(id.pbkdf2),
    sequence(octets(binary(salt)), integer(iterations), integer(32), sequence(oid(id.hmacSha256), nothing())),
  );
  const scheme = sequence(oid(id.aes256), octets(binary(iv)));
  return sequence(sequence(oid(id.pbes2), sequence(derivation, scheme)), octets(binary(encrypted)));
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
  const encrypted = encryptKey(keyFromPem(keyPem).export({ type: 'pkcs8', format: 'der' }), password, iterations);
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
