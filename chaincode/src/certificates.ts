import { Certificate } from '@fidm/x509';

const REMEMBERED = 5000;

/** The shim parses its caller's certificate on every call; the parse depends on the bytes alone, so each is made once. */
export function rememberCertificates(): void {
  const parse = Certificate.fromPEM.bind(Certificate);
  const known = new Map<string, Certificate>();
  Certificate.fromPEM = (pem) => {
    const text = pem.toString('latin1');
    const parsed = known.get(text) ?? parse(pem);
    if (known.size >= REMEMBERED) known.clear();
    known.set(text, parsed);
    return parsed;
  };
}
