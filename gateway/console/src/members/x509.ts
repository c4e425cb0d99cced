/** Reads one DER element: where its content begins and ends. Throws on what is cut short. */
function elementAt(
  bytes: Uint8Array,
  at: number,
): { readonly tag: number; readonly from: number; readonly to: number } {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) throw new Error('The certificate is cut short');
  const many = first < 0x80 ? 0 : first & 0x7f;
  let length = first < 0x80 ? first : 0;
  for (let n = 0; n < many; n += 1) length = length * 256 + (bytes[at + 2 + n] ?? Number.NaN);
  const from = at + 2 + many;
  if (!(from + length <= bytes.length)) throw new Error('The certificate is cut short');
  return { tag, from, to: from + length };
}

const UTC_TIME = 0x17;
const VERSION = 0xa0;

/** A time of X.509: UTCTime with years of two digits (1950 to 2049), or GeneralizedTime. RFC 5280 §4.1.2.5. */
function timeOf(tag: number, text: string): string {
  const year =
    tag === UTC_TIME ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text.slice(0, 2)}` : text.slice(0, 4);
  const rest = text.slice(tag === UTC_TIME ? 2 : 4);
  const part = (n: number) => rest.slice(n * 2, n * 2 + 2);
  return `${year}-${part(0)}-${part(1)}T${part(2)}:${part(3)}:${part(4)}Z`;
}

/** When a certificate ends, from its PEM; undefined for what is none. RFC 5280 §4.1: version, serial, algorithm, issuer, validity. */
export function notAfterOf(pem: string): string | undefined {
  try {
    const base64 = pem.replaceAll(/-----[A-Z ]+-----|\s/g, '');
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const certificate = elementAt(bytes, 0);
    const signed = elementAt(bytes, certificate.from);
    let at = signed.from;
    if (elementAt(bytes, at).tag === VERSION) at = elementAt(bytes, at).to;
    for (let skipped = 0; skipped < 3; skipped += 1) at = elementAt(bytes, at).to;
    const notBefore = elementAt(bytes, elementAt(bytes, at).from);
    const notAfter = elementAt(bytes, notBefore.to);
    const time = timeOf(notAfter.tag, new TextDecoder().decode(bytes.slice(notAfter.from, notAfter.to)));
    return Number.isNaN(Date.parse(time)) ? undefined : time;
  } catch {
    return undefined;
  }
}
