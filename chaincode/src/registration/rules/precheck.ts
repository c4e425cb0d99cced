import {
  type Application,
  type Asset,
  type AssetText,
  type Certificate,
  caseTypeOf,
  certificateStateAt,
  digestOf,
  type Encumbrances,
  type Entity,
  type ErrorCode,
  encumbrancesInForce,
  errors,
  explain,
  type Finding,
  type Freeze,
  type LeafLine,
  type Params,
  type Profile,
  type Report,
  refuse,
  type SealedApplication,
  sameEncumbrance,
} from '@suyuan/schemas';
import { columnsMissing, gradeFloor, outside, reportMisfits, unusable } from '../../asset/rules.ts';
import { batchBreaches, claimsOf } from '../../batch/rules/summary.ts';
import { floorOf, stricter } from '../../grading/rules.ts';
import type { Input } from '../../lineage/state.ts';

/** All that the rules of a profile look at. Pre-check and submit gather the same. */
export type Facts = {
  readonly application: Application | SealedApplication;
  readonly profile: Profile;
  readonly applicant: Entity;
  readonly ownMotion: boolean;
  readonly asset: Asset | undefined;
  readonly certificate: Certificate | undefined;
  readonly freeze: Freeze | undefined;
  readonly encumbrances: Encumbrances | undefined;
  readonly transferee: Entity | undefined;
  readonly inputs: readonly Input[];
  readonly report?: Report | undefined;
  readonly registrar: string;
  readonly registrars: readonly string[];
  /** The batch in which the leaves of an application are sealed already. */
  readonly sealedAs?: string | undefined;
  /** The case that the application answers, where there is one already. */
  readonly answering: string | undefined;
  readonly time: string;
};

export type Breach = { code: ErrorCode; field: string; params?: Params; citation?: string };
type Rule = (facts: Facts) => Breach[];

const when = (broken: boolean, code: ErrorCode, field: string, params: Params = {}): Breach[] =>
  broken ? [{ code, field, params }] : [];

function textOf(application: Facts['application']): AssetText | undefined {
  return 'asset' in application ? application.asset : undefined;
}

/** The first registration of an open asset, whose texts the application has. */
function openInitial({ application }: Facts) {
  return application.type === 'initial' && 'asset' in application ? application : undefined;
}

/** The grade that is asked for, or stays: of a restricted asset the one that it claims. */
const gradeAsked = (facts: Facts) =>
  'sealed' in facts.application ? facts.application.sealed.grade : (standing(facts)?.grade ?? facts.asset?.gradeFloor);

/** The text that is, or stays, registered when the application succeeds. */
const standing = (facts: Facts) => textOf(facts.application) ?? facts.asset?.text;

function valueAt(text: object, path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], text);
}

const isEmpty = (value: unknown) => value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

const typeTaken: Rule = ({ profile, application: { type } }) =>
  when(!profile.types.includes(caseTypeOf({ type })), 'RULE_TYPE', 'type', { type });

const kindTaken: Rule = (facts) => {
  const kind = standing(facts)?.kind;
  return when(kind !== undefined && !facts.profile.kinds.includes(kind), 'RULE_KIND', 'asset.kind', {
    kind: kind ?? '',
  });
};

const sameProfile: Rule = ({ asset, profile }) =>
  when(asset !== undefined && asset.profile.id !== profile.id, 'RULE_PROFILE', 'profile', {
    expected: asset?.profile.id ?? '',
  });

const mandatory: Rule = ({ profile, application }) => {
  const text = textOf(application);
  if (!text) return [];
  return profile.mandatory
    .filter(({ field }) => isEmpty(valueAt(text, field)))
    .map(({ field, citation }) => ({ code: 'RULE_MANDATORY', field: `asset.${field}`, citation: citation.source }));
};

/** What evidence and circulation depend on: of one asset, or of all leaves of a batch. */
function claims(facts: Facts): { personalInformation: boolean; sources: string[]; grades: string[] } {
  const { application } = facts;
  if (application.type === 'batch') return claimsOf(application.batch.summary);
  const text = standing(facts);
  const grade = gradeAsked(facts);
  return {
    personalInformation: text?.personalInformation.contains === true,
    sources: text ? [text.sourceBasis] : [],
    grades: grade ? [grade] : [],
  };
}

const NEEDED: Record<Profile['evidence'][number]['when'], (facts: Facts) => boolean> = {
  always: () => true,
  'personal-information': (facts) => claims(facts).personalInformation,
  authorised: (facts) => claims(facts).sources.includes('authorisation'),
  purchased: (facts) => claims(facts).sources.includes('purchase'),
  'important-grade': (facts) => claims(facts).grades.includes('important'),
  transfer: ({ application }) => application.type === 'transfer',
};

