import {
  type Asset,
  type Case,
  type Certificate,
  type Encumbrances,
  type Freeze,
  type Grade,
  type Recalled,
  refuse,
} from '@suyuan/schemas';
import { key } from '../ledger/keys.ts';
import { type Reader, together } from '../ledger/reader.ts';

/** All that decides whether an asset may circulate. */
export type Standing = {
  readonly asset: Asset;
  readonly certificate: Certificate | undefined;
  readonly freeze: Freeze | undefined;
  readonly encumbrances: Encumbrances | undefined;
  /** The case that the asset is under. */
  readonly openCase: Case | undefined;
  /** Of the release that was asked for, else the least that its releases may have. */
  readonly grade: Grade;
  /** Whether the release that was asked for stands recalled. */
  readonly recalled?: Recalled | undefined;
};

export async function holds(
  ledger: Reader,
  asset: string,
): Promise<{ freeze: Freeze | undefined; encumbrances: Encumbrances | undefined }> {
  const [freeze, encumbrances] = await together([
    ledger.get('freeze/1', key.freeze(asset)),
    ledger.get('encumbrances/1', key.encumbrances(asset)),
  ]);
  return { freeze, encumbrances };
}

/** The standing of an asset, and of one of its releases, by point reads alone. */
export async function standingOf(ledger: Reader, id: string, release?: string): Promise<Standing> {
  const asset = await ledger.need('asset/1', key.asset(id), 'asset');
  const { certificate, openCase } = asset;
  return {
    asset,
    certificate: certificate ? await ledger.get('certificate/1', key.certificate(certificate)) : undefined,
    ...(await holds(ledger, id)),
    openCase: openCase ? await ledger.get('case/1', key.case(openCase)) : undefined,
    grade: release === undefined ? asset.gradeFloor : await gradeOfRelease(ledger, id, release),
    recalled: release === undefined ? undefined : await ledger.get('recalled/1', key.recalled(release)),
  };
}

async function gradeOfRelease(ledger: Reader, asset: string, id: string): Promise<Grade> {
  const release = await ledger.need('release/1', key.release(id), 'release');
  if (release.asset !== asset) throw refuse('NOT_FOUND', { what: 'release', id }, 'release');
  return (await ledger.need('grade/1', key.grade(id), 'release')).grade;
}
