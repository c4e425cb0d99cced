import { type Static, Type } from 'typebox';
import { Commitments } from './asset.ts';
import {
  Actor,
  AssetId,
  BatchId,
  CaseId,
  CertificateNumber,
  command,
  EntityId,
  MeasureId,
  ProfileId,
  Reason,
  strict,
  Timestamp,
} from './base.ts';

const onCertificate = { certificate: CertificateNumber, reason: Reason };

export const certificateCommands = {
  'certificate:suspend': command(onCertificate),
  'certificate:reinstate': command(onCertificate),
  'certificate:revoke': command(onCertificate),
};

export const certificateDocuments = {
  'certificate/1': strict({
    schema: Type.Literal('certificate/1'),
    number: CertificateNumber,
    case: CaseId,
    batch: Type.Optional(BatchId),
    asset: AssetId,
    assetVersion: Type.Integer({ minimum: 1 }),
    holder: EntityId,
    registrar: EntityId,
    profile: strict({ id: ProfileId, version: Type.Integer() }),
    nationalCode: Type.Optional(Type.String({ maxLength: 64 })),
    commitments: Commitments,
    committedIn: Type.String({
      pattern: '^[0-9a-f]{64}$',
      description: 'Transaction, or seed of a leaf, that the salts come from',
    }),
    issuedAt: Timestamp,
    issuedBy: Actor,
    validUntil: Type.Optional(Timestamp),
    renewableFrom: Type.Optional(Timestamp),
    state: Type.Enum(['active', 'suspended', 'superseded', 'revoked', 'cancelled'], {
      description: 'Expired is not stored: it follows from validUntil and the time asked about',
    }),
    supersedes: Type.Optional(CertificateNumber),
    supersededBy: Type.Optional(CertificateNumber),
    changed: Type.Optional(strict({ by: Actor, reason: Reason, measure: Type.Optional(MeasureId) })),
    revokedAt: Type.Optional(Timestamp),
    time: Timestamp,
  }),
};

export type Certificate = Static<(typeof certificateDocuments)['certificate/1']>;

/** The state of a certificate at an instant: `expired` follows from validUntil, whatever is stored. */
export function certificateStateAt(
  certificate: { readonly state: Certificate['state'] | 'expired'; readonly validUntil?: string | undefined },
  time: string,
): Certificate['state'] | 'expired' {
  const expired = certificate.validUntil !== undefined && time > certificate.validUntil;
  return expired && (certificate.state === 'active' || certificate.state === 'suspended')
    ? 'expired'
    : certificate.state;
}
