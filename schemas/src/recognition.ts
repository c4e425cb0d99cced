import { type Static, Type } from 'typebox';
import {
  Actor,
  CertificateNumber,
  command,
  EntityId,
  ProfileId,
  Reason,
  RecognitionId,
  Sha256,
  strict,
  Timestamp,
  Title,
} from './base.ts';
import { type Certificate, certificateStateAt } from './certificate.ts';
import { sha256Hex } from './digest.ts';
import { Evidence } from './evidence.ts';

const State = Type.Enum(['active', 'suspended', 'expired', 'superseded', 'revoked', 'cancelled']);
const ProfileRef = strict({ id: ProfileId, version: Type.Integer({ minimum: 1 }) });

/** A certificate of another network, as the registrar that recognises it says it is. */
const foreign = {
  network: strict({
    genesis: Type.String({
      pattern: '^[0-9a-f]{64}$',
      description: 'Hash of the network’s genesis block, in hex',
    }),
    title: Title,
  }),
  digest: { ...Sha256, description: 'SHA-256 of the certificate’s canonical JSON' },
  issuer: Type.String({ minLength: 1, maxLength: 300, description: 'Who issued it there' }),
  validUntil: Type.Optional(Timestamp),
  bundle: Evidence,
};

export const recognitionCommands = {
  'recognition:recognise': command({
    profile: ProfileRef,
    certificate: CertificateNumber,
    foreign: Type.Optional(strict(foreign)),
  }),
  'recognition:update': command({ recognition: RecognitionId, state: State, evidence: Evidence }),
  'recognition:acknowledge': command({ recognition: RecognitionId, state: State }),
  'recognition:withdraw': command({ recognition: RecognitionId, reason: Reason }),
};

export const recognitionDocuments = {
  /** That a registrar takes a certificate of another profile or network as it stands, without a review of its own. */
  'recognition/1': strict({
    schema: Type.Literal('recognition/1'),
    id: RecognitionId,
    registrar: EntityId,
    profile: ProfileRef,
    certificate: CertificateNumber,
    ground: Type.Enum(['ledger', 'claim'], {
      description: 'The certificate is on this ledger; or it is not, and what is said of it its registrar claims',
    }),
    foreign: Type.Optional(
      strict({ ...foreign, state: State, evidence: Type.Optional(Evidence), saidBy: Actor, time: Timestamp }),
    ),
    recognisedBy: Actor,
    recognisedAt: Timestamp,
    seen: strict({ state: State, time: Timestamp }),
    state: Type.Enum(['recognised', 'withdrawn'], {
      description: 'Whether it stands follows from the certificate at the time asked about',
    }),
    withdrawal: Type.Optional(strict({ by: Actor, reason: Reason })),
    time: Timestamp,
  }),
};

export type Recognition = Static<(typeof recognitionDocuments)['recognition/1']>;
type CertificateState = Static<typeof State>;

/** Of the certificate that is recognised, what the recognition follows: one of this ledger, or what is claimed of one. */
export type Recognised = Pick<Certificate, 'validUntil' | 'time'> & { readonly state: CertificateState };

/** One for each registrar, profile and certificate; numbers of another network are that network's. */
export function recognitionId(of: {
  registrar: string;
  profile: string;
  certificate: string;
  genesis?: string | undefined;
}): string {
  const parts = [of.registrar, of.profile, of.certificate, of.genesis ?? ''];
  return `rcg-${sha256Hex(JSON.stringify(parts)).slice(0, 32)}`;
}

/** The state of a recognition at an instant: that of its certificate, unless it was withdrawn. */
export function recognitionStateAt({ state }: Recognition, of: Recognised, time: string) {
  return state === 'withdrawn' ? state : certificateStateAt(of, time);
}

/** Whether the certificate changed since its registrar last saw it: written again, or come into another state. */
export function recognitionChanged(recognition: Recognition, of: Recognised, time: string): boolean {
  const { state, seen } = recognition;
  return state !== 'withdrawn' && (of.time > seen.time || certificateStateAt(of, time) !== seen.state);
}
