import { errors, explain, type Finding, type LeafLine, refuse } from '@suyuan/schemas';
import {
  changesSomething,
  disclosed,
  freeAsset,
  keeps,
  owner,
  registered,
  renewalWindow,
  sameProfile,
  unheld,
} from './precheck/asset.ts';
import { circulates, evidence } from './precheck/circulation.ts';
import type { Breach, Facts, Rule } from './precheck/facts.ts';
import { claimedGrades, firstRelease, grades, releaseWithin } from './precheck/release.ts';
import { leaves, registrar, transferee, typeTaken } from './precheck/request.ts';
import { coverage, kindTaken, mandatory, personalInformation, rights } from './precheck/text.ts';

export type { Breach, Facts };

/** What an asset's own text decides, whether it comes alone or as a leaf of a batch. */
const OF_ONE_ASSET: readonly Rule[] = [
  kindTaken,
  mandatory,
  personalInformation,
  circulates,
  grades,
  rights,
  coverage,
  firstRelease,
  releaseWithin,
];

const RULES: readonly Rule[] = [
  ...OF_ONE_ASSET,
  typeTaken,
  disclosed,
  claimedGrades,
  sameProfile,
  evidence,
  leaves,
  owner,
  registered,
  renewalWindow,
  unheld,
  transferee,
  changesSomething,
  freeAsset,
  registrar,
  keeps,
];

/** Every rule that an application breaks, with field, citation and both texts; empty when submit will take it. */
export function precheck(facts: Facts): Finding[] {
  return RULES.flatMap((rule) => rule(facts)).map(finding);
}

/** A breach of an application as it is told: its field is a path into the command. */
export function finding(breach: Breach): Finding {
  const { field } = breach;
  return told({ ...breach, field: field === 'registrar' ? field : `application.${field}` });
}

function told({ code, field, params = {}, citation }: Breach): Finding {
  const { zh, en } = explain({ code, field, params });
  return { code, field, citation: citation ?? errors[code].citation, zh, en };
}

/** Every rule that a leaf of a batch breaks as an asset of its own; fields are paths into its line. */
export function precheckLeaf(
  { asset, release }: Pick<LeafLine, 'asset' | 'release'>,
  about: Pick<Facts, 'profile' | 'applicant' | 'inputs' | 'report' | 'time'>,
): Finding[] {
  const facts: Facts = {
    ...about,
    application: { type: 'initial', asset, release, evidence: [] },
    ownMotion: false,
    asset: undefined,
    certificate: undefined,
    freeze: undefined,
    encumbrances: undefined,
    transferee: undefined,
    registrar: '',
    registrars: [],
    answering: undefined,
  };
  return OF_ONE_ASSET.flatMap((rule) => rule(facts)).map(told);
}

/** Refuses an application that breaks rules, with all of them. */
export function mustPass(facts: Facts): void {
  const findings = precheck(facts);
  if (findings.length > 0) {
    throw refuse('PRECHECK_FAILED', { count: findings.length }, findings[0]?.field, findings);
  }
}
