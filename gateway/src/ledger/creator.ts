import { X509Certificate } from 'node:crypto';
import { attributesOf } from '../identity/attributes.ts';

type Creator = { readonly person: string; readonly entity: string | undefined };
const seen = new Map<string, Creator>();
const KEPT = 5000;

/** Common name and entity of a creator's certificate. Parsed once for each certificate; a block repeats few of them. */
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
  if (!pem) return { person: '', entity: undefined };
  try {
    const certificate = new X509Certificate(pem);
    const person = /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? '';
    return { person, entity: attributesOf(certificate.raw)['suyuan.entity'] };
  } catch {
    return { person: '', entity: undefined };
  }
}
