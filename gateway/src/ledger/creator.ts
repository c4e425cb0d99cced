import { createHash, X509Certificate } from 'node:crypto';
import { attributesOf } from '../identity/attributes.ts';

type Creator = {
  readonly person: string;
  readonly entity: string | undefined;
  readonly fingerprint: string | undefined;
};
const NOBODY: Creator = { person: '', entity: undefined, fingerprint: undefined };
const seen = new Map<string, Creator>();
const KEPT = 5000;

/** Common name and entity of a creator's certificate, and the lower-case hex SHA-256 of its DER. Parsed once for each certificate; a block repeats few of them. */
export function personOf(pem: Uint8Array): Creator {
  const text = Buffer.from(pem).toString('utf8');
  const known = seen.get(text);
  if (known) return known;
  const creator = parse(text);
  if (seen.size >= KEPT) seen.clear();
  seen.set(text, creator);
  return creator;
}

function parse(pem: string): Creator {
  if (!pem) return NOBODY;
  try {
    const certificate = new X509Certificate(pem);
    const person = /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? '';
    const fingerprint = createHash('sha256').update(certificate.raw).digest('hex');
    return { person, entity: attributesOf(certificate.raw)['suyuan.entity'], fingerprint };
  } catch {
    return NOBODY;
  }
}
