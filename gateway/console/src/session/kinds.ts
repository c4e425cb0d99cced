import '../words/act-terms.ts';
import '../words/lineage-terms.ts';
import '../words/trade-terms.ts';

/** Enums of the API, by the member in which their values stand in a command. */
const KINDS: Readonly<Record<string, string>> = {
  grade: 'Grade',
  kind: 'AssetKind',
  form: 'AssetForm',
  updateFrequency: 'UpdateFrequency',
  sourceBasis: 'SourceBasis',
  right: 'RightKind',
  ground: 'ObjectionGround',
  code: 'ReasonCode',
  type: 'CaseType',
  legalBasis: 'LegalBasis',
  heads: 'Heads',
  clearance: 'Grade',
  roles: 'Role',
  role: 'Role',
  actions: 'LicenceAction',
  action: 'LicenceAction',
  direction: 'BasisDirection',
  held: 'CitationHeld',
  unit: 'DurationUnit',
  transformation: 'Transformation',
};

/** Where the same member means different things in different commands: by its path, or by what it holds. */
const KINDS_AT: readonly (readonly [string, RegExp, string, RegExp?])[] = [
  ['kind', /^\.content\.kind$/, 'ProposalKind'],
  ['kind', /\.run\.kind$/, 'RunKind'],
  ['kind', /evidence|instruments|bundle|contract/, 'EvidenceKind'],
  ['kind', /^/, 'EncumbranceKind', /^(pledge|seizure)$/],
  ['type', /fields/, 'FieldType'],
  ['action', /^/, 'RecallAction', /^(stopped|replaced|corrected|withdrawn|unaffected)$/],
  ['ground', /^/, 'VaultGround', /^(registration|transfer|agreement|supervision)$/],
];

/** The enum that a value of a command is of; undefined where it is of none. */
export const kindOf = (name: string, path: string, value: string): string | undefined =>
  KINDS_AT.find(([its, where, , holds]) => its === name && where.test(path) && (holds?.test(value) ?? true))?.[2] ??
  KINDS[name];
