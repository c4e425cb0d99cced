import {
  type Application,
  type Case,
  type Certificate,
  type Objection,
  refuse,
  type SealedApplication,
} from '@suyuan/schemas';
import type { Member } from '../access/caller.ts';
import { batchOf, sealedAs } from '../batch/state.ts';
import { key } from '../ledger/keys.ts';
import { type Reader, together } from '../ledger/reader.ts';
import { inputs } from '../lineage/state.ts';
import { roster } from '../membership/state.ts';
import { reportNamed } from '../report/state.ts';
import { holds } from '../standing/state.ts';
import type { Setting, Subject } from './rules/case.ts';
import type { Facts } from './rules/precheck.ts';
import { calendar, inForce, type ProfileRef, pinned } from './setting.ts';

/** A case with all that a decision on it looks at. */
export type Opened = { readonly found: Case; readonly asset: Subject; readonly setting: Setting };

export async function open(ledger: Reader, id: string): Promise<Opened> {
  const found = await ledger.need('case/1', key.case(id), 'case');
  const [asset, setting] = await together([
    found.asset.startsWith('bat-') ? batchOf(ledger, found.asset) : ledger.need('asset/1', key.asset(found.asset)),
    settingOf(ledger, found.profile),
  ]);
  return { found, asset, setting };
}

async function settingOf(ledger: Reader, ref: ProfileRef): Promise<Setting> {
  const [profile] = await together([pinned(ledger, ref), calendar(ledger)]);
  return settingWith(ledger, profile);
}

export async function settingWith(ledger: Reader, profile: Setting['profile']): Promise<Setting> {
  return { profile, calendar: await calendar(ledger), txId: ledger.txId, time: ledger.time };
}

export async function certificateOf(
  ledger: Reader,
  asset: { certificate?: string } | undefined,
): Promise<Certificate | undefined> {
  return asset?.certificate ? ledger.get('certificate/1', key.certificate(asset.certificate)) : undefined;
}

export async function objectionsOf(ledger: Reader, found: Case): Promise<Objection[]> {
  return together(found.objections.map(({ n }) => ledger.need('objection/1', key.objection(found.id, n), 'objection')));
}

/** The de-identification report that an application's first release rests on. */
export async function reportOf(ledger: Reader, application: Asked['application'] | undefined) {
  if (application?.type !== 'initial' || !('asset' in application)) return undefined;
  return reportNamed(ledger, application.release, 'application.release.report');
}

/** What an application is, and to whom and in answer to which case it goes. */
export type Asked = {
  readonly application: Application | SealedApplication;
  readonly profile: ProfileRef | Setting['profile'];
  readonly registrar: string;
  readonly answering?: string;
};

/** What pre-check and submit look at. A registrar that corrects what it registered acts on its own motion. */
export async function facts(ledger: Reader, who: Member, asked: Asked): Promise<Facts> {
  const { application, profile } = asked;
  const asset =
    'assetId' in application
      ? await ledger.need('asset/1', key.asset(application.assetId), 'application.assetId')
      : undefined;
  const certificate = await certificateOf(ledger, asset);
  const ownMotion =
    application.type === 'correction' &&
    'asset' in application &&
    who.roles.has('registrar') &&
    certificate?.registrar === who.entity.id;
  if (!ownMotion && !who.roles.has('holder')) throw refuse('CALLER_ROLE', { role: 'holder' });
  const [pinnedTo, held, transferee, from, report, { registrars }, sealed] = await together([
    'schema' in profile ? Promise.resolve(profile) : inForce(ledger, profile),
    asset ? holds(ledger, asset.id) : Promise.resolve({ freeze: undefined, encumbrances: undefined }),
    application.type === 'transfer'
      ? ledger.get('entity/1', key.entity(application.transferee))
      : Promise.resolve(undefined),
    application.type === 'initial' && 'asset' in application
      ? inputs(ledger, application.release.inputs)
      : Promise.resolve([]),
    reportOf(ledger, application),
    roster(ledger),
    application.type === 'batch' ? sealedAs(ledger, application.batch.root) : Promise.resolve(undefined),
  ]);
  return {
    application,
    profile: pinnedTo,
    applicant: who.entity,
    ownMotion,
    asset,
    certificate,
    ...held,
    transferee,
    inputs: from,
    report,
    registrar: asked.registrar,
    registrars,
    sealedAs: sealed,
    answering: asked.answering,
    time: ledger.time,
  };
}
