import 'reflect-metadata';
import { createHash, X509Certificate as NativeCertificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { fits, type Grade, type Role, Role as RoleSchema, refuse } from '@suyuan/schemas';
import { attributesOf } from './attributes.ts';

/** Bytes of PEM that a certificate may have: far above any real one. */
export const CERTIFICATE_BYTES = 16 * 1024;

/** A certificate, read but not yet trusted. */
export interface ReadCertificate {
  readonly pem: string;
  /** Lower-case hex SHA-256 of its DER. */
  readonly fingerprint: string;
  readonly curve: 'P-256' | 'P-384';
  readonly native: NativeCertificate;
  readonly parsed: x509.X509Certificate;
  readonly person: string;
  readonly units: readonly string[];
  readonly attributes: {
    readonly entity: string | undefined;
    readonly roles: readonly Role[];
    readonly clearance: Grade;
    /** `gateway`: it is the gateway of its operator, and a person of none of its entities. */
    readonly duty: string | undefined;
  };
}

const CURVES: Readonly<Record<string, ReadCertificate['curve']>> = { prime256v1: 'P-256', secp384r1: 'P-384' };

const malformed = (rule: string) => refuse('CERTIFICATE_MALFORMED', { rule }, 'certificate');

const clearanceOf = (text: string | undefined): Grade => (text === 'important' || text === 'core' ? text : 'general');

function readAttributes(der: Uint8Array): ReadCertificate['attributes'] {
  const found = attributesOf(der);
  const roles = (found['suyuan.roles'] ?? '').split(',').filter((role): role is Role => fits(RoleSchema, role));
  return {
    entity: found['suyuan.entity'] || undefined,
    roles,
    clearance: clearanceOf(found['suyuan.clearance']),
    duty: found['suyuan.duty'] || undefined,
  };
}

const memo = new Map<string, ReadCertificate>();
const KEPT = 2000;

/**
 * Reads one PEM certificate. Parsing is memoised by its text.
 * @throws CERTIFICATE_TOO_LARGE, CERTIFICATE_MALFORMED, CERTIFICATE_KEY
 */
export function readCertificate(pem: string): ReadCertificate {
  if (Buffer.byteLength(pem) > CERTIFICATE_BYTES)
    throw refuse('CERTIFICATE_TOO_LARGE', { limit: CERTIFICATE_BYTES }, 'certificate');
  const known = memo.get(pem);
  if (known) return known;
  const read = parse(pem);
  if (memo.size >= KEPT) memo.clear();
  memo.set(pem, read);
  return read;
}

function parse(pem: string): ReadCertificate {
  if ((pem.match(/-----BEGIN /g) ?? []).length !== 1 || !pem.includes('-----BEGIN CERTIFICATE-----'))
    throw malformed('exactly one PEM certificate is expected');
  let native: NativeCertificate;
  let parsed: x509.X509Certificate;
  try {
    native = new NativeCertificate(pem);
    parsed = new x509.X509Certificate(new Uint8Array(native.raw));
    if (!Number.isFinite(native.validFromDate.getTime()) || !Number.isFinite(native.validToDate.getTime()))
      throw new Error('no validity');
  } catch {
    throw malformed('it is not DER of RFC 5280');
  }
  const key = publicKeyOf(native);
  const curve = CURVES[key.asymmetricKeyDetails?.namedCurve ?? ''];
  if (key.asymmetricKeyType !== 'ec' || !curve) throw refuse('CERTIFICATE_KEY', {}, 'certificate');
  const person = parsed.subjectName.getField('CN')[0];
  if (!person) throw malformed('its subject has no common name');
  return {
    pem,
    fingerprint: createHash('sha256').update(native.raw).digest('hex'),
    curve,
    native,
    parsed,
    person,
    units: parsed.subjectName.getField('OU'),
    attributes: readAttributes(native.raw),
  };
}

function publicKeyOf(certificate: NativeCertificate) {
  try {
    return certificate.publicKey;
  } catch {
    throw refuse('CERTIFICATE_KEY', {}, 'certificate');
  }
}
