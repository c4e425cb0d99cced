import { X509Certificate } from 'node:crypto';

/** What a certificate says of itself. */
export type Said = {
  readonly person: string;
  readonly admin: boolean;
  readonly issuer: string;
  /** Lower-case hex SHA-256 of its DER. */
  readonly fingerprint: string;
  readonly entity: string | undefined;
};

/** DER of the object identifier 1.2.3.4.5.6.7.8.1, Fabric's attribute extension. */
const ATTRIBUTES = Buffer.from('06082a03040506070801', 'hex');
const BOOLEAN = 0x01;
const OCTET_STRING = 0x04;

/** Contents of the octet string at a place of DER, after a flag of criticality where there is one. */
function octetString(der: Buffer, at: number): Buffer {
  const start = der[at] === BOOLEAN ? at + 2 + (der[at + 1] ?? 0) : at;
  if (der[start] !== OCTET_STRING) return Buffer.alloc(0);
  const first = der[start + 1] ?? 0;
  const more = first < 0x80 ? 0 : first & 0x7f;
  const length = more === 0 ? first : der.readUIntBE(start + 2, more);
  return der.subarray(start + 2 + more, start + 2 + more + length);
}

/** The value of the attribute extension: JSON of names and values. */
function attributesOf(der: Buffer): Readonly<Record<string, unknown>> {
  const at = der.indexOf(ATTRIBUTES);
  if (at < 0) return {};
  const value = JSON.parse(octetString(der, at + ATTRIBUTES.length).toString('utf8')) as {
    attrs?: Record<string, unknown>;
  };
  return value.attrs ?? {};
}

/** Reads a PEM certificate; undefined when it is none. */
export function readCertificate(pem: string): Said | undefined {
  try {
    const certificate = new X509Certificate(pem);
    const lines = certificate.subject.split('\n');
    const values = (name: string) =>
      lines.filter((line) => line.startsWith(`${name}=`)).map((line) => line.slice(name.length + 1));
    const entity = attributesOf(certificate.raw)['suyuan.entity'];
    return {
      person: values('CN')[0] ?? '',
      admin: values('OU').includes('admin'),
      issuer: certificate.issuer,
      fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
      entity: typeof entity === 'string' && entity !== '' ? entity : undefined,
    };
  } catch {
    return undefined;
  }
}
