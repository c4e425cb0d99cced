import {
  type Asset,
  assetFields,
  type Batch,
  type Case,
  type Certificate,
  certificateStateAt,
  commitPublic,
  type Encumbrances,
  encumbrancesInForce,
  type Freeze,
  idOf,
  type Report,
  refuse,
  type SealedAsset,
} from '@suyuan/schemas';
import { sealedRelease } from '../../asset/rules/sealed.ts';
import { gradeFloor, mustBeUsable, release } from '../../asset/rules.ts';
import { seal } from '../../batch/rules/seal.ts';
import { cancel, issue as newCertificate, supersede } from '../../certificate/rules.ts';
import { stricter } from '../../grading/rules.ts';
import type { Recorded } from '../../ledger/keys.ts';
import type { Input } from '../../lineage/state.ts';
import { deadline } from '../../time/deadline.ts';
import { byRegistrar, inState, inTime, issuableFrom, moved, type Party, type Setting, takeOffice } from './case.ts';

export type Issuance = {
  readonly found: Case;
  readonly asset: Asset;
  readonly certificate: Certificate | undefined;
  readonly freeze: Freeze | undefined;
  readonly encumbrances: Encumbrances | undefined;
  readonly inputs: readonly Input[];
  readonly report?: Report | undefined;
  readonly by: Party;
};

/** After publicity, with nothing open or appealable, a third person issues: certificate, asset, and its first release. */
export function issue(what: Issuance, setting: Setting): Recorded[] {
  const { found, by } = what;
  const office = mayIssue(found, by, setting);
  stillStands(what, setting);

  if (found.application?.type === 'deregistration') return deregister(what, office, setting);
  const asset = registered(what, setting);
  const certificate = newCertificate(
    asset,
    {
      case: found.id,
      registrar: found.registrar,
      by,
      profile: setting.profile,
      ...(what.certificate ? { previous: what.certificate } : {}),
      renews: found.type === 'renewal',
    },
    setting,
  );
  return [
    moved(found, 'issued', undefined, setting, { ...office, certificate: certificate.number }),
    { ...asset, certificate: certificate.number },
    certificate,
    ...(what.certificate ? [supersede(what.certificate, certificate.number, setting.time)] : []),
    ...firstRelease(what, asset, setting),
  ];
}

/** Refuses an issue that comes too early, too late, or by the wrong person. Answers the case's people after it. */
function mayIssue(found: Case, by: Party, setting: Setting): Partial<Case> {
  inState(found, 'in_publicity');
  byRegistrar(found, by);
  inTime(found, setting.time);
  const until = issuableFrom(found);
  if (setting.time <= until) throw refuse('DEADLINE_AHEAD', { deadline: until }, 'case');
  return takeOffice(found, 'issuer', by);
}

/** A batch is issued by its seal: one transaction for all its certificates. */
export function issueBatch(
  what: { found: Case; batch: Batch; by: Party; sealedAs: string | undefined },
  setting: Setting,
): Recorded[] {
  const { found, batch, by, sealedAs } = what;
  const office = mayIssue(found, by, setting);
  const { registrar } = found;
  return [
    moved(found, 'issued', undefined, setting, office),
    ...seal({ batch, registrar, by, profile: setting.profile, sealedAs }, setting),
  ];
}

/** What was true at submission may have changed since: the earlier certificate, what holds the asset, the inputs' grades. */
function stillStands(what: Issuance, setting: Setting): void {
  const { found, certificate, inputs, report } = what;
  if (certificate) {
    const state = certificateStateAt(certificate, setting.time);
    if (['revoked', 'cancelled', 'superseded'].includes(state)) {
      const allowed = 'active / suspended / expired';
      throw refuse('CERTIFICATE_STATE', { number: certificate.number, state, allowed }, 'case');
    }
  }
  if (found.type === 'transfer' || found.type === 'deregistration') mustBeUnheld(what);
  if (found.application?.type !== 'initial') return;
  mustBeUsable(inputs);
  const { grade } = found.application.release;
  const floor = gradeFloor(inputs, report);
  if (stricter(floor, grade)) throw refuse('RULE_GRADE_FLOOR', { grade, floor }, 'case');
}

