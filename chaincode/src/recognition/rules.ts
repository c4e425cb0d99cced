import {
  type Actor,
  type Certificate,
  type Commands,
  certificateStateAt,
  type Recognised,
  type Recognition,
  recognitionChanged,
  refuse,
} from '@suyuan/schemas';

type Party = Actor & { entity: string };
type Claimed = NonNullable<Commands['recognition:recognise']['foreign']>;

/** What a registrar recognises: a certificate of this ledger, or what it claims of one of another network. */
export type What = {
  readonly id: string;
  readonly number: string;
  readonly profile: Recognition['profile'];
  readonly of: { readonly certificate: Certificate } | { readonly foreign: Claimed };
  readonly existing: Recognition | undefined;
};

/** A registrar takes an active certificate of another profile or network as it stands. */
export function recognise({ id, number, profile, of, existing }: What, by: Party, time: string): Recognition {
  const registrar = by.entity;
  if (existing?.state === 'recognised')
    throw refuse('RECOGNITION_EXISTS', { id, registrar, profile: profile.id, number }, 'certificate');
  const local = 'certificate' in of ? of.certificate : undefined;
  if (local) mustBeAnothers(local, profile, registrar);
  const foreign = 'foreign' in of ? { ...of.foreign, state: 'active' as const, saidBy: by, time } : undefined;
  const recognised = (local ?? foreign) as Recognised;
  const state = certificateStateAt(recognised, time);
  if (state !== 'active') throw refuse('RECOGNITION_CERTIFICATE', { number, state }, 'certificate');
  return {
    schema: 'recognition/1',
    id,
    registrar,
    profile,
    certificate: number,
    ground: foreign ? 'claim' : 'ledger',
    ...(foreign ? { foreign } : {}),
    recognisedBy: by,
    recognisedAt: time,
    seen: { state, time: recognised.time },
    state: 'recognised',
    time,
  };
}

function mustBeAnothers(certificate: Certificate, profile: Recognition['profile'], registrar: string): void {
  const { number, registrar: issuer, holder } = certificate;
  if ([issuer, holder].includes(registrar))
    throw refuse('RECOGNITION_PARTY', { entity: registrar, number }, 'certificate');
  if (certificate.profile.id === profile.id)
    throw refuse('RECOGNITION_PROFILE', { number, profile: profile.id }, 'profile');
}

/** Its registrar alone acts on a recognition, until it withdraws it. */
function mustBeOwn({ id, registrar, state }: Recognition, by: Party): void {
  if (by.entity !== registrar) throw refuse('RECOGNITION_REGISTRAR', { id, registrar }, 'recognition');
  if (state === 'withdrawn') throw refuse('RECOGNITION_WITHDRAWN', { id }, 'recognition');
}

/** What became of a certificate of another network, as the registrar claims by evidence; it has seen it so. */
export function update(
  recognition: Recognition,
  by: Party,
  { state, evidence }: Pick<Commands['recognition:update'], 'state' | 'evidence'>,
  time: string,
): Recognition {
  mustBeOwn(recognition, by);
  const { foreign, certificate: number } = recognition;
  if (!foreign) throw refuse('RECOGNITION_LEDGER', { number }, 'recognition');
  const now = certificateStateAt(foreign, time);
  if (state === foreign.state || state === now) throw refuse('RECOGNITION_UNCHANGED', { number, state: now }, 'state');
  const claimed = { ...foreign, state, evidence, saidBy: by, time };
  return { ...recognition, foreign: claimed, seen: { state: certificateStateAt(claimed, time), time }, time };
}

/** The registrar has seen that the certificate changed, and into which state. */
export function acknowledge(
  recognition: Recognition,
  of: Recognised,
  by: Party,
  seen: Recognised['state'],
  time: string,
): Recognition {
  mustBeOwn(recognition, by);
  const { certificate: number } = recognition;
  const state = certificateStateAt(of, time);
  if (!recognitionChanged(recognition, of, time))
    throw refuse('RECOGNITION_UNCHANGED', { number, state }, 'recognition');
  if (seen !== state) throw refuse('RECOGNITION_SEEN', { number, state, seen }, 'state');
  return { ...recognition, seen: { state, time: of.time }, time };
}

/** The registrar no longer recognises the certificate, whatever state that is in. */
export function withdraw(recognition: Recognition, by: Party, reason: string, time: string): Recognition {
  mustBeOwn(recognition, by);
  return { ...recognition, state: 'withdrawn', withdrawal: { by, reason }, time };
}
