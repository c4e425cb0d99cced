import {
  type Actor,
  type Asset,
  type Calendar,
  type Certificate,
  certificateStateAt,
  type Entity,
  type Measure,
  type Profile,
  type Roster,
  refuse,
} from '@suyuan/schemas';
import { issue, supersede } from '../../certificate/rules.ts';
import type { Recorded } from '../../ledger/keys.ts';
import { heardBy } from '../../measure/rules.ts';
import { transferred } from '../../registration/rules/issuance.ts';
import { deadline } from '../../time/deadline.ts';
import { type Bearer, mustBeLate, mustStandIn, standIn, uninvolved } from './stand-in.ts';

type Setting = {
  readonly profile: Profile;
  readonly calendar: Calendar;
  readonly roster: Roster;
  readonly txId: string;
  readonly time: string;
};

/** The registrar of a certificate left: its successor, or another that does not hold the asset, keeps it from now on. */
export function certificateHanded(found: Certificate, registrar: Bearer, roster: Roster, time: string): Certificate {
  const stand = mustStandIn(registrar, ['registrar']);
  return { ...found, registrar: uninvolved(stand, [found.holder, registrar.id], roster.registrars), time };
}

/**
 * The holder of an asset left: the asset passes to its successor as by a transfer, under a new certificate of the same
 * registrar, whose person signs for it.
 */
export function assetHanded(
  asset: Asset,
  certificate: Certificate | undefined,
  holder: Bearer,
  by: Actor & { entity: string },
  setting: Setting,
): Recorded[] {
  const { successor } = mustStandIn(holder, ['holder']);
  if (certificate?.registrar !== by.entity) {
    throw refuse('CERTIFICATE_REGISTRAR', { registrar: certificate?.registrar ?? '–' }, 'record');
  }
  if (asset.openCase) throw refuse('CASE_OPEN', { asset: asset.id, case: asset.openCase }, 'record');
  const passed = { ...transferred(asset, successor, setting), time: setting.time };
  if (!['active', 'suspended', 'expired'].includes(certificateStateAt(certificate, setting.time))) return [passed];
  const { profile, registrar } = { profile: setting.profile, registrar: certificate.registrar };
  const of = { case: certificate.case, registrar, by, profile, previous: certificate, renews: false };
  const made = issue(passed, of, setting);
  return [{ ...passed, certificate: made.number }, made, supersede(certificate, made.number, setting.time)];
}

/** Who hears the appeal against a measure, or who ordered it, left or was replaced. */
export function measureHanded(measure: Measure, body: Bearer | undefined, orderer: Bearer, setting: Setting): Measure {
  const { roster, profile, calendar, time } = setting;
  const waits = measure.state === 'appealed' || measure.appeal?.outcome === 'unanswered';
  const hears = body && waits ? standIn(body, ['arbiter', 'regulator', 'registrar']) : undefined;
  if (hears) {
    mustBeLate(hears, measure.next?.deadline, time);
    const others = [...roster.appealBodies, ...roster.registrars];
    const until = deadline(time, profile.clocks.appealDecision, calendar);
    return heardBy(measure, uninvolved(hears, measure.involved, others), until, time);
  }
  const { successor } = mustStandIn(orderer, [measure.kind === 'freeze' ? 'regulator' : 'registrar']);
  return { ...measure, orderer: successor, involved: [...new Set([...measure.involved, successor])], time };
}

/** The operator that hosted an entity left: its successor hosts from now on. */
export function entityHanded(entity: Entity, roster: Roster, time: string): Entity {
  const left = roster.left?.find(({ msp }) => msp === entity.host);
  if (!left) throw refuse('HANDOVER_NOBODY', { entity: entity.host }, 'record');
  return { ...entity, host: left.host, time };
}