/** A pledge, seizure or freeze of the meantime keeps the asset where it is. */
function mustBeUnheld({ asset, freeze, encumbrances }: Issuance): void {
  if (encumbrancesInForce(asset, encumbrances).length > 0) throw refuse('RULE_ENCUMBERED', {}, 'case');
  if (freeze?.state === 'frozen') {
    throw refuse('STANDING_FROZEN', { asset: asset.id, by: freeze.orderedBy.entity ?? '–' }, 'case');
  }
}

/** The asset as the case leaves it: registered, with the new text or the new holder. */
function registered({ found, asset }: Issuance, setting: Setting): Asset {
  const { openCase: _, ...rest } = asset;
  const { application } = found;
  const base: Asset = { ...rest, state: 'registered', profile: found.profile, time: setting.time };
  if (application?.type === 'change' || application?.type === 'correction') {
    return {
      ...base,
      text: application.asset,
      gradeFloor: application.asset.grade,
      commitments: found.commitments,
      committedIn: found.committedIn,
      version: asset.version + 1,
    };
  }
  if (found.sealed && found.sealed.type !== 'initial' && asset.vault) {
    return sealedAnew(base, found.sealed.sealed, { host: asset.vault.host, committedIn: found.committedIn });
  }
  if (application?.type !== 'transfer') return base;
  const { consented } = found;
  return consented
    ? { ...sealedAnew(base, consented, consented), entity: application.transferee }
    : transferred(base, application.transferee, setting);
}

/** A restricted asset with another text in another vault: of its holder, or of who receives it. */
function sealedAnew(
  asset: Asset,
  { vault, grade, commitments }: SealedAsset,
  of: { host: string; committedIn: string },
) {
  const { host, committedIn } = of;
  // What was revealed is borne out by the commitments of the text that it was revealed of.
  const { revealed: _, ...rest } = asset;
  return {
    ...rest,
    vault: { id: vault, host },
    gradeFloor: grade,
    commitments,
    committedIn,
    version: asset.version + 1,
  };
}

/** Every right that the old holder had passes on. */
export function transferred(asset: Asset, to: string, setting: Pick<Setting, 'txId'>): Asset {
  if (!asset.text) throw refuse('VAULT_NEEDED');
  const rights = asset.text.rights.map((right) => (right.holder === asset.entity ? { ...right, holder: to } : right));
  const text = { ...asset.text, rights };
  return {
    ...asset,
    entity: to,
    text,
    commitments: commitPublic(assetFields(text), setting.txId),
    committedIn: setting.txId,
    version: asset.version + 1,
  };
}

function firstRelease({ found, inputs }: Issuance, asset: Asset, setting: Setting): Recorded[] {
  const id = idOf('rel', setting.txId);
  const by = { ...found.people.submitter, entity: found.applicant };
  if (found.sealed?.type === 'initial' && asset.vault) {
    return sealedRelease({ id, asset, sealed: found.sealed.release, host: asset.vault.host, by }, setting);
  }
  if (found.application?.type !== 'initial') return [];
  return release(
    {
      id,
      asset,
      text: found.application.release,
      inputs,
      by,
      answerBy: deadline(setting.time, setting.profile.clocks.edgeAnswer, setting.calendar),
    },
    setting,
  );
}

function deregister({ found, asset, certificate, by }: Issuance, office: Partial<Case>, setting: Setting): Recorded[] {
  const { openCase: _, ...rest } = asset;
  const grounds = found.application?.type === 'deregistration' ? found.application.grounds : '';
  return [
    moved(found, 'issued', undefined, setting, office),
    { ...rest, state: 'ended', time: setting.time },
    ...(certificate ? [cancel(certificate, by, grounds, setting.time)] : []),
  ];
}
