import { type Actor, type Entity, GRADES, type Grade, type Role, refuse } from '@suyuan/schemas';
import { readCertificate, type Said } from './certificate.ts';

/** Who signed the proposal, as the certificate alone tells. */
export type Signer = {
  readonly msp: string;
  readonly person: string;
  readonly admin: boolean;
  readonly issuer: string;
  /** Of the certificate: lower-case hex SHA-256 of its DER. */
  readonly fingerprint: string;
  readonly entity?: string;
  readonly roles: readonly string[];
  readonly clearance?: string;
  /** A gateway of its operator: what keeps the clock. */
  readonly gateway: boolean;
};

/** A member acting for an entity: what the certificate and the membership record both say. */
export type Member = {
  readonly actor: Actor & { entity: string };
  readonly entity: Entity;
  readonly roles: ReadonlySet<Role>;
  readonly clearance: Grade;
};

type ClientIdentity = { getMSPID(): string; getIDBytes(): Uint8Array; getAttributeValue(name: string): string | null };

const read = new Map<string, Said>();
const REMEMBERED = 5000;

function said(pem: string): Said {
  const known = read.get(pem);
  if (known) return known;
  const found = readCertificate(pem);
  if (!found) throw refuse('CALLER_CERTIFICATE', { rule: 'X.509' }, 'certificate');
  if (read.size >= REMEMBERED) read.clear();
  read.set(pem, found);
  return found;
}

/** Reads the certificate of the proposal. Fabric has checked its chain, dates, revocation and node OU. */
export function signer(identity: ClientIdentity): Signer {
  const { person, admin, issuer, fingerprint } = said(Buffer.from(identity.getIDBytes()).toString('utf8'));
  const entity = identity.getAttributeValue('suyuan.entity');
  const clearance = identity.getAttributeValue('suyuan.clearance');
  return {
    msp: identity.getMSPID(),
    person,
    admin,
    issuer,
    fingerprint,
    ...(entity ? { entity } : {}),
    roles: (identity.getAttributeValue('suyuan.roles') ?? '').split(',').filter(Boolean),
    ...(clearance ? { clearance } : {}),
    gateway: identity.getAttributeValue('suyuan.duty') === 'gateway',
  };
}

/** The actor that a record names. */
export function actorOf(from: Signer): Actor {
  return { msp: from.msp, person: from.person, ...(from.entity ? { entity: from.entity } : {}) };
}

/** Effective roles and clearance: certificate and membership record, of each what both say. */
export function member(from: Signer, record: Entity | undefined): Member {
  if (!from.entity) throw refuse('CALLER_CERTIFICATE', { rule: 'suyuan.entity' }, 'suyuan.entity');
  if (record?.state !== 'active') throw refuse('CALLER_NOT_MEMBER', { entity: from.entity });
  if (record.host !== from.msp) throw refuse('CALLER_HOST', { entity: record.id, host: record.host, msp: from.msp });
  const level = Math.min(GRADES.indexOf((from.clearance ?? 'general') as Grade), GRADES.indexOf(record.clearance));
  return {
    actor: { msp: from.msp, person: from.person, entity: record.id },
    entity: record,
    roles: new Set(record.roles.filter((role) => from.roles.includes(role))),
    clearance: GRADES[Math.max(level, 0)] ?? 'general',
  };
}

/** Refuses unless the member has the role. */
export function needRole(who: Member, ...roles: Role[]): void {
  if (!roles.some((role) => who.roles.has(role))) throw refuse('CALLER_ROLE', { role: roles.join(' / ') });
}
