import { type Static, Type } from 'typebox';
import { Actor, command, EntityId, Reason, strict, Timestamp } from './base.ts';

/** Of a certificate: lower-case hex SHA-256 of its DER. */
export const Fingerprint = Type.String({ pattern: '^[0-9a-f]{64}$' });

export const keyCommands = {
  'key:report': command({
    certificate: Type.String({
      pattern: '^-----BEGIN CERTIFICATE-----\\n[A-Za-z0-9+/=\\n]+-----END CERTIFICATE-----\\n$',
      maxLength: 16_384,
      description: 'PEM of the certificate whose key was lost or exposed',
    }),
    since: Timestamp,
    reason: Reason,
  }),
  'key:confirm': command({ fingerprint: Fingerprint }),
};

export const keyDocuments = {
  /** A key that is worth nothing any more once two have given their word; what it signed after `since` is flagged. */
  'key-replacement/1': strict({
    schema: Type.Literal('key-replacement/1'),
    fingerprint: Fingerprint,
    person: Type.String({ maxLength: 200 }),
    entity: EntityId,
    since: Timestamp,
    reason: Reason,
    words: Type.Array(strict({ by: Actor, as: Type.Enum(['colleague', 'host', 'regulator']) })),
    state: Type.Enum(['reported', 'replaced']),
    time: Timestamp,
  }),
};

export type KeyReplacement = Static<(typeof keyDocuments)['key-replacement/1']>;