const evidence: Rule = (facts) =>
  facts.profile.evidence
    .filter((need) => NEEDED[need.when](facts))
    .filter((need) => !facts.application.evidence.some((given) => given.kind === need.kind))
    .map(({ kind, citation }) => ({
      code: 'RULE_EVIDENCE',
      field: 'evidence',
      params: { kind },
      citation: citation.source,
    }));

const personalInformation: Rule = ({ application }) => {
  const about = textOf(application)?.personalInformation;
  const incomplete = about?.contains === true && (!about.legalBasis || !about.heads);
  return when(incomplete, 'RULE_PERSONAL_BASIS', 'asset.personalInformation');
};

const circulates: Rule = (facts) => {
  const { grades, sources } = claims(facts);
  const [grade, source] =
    facts.application.type === 'batch'
      ? ['batch.summary.grades', 'batch.summary.sources']
      : [`${'sealed' in facts.application ? 'sealed' : 'asset'}.grade`, 'asset.sourceBasis'];
  return [
    ...when(grades.includes('core'), 'RULE_CORE', grade),
    ...when(sources.includes('unauthorised'), 'RULE_UNAUTHORISED', source),
  ];
};

const grades: Rule = (facts) => {
  const application = openInitial(facts);
  if (!application) return [];
  const { asset, release } = application;
  const floor = gradeFloor(facts.inputs, facts.report);
  return [
    ...when(stricter(floor, release.grade), 'RULE_GRADE_FLOOR', 'release.grade', { grade: release.grade, floor }),
    ...when(stricter(release.grade, asset.grade), 'RULE_GRADE_FLOOR', 'asset.grade', {
      grade: asset.grade,
      floor: release.grade,
    }),
  ];
};

const rights: Rule = ({ application, applicant, asset }) => {
  const text = textOf(application);
  if (!text) return [];
  const holder = asset?.entity ?? applicant.id;
  const names = text.rights.map((right) => right.right);
  const hold = text.rights.find((right) => right.right === 'hold');
  return [
    ...when(!hold, 'RULE_RIGHTS', 'asset.rights', { right: 'hold', rule: 'missing 缺失' }),
    ...when(hold !== undefined && hold.holder !== holder, 'RULE_RIGHTS', 'asset.rights', {
      right: 'hold',
      rule: `held by ${holder} 应由 ${holder} 持有`,
    }),
    ...when(new Set(names).size !== names.length, 'RULE_RIGHTS', 'asset.rights', {
      right: names.join(', '),
      rule: 'each right once 每项权利只列一次',
    }),
    ...text.rights
      .filter((right) => right.until !== undefined && right.until < right.from)
      .flatMap((right) =>
        when(true, 'RULE_RIGHTS', 'asset.rights', { right: right.right, rule: 'ends before it begins 止早于起' }),
      ),
  ];
};

const coverage: Rule = ({ application }) => {
  const time = textOf(application)?.descriptor.timeCoverage;
  return when(time !== undefined && time.from > time.to, 'RULE_COVERAGE', 'asset.descriptor.timeCoverage');
};

const firstRelease: Rule = (facts) => {
  const { inputs, time } = facts;
  const application = openInitial(facts);
  if (!application) return [];
  return [...when(application.release.producedAt > time, 'RULE_PRODUCED', 'release.producedAt'), ...unusable(inputs)];
};

const owner: Rule = ({ asset, applicant, ownMotion }) =>
  when(asset !== undefined && !ownMotion && asset.entity !== applicant.id, 'RULE_OWNER', 'assetId', {
    entity: asset?.entity ?? '',
  });

const STANDING: Record<Application['type'], readonly string[]> = {
  initial: [],
  batch: [],
  change: ['active'],
  correction: ['active', 'suspended'],
  renewal: ['active', 'expired'],
  transfer: ['active'],
  deregistration: ['active', 'suspended', 'expired'],
};

const registered: Rule = ({ application, certificate, time }) => {
  const allowed = STANDING[application.type];
  const state = certificate ? certificateStateAt(certificate, time) : 'absent';
  return when(allowed.length > 0 && !allowed.includes(state), 'RULE_REGISTERED', 'assetId', {
    state: allowed.join(' / '),
  });
};

const renewalWindow: Rule = ({ application, certificate, time }) => {
  const from = application.type === 'renewal' ? certificate?.renewableFrom : undefined;
  return when(from !== undefined && time < from, 'RULE_RENEWAL_WINDOW', 'assetId', { from: from ?? '' });
};

