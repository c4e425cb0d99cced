import canonicalize from 'canonicalize';

/** The one canonical JSON of the platform (RFC 8785), as text. Throws on what JSON cannot hold. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('undefined has no canonical JSON');
  return text;
}
