import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { canonical, fits, Sha256, strict } from '@suyuan/schemas';
import { GeneralEncrypt, type GeneralJWE, generalDecrypt } from 'jose';
import { Type } from 'typebox';

/** What is wrapped to recipients: the key of a sealed file, and which content it is the key of. */
const Wrapped = strict({
  sha256: Sha256,
  size: Type.Integer({ minimum: 0 }),
  key: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
});

/** Whose key opens a document: PEM of certificate and private key, on P-256 or P-384. */
export interface Keeper {
  readonly certificate: string;
  readonly key: string;
}

/** RFC 7516 with a recipient for each certificate; `kid` is the certificate's SHA-256. */
export type WrappedKey = GeneralJWE;

const ALGORITHMS = { keyManagementAlgorithms: ['ECDH-ES+A256KW'], contentEncryptionAlgorithms: ['A256GCM'] };

const kidOf = (certificate: X509Certificate) => certificate.fingerprint256.replaceAll(':', '').toLowerCase();

/** Wraps a file's key to certificates: ECDH-ES with A256KW for each, the content encrypted by A256GCM. */
export function wrap(key: Uint8Array, about: { sha256: string; size: number }, recipients: readonly string[]) {
  const payload = canonical({ ...about, key: Buffer.from(key).toString('base64url') });
  const jwe = new GeneralEncrypt(Buffer.from(payload)).setProtectedHeader({ enc: 'A256GCM' });
  const certificates = recipients.map((pem) => new X509Certificate(pem));
  const each = new Map(certificates.map((certificate) => [kidOf(certificate), certificate]));
  for (const [kid, certificate] of each)
    jwe.addRecipient(certificate.publicKey).setUnprotectedHeader({ alg: 'ECDH-ES+A256KW', kid });
  return jwe.encrypt();
}

/** The keys that this gateway opens documents with: its own first, then those it had before. */
export class Keyring {
  /** PEM of the certificate to which new documents are wrapped. */
  readonly certificate: string;
  readonly #keys: ReadonlyMap<string, KeyObject>;
  readonly #own: string;

  constructor(own: Keeper, former: readonly Keeper[] = []) {
    const kid = (keeper: Keeper) => kidOf(new X509Certificate(keeper.certificate));
    this.certificate = own.certificate;
    this.#own = kid(own);
    this.#keys = new Map([own, ...former].map((keeper) => [kid(keeper), createPrivateKey(keeper.key)]));
  }

  /** True where a key is wrapped to the certificate that this gateway has now. */
  isOwn = (wrapped: WrappedKey) => wrapped.recipients.some(({ header }) => header?.kid === this.#own);

  /** The file's key; undefined when none of these keys opens it, or it is the key of other content. */
  async unwrap(wrapped: WrappedKey, about: { sha256: string; size: number }): Promise<Uint8Array | undefined> {
    const recipient = wrapped.recipients?.find(({ header }) => this.#keys.has(String(header?.kid)));
    const key = this.#keys.get(String(recipient?.header?.kid));
    if (!recipient || !key) return undefined;
    const opened = await generalDecrypt({ ...wrapped, recipients: [recipient] }, key, ALGORITHMS).catch(
      () => undefined,
    );
    const said: unknown = opened && JSON.parse(Buffer.from(opened.plaintext).toString('utf8'));
    if (!fits(Wrapped, said) || said.sha256 !== about.sha256 || said.size !== about.size) return undefined;
    return Buffer.from(said.key, 'base64url');
  }
}