const unheld: Rule = ({ application: { type }, asset, freeze, encumbrances }) => {
  if (!asset || (type !== 'transfer' && type !== 'deregistration')) return [];
  const { id } = asset;
  return [
    ...when(encumbrancesInForce(asset, encumbrances).length > 0, 'RULE_ENCUMBERED', 'assetId'),
    ...when(freeze?.state === 'frozen', 'STANDING_FROZEN', 'assetId', {
      asset: id,
      by: freeze?.orderedBy.entity ?? '–',
    }),
  ];
};

const transferee: Rule = ({ application, transferee: to, asset }) => {
  if (application.type !== 'transfer') return [];
  const fit = to?.state === 'active' && to.roles.includes('holder') && to.id !== asset?.entity;
  return when(!fit, 'RULE_TRANSFEREE', 'transferee', { entity: application.transferee });
};

const changesSomething: Rule = ({ application, asset }) => {
  const text = textOf(application);
  const same = asset?.text !== undefined && text !== undefined && digestOf(text) === digestOf(asset.text);
  return when(same && application.type !== 'initial', 'RULE_NO_CHANGE', 'asset');
};

const freeAsset: Rule = ({ asset, answering }) => {
  const open = asset?.openCase;
  return when(open !== undefined && open !== answering, 'CASE_OPEN', 'assetId', {
    asset: asset?.id ?? '',
    case: open ?? '',
  });
};

/** The registrar is one, and no party of the case, but where it corrects on its own motion. */
const registrar: Rule = ({ registrar: chosen, registrars, ownMotion, applicant, asset, application }) => {
  const parties = [applicant.id, asset?.entity, application.type === 'transfer' ? application.transferee : undefined];
  return [
    ...when(!registrars.includes(chosen), 'CASE_REGISTRAR', 'registrar', { entity: chosen }),
    ...when(!ownMotion && parties.includes(chosen), 'RULE_REGISTRAR', 'registrar', { entity: chosen }),
  ];
};

/** What was registered to the protection of others is not changed away before it was lifted. */
const keeps: Rule = ({ application, asset, encumbrances }) => {
  if (application.type !== 'change' || !('asset' in application) || !asset?.text) return [];
  const kept = application.asset.encumbrances;
  const inForce = encumbrancesInForce(asset, encumbrances);
  const dropped = asset.text.encumbrances.some(
    (one) =>
      inForce.some((held) => sameEncumbrance(held, one)) && !kept.some((other) => digestOf(other) === digestOf(one)),
  );
  return [
    ...when(dropped, 'RULE_KEEPS', 'asset.encumbrances'),
    ...when(stricter(asset.text.grade, application.asset.grade), 'RULE_KEEPS', 'asset.grade'),
  ];
};

const releaseWithin: Rule = (facts) => {
  const { applicant, inputs, report } = facts;
  const application = openInitial(facts);
  if (!application) return [];
  const { asset, release } = application;
  return [
    ...outside(asset, release),
    ...columnsMissing(asset, release, inputs),
    ...reportMisfits(release, report, applicant.id),
  ];
};

/** The kinds and numbers that a batch says it has; each of its leaves is checked as one, before it is sealed. */
const leaves: Rule = ({ application, profile, sealedAs }) =>
  application.type === 'batch'
    ? [
        ...batchBreaches(application.batch, profile),
        ...when(sealedAs !== undefined, 'RULE_BATCH_SEALED', 'batch.root', { batch: sealedAs ?? '' }),
      ]
    : [];

/** An asset stays as it was first registered: on the ledger, or in a vault. */
const disclosed: Rule = ({ application, asset }) => [
  ...when(asset?.disclosure === 'restricted' && 'asset' in application, 'VAULT_NEEDED', 'asset'),
  ...when(asset?.disclosure === 'open' && 'sealed' in application, 'VAULT_OPEN_ASSET', 'sealed'),
];

/** What a sealed application claims of its grades must hold together; whether it is true, the vault tells. */
const claimedGrades: Rule = ({ application, asset }) => {
  if (!('sealed' in application)) return [];
  const { grade } = application.sealed;
  const kept = asset?.gradeFloor ?? 'general';
  const lowered = application.type === 'change' && stricter(kept, grade);
  if (application.type !== 'initial') return when(lowered, 'RULE_KEEPS', 'sealed.grade');
  const { release } = application;
  const floor = floorOf(release.inputs.map((edge) => edge.grade));
  return [
    ...when(stricter(floor, release.grade), 'RULE_GRADE_FLOOR', 'release.grade', { grade: release.grade, floor }),
    ...when(stricter(release.grade, grade), 'RULE_GRADE_FLOOR', 'sealed.grade', { grade, floor: release.grade }),
  ];
};

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
