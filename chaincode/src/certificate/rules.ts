import {
  type Actor,
  type Asset,
  type Certificate,
  certificateNumber,
  certificateStateAt,
  type Profile,
  refuse,
} from '@suyuan/schemas';
import { before, deadline } from '../time/deadline.ts';

type State = Certificate['state'];

/** A new certificate of an asset as it now stands. Validity runs from now, or from the end of the one it renews. */
export function issue(
  asset: Asset,
  of: { case: string; registrar: string; by: Actor; profile: Profile; previous?: Certificate; renews: boolean },
  now: { txId: string; time: string },
): Certificate {
  const { profile, previous } = of;
  const from = of.renews && previous?.validUntil && previous.validUntil > now.time ? previous.validUntil : now.time;
  const keeps = previous && !of.renews ? previous.validUntil : undefined;
  return {
    schema: 'certificate/1',
    number: certificateNumber(profile.numberPrefix, now.txId, now.time),
    case: of.case,
    asset: asset.id,
    assetVersion: asset.version,
    holder: asset.entity,
    registrar: of.registrar,
    profile: { id: profile.id, version: profile.version },
    commitments: asset.commitments,
    committedIn: asset.committedIn,
    issuedAt: now.time,
    issuedBy: of.by,
    ...validity(profile, from, keeps),
    ...stateAfter(previous),
    ...(previous?.revokedAt ? { revokedAt: previous.revokedAt } : {}),
    ...(previous ? { supersedes: previous.number } : {}),
    time: now.time,
  };
}

/** Until when a certificate is valid that runs from an instant, and from when it is renewed. */
export function validity(profile: Profile, from: string, keeps?: string) {
  const none = { holidays: [], workdays: [] };
  const validUntil = keeps ?? (profile.validity ? deadline(from, profile.validity, none) : undefined);
  return {
    ...(validUntil ? { validUntil } : {}),
    ...(validUntil && profile.renewalFrom ? { renewableFrom: before(validUntil, profile.renewalFrom) } : {}),
  };
}

/** A suspension outlasts what supersedes the certificate: only who ordered it lifts it. */
function stateAfter(previous: Certificate | undefined): Pick<Certificate, 'state' | 'changed'> {
  if (previous?.state !== 'suspended') return { state: 'active' };
  return { state: 'suspended', ...(previous.changed ? { changed: previous.changed } : {}) };
}

export function supersede(previous: Certificate, by: string, time: string): Certificate {
  return { ...previous, state: 'superseded', supersededBy: by, time };
}

export function cancel(certificate: Certificate, by: Actor, reason: string, time: string): Certificate {
  return { ...certificate, state: 'cancelled', changed: { by, reason }, time };
}

const FROM: Record<'suspended' | 'active' | 'revoked', readonly State[]> = {
  suspended: ['active'],
  active: ['suspended', 'revoked'],
  revoked: ['active', 'suspended'],
};

/** The registrar suspends, reinstates or revokes; who suspended or revoked does not reinstate, another of its people does. */
export function change(
  certificate: Certificate,
  to: 'suspended' | 'active' | 'revoked',
  by: Actor & { entity: string },
  reason: string,
  time: string,
  orderer = certificate.changed?.by.entity,
): Certificate {
  const orderedBy = to === 'active' ? orderer : undefined;
  const entitled = orderedBy ?? certificate.registrar;
  if (entitled !== by.entity) throw refuse('CERTIFICATE_REGISTRAR', { registrar: entitled });
  if (!FROM[to].includes(certificate.state)) {
    const params = {
      number: certificate.number,
      state: certificateStateAt(certificate, time),
      allowed: FROM[to].join(' / '),
    };
    throw refuse('CERTIFICATE_STATE', params);
  }
  const last = certificate.changed?.by;
  if (to === 'active' && last?.msp === by.msp && last.person === by.person) {
    throw refuse('CERTIFICATE_SAME_PERSON', { person: by.person });
  }
  const revoked = to === 'revoked' ? { revokedAt: time } : {};
  return { ...certificate, state: to, changed: { by, reason }, ...revoked, time };
}
