import { type Static, type TSchema, Type } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { Settings } from 'typebox/system';
import { aliasCommands, aliasDocuments } from './alias.ts';
import { assetDocuments } from './asset.ts';
import { assetCommands } from './asset-commands.ts';
import {
  AgreementId,
  AssetId,
  BasisId,
  BasisUseId,
  BatchId,
  CaseId,
  CertificateNumber,
  EntityId,
  ExternalId,
  MeasureId,
  MspId,
  OfferId,
  OrderId,
  ProfileId,
  ProposalId,
  RecallId,
  RecognitionId,
  ReleaseId,
  ReportId,
  strict,
} from './base.ts';
import { basisCommands, basisDocuments } from './basis.ts';
import { batchCommands, batchDocuments, batchQueries } from './batch.ts';
import { certificateCommands, certificateDocuments } from './certificate.ts';
import { clockCommands, clockDocuments } from './clock.ts';
import { gradingCommands, gradingDocuments } from './grading.ts';
import { Fingerprint, keyCommands, keyDocuments } from './key.ts';
import { licenceCommands, licenceDocuments } from './licence.ts';
import { EdgeFrom, lineageCommands, lineageDocuments, NodeId } from './lineage.ts';
import { measureCommands, measureDocuments } from './measure.ts';
import { membershipCommands, membershipDocuments } from './membership.ts';
import { profileDocuments } from './profile.ts';
import { readingCommands, readingDocuments } from './reading.ts';
import { recallCommands, recallDocuments } from './recall.ts';
import { recognitionCommands, recognitionDocuments } from './recognition.ts';
import { AnyApplication, registrationCommands, registrationDocuments } from './registration.ts';
import { reportCommands, reportDocuments } from './report.ts';
import { standingCommands, standingDocuments } from './standing.ts';
import { successionCommands } from './succession.ts';
import { ListingId, tradeCommands, tradeDocuments } from './trade.ts';
import { UseQuestion, usageCommands, usageDocuments } from './usage.ts';
import { vaultCommands, vaultDocuments, vaultQueries } from './vault.ts';

/** Every transaction that writes, by its Fabric function name; each takes one canonical JSON command. */
export const commands = {
  ...clockCommands,
  ...membershipCommands,
  ...keyCommands,
  ...assetCommands,
  ...standingCommands,
  ...registrationCommands,
  ...certificateCommands,
  ...batchCommands,
  ...measureCommands,
  ...successionCommands,
  ...gradingCommands,
  ...reportCommands,
  ...lineageCommands,
  ...licenceCommands,
  ...usageCommands,
  ...vaultCommands,
  ...tradeCommands,
  ...aliasCommands,
  ...recallCommands,
  ...recognitionCommands,
  ...basisCommands,
  ...readingCommands,
};

/** Every transaction that only reads; sent to evaluate. Each takes one canonical JSON argument. */
export const queries = {
  'clock:read': strict({}),
  'key:read': strict({ fingerprint: Fingerprint }),
  'membership:read': strict({ entity: EntityId }),
  'membership:roster': strict({}),
  'membership:charter': strict({}),
  'membership:proposal': strict({ proposal: ProposalId }),
  'membership:execution': strict({ proposal: ProposalId }),
  'asset:read': strict({ asset: AssetId }),
  'asset:release': strict({ release: ReleaseId }),
  'asset:history': strict({ asset: AssetId }),
  'asset:standing': strict({ asset: AssetId, release: Type.Optional(ReleaseId) }),
  'registration:precheck': strict({
    profile: strict({ id: ProfileId, version: Type.Integer({ minimum: 1 }) }),
    registrar: EntityId,
    application: AnyApplication,
    case: Type.Optional(CaseId),
  }),
  'registration:examine': strict({ case: CaseId }),
  'registration:read': strict({ case: CaseId }),
  'registration:history': strict({ case: CaseId }),
  'registration:profile': strict({ id: ProfileId, version: Type.Optional(Type.Integer({ minimum: 1 })) }),
  'certificate:read': strict({ certificate: CertificateNumber }),
  'measure:read': strict({ measure: MeasureId }),
  'certificate:history': strict({ certificate: CertificateNumber }),
  'grading:read': strict({ release: ReleaseId }),
  'grading:floor': strict({ inputs: Type.Array(NodeId, { maxItems: 100 }) }),
  ...batchQueries,
  'report:read': strict({ report: ReportId }),
  'lineage:read': strict({ from: EdgeFrom, to: ReleaseId }),
  'lineage:history': strict({ from: EdgeFrom, to: ReleaseId }),
  'licence:readOffer': strict({ offer: OfferId }),
  'licence:read': strict({ agreement: AgreementId }),
  'licence:history': strict({ agreement: AgreementId }),
  'usage:mayUse': UseQuestion,
  'usage:quota': strict({ agreement: AgreementId }),
  ...vaultQueries,
  'trade:account': strict({ bank: EntityId }),
  'trade:listing': strict({ listing: ListingId }),
  'trade:read': strict({ order: OrderId }),
  'trade:payment': strict({ order: OrderId }),
  'trade:history': strict({ order: OrderId }),
  'trade:certificate': strict({ certificate: CertificateNumber }),
  'alias:read': strict({ external: ExternalId, asset: AssetId }),
  'recall:read': strict({ recall: RecallId }),
  'recall:acknowledgement': strict({ recall: RecallId, entity: EntityId }),
  'recall:recalled': strict({ release: ReleaseId }),
  'recognition:read': strict({ recognition: RecognitionId }),
  'recognition:standing': strict({ recognition: RecognitionId }),
  'basis:read': strict({ basis: BasisId }),
  'basis:readUse': strict({ use: BasisUseId }),
  'reading:read': strict({ msp: MspId }),
};

/** Every document of the channel state, by the value of its member `schema`. */
export const documents = {
  ...clockDocuments,
  ...membershipDocuments,
  ...keyDocuments,
  ...profileDocuments,
  ...assetDocuments,
  ...standingDocuments,
  ...registrationDocuments,
  ...certificateDocuments,
  ...batchDocuments,
  ...measureDocuments,
  ...gradingDocuments,
  ...reportDocuments,
  ...lineageDocuments,
  ...licenceDocuments,
  ...usageDocuments,
  ...vaultDocuments,
  ...tradeDocuments,
  ...aliasDocuments,
  ...recallDocuments,
  ...recognitionDocuments,
  ...basisDocuments,
  ...readingDocuments,
};

/** The one event of a transaction: what was done to what. It wakes readers up; the documents are in the write set. */
export const LedgerEvent = strict({
  schema: Type.Literal('event/1'),
  function: Type.String(),
  subject: Type.String(),
  state: Type.Optional(Type.String()),
});

/** What a command answers: the id of what it was about or made, and the state that this is now in. */
export const Outcome = strict({
  subject: Type.String(),
  state: Type.Optional(Type.String()),
  asset: Type.Optional(AssetId),
  batch: Type.Optional(BatchId),
  release: Type.Optional(ReleaseId),
  certificate: Type.Optional(CertificateNumber),
  agreement: Type.Optional(AgreementId),
  measure: Type.Optional(MeasureId),
});

export type Commands = { [F in keyof typeof commands]: Static<(typeof commands)[F]> };
export type Queries = { [F in keyof typeof queries]: Static<(typeof queries)[F]> };
export type Documents = { [S in keyof typeof documents]: Static<(typeof documents)[S]> };
export type CommandName = keyof Commands;
export type QueryName = keyof Queries;
export type SchemaName = keyof Documents;
export type AnyDocument = Documents[SchemaName];
export type LedgerEvent = Static<typeof LedgerEvent>;
export type Outcome = Static<typeof Outcome>;

// Every branch of a union must have its say before the one that was meant can be told.
Settings.Set({ maxErrors: 500 });

const compiled = new Map<TSchema, Validator>();

function validator(schema: TSchema): Validator {
  let found = compiled.get(schema);
  if (!found) {
    found = Compile(schema);
    compiled.set(schema, found);
  }
  return found;
}

/** True when a value fits a schema. Validators are compiled once. */
export function fits<S extends TSchema>(schema: S, value: unknown): value is Static<S> {
  return validator(schema).Check(value);
}

type Misfit = { requiredProperties?: string[]; additionalProperties?: string[] };
type Breach = { keyword: string; schemaPath: string; instancePath: string; message: string; params: object };

const BRANCH = /^(.*)\/anyOf\/(\d+)(?=\/|$)/;

/** Every branch of a union that a breach lies in, the innermost first: the union's path and the branch in it. */
function branchesOf(path: string): { union: string; branch: string }[] {
  const found = BRANCH.exec(path);
  if (!found) return [];
  const [branch, union = ''] = found;
  return [{ union, branch }, ...branchesOf(union)];
}

/** How much a breach says that another branch was meant: a literal that differs, members that are missing or unknown. */
function doubt({ keyword, params }: Breach): number {
  const { requiredProperties = [], additionalProperties = [] } = params as Misfit;
  return keyword === 'const' ? 1000 : requiredProperties.length + additionalProperties.length;
}

/** Of a union's branches, only the one that its author seems to have meant: that with the least doubt, the first of equals. */
function meant(found: readonly Breach[]): readonly Breach[] {
  const unions = new Map<string, Map<string, number>>();
  for (const breach of found) {
    const [inner, ...outer] = branchesOf(breach.schemaPath);
    for (const { union, branch } of [inner, ...outer].filter((one) => one !== undefined)) {
      const doubts = unions.get(union) ?? new Map<string, number>();
      doubts.set(branch, (doubts.get(branch) ?? 0) + (branch === inner?.branch ? doubt(breach) : 0));
      unions.set(union, doubts);
    }
  }
  const best = new Map(
    [...unions].map(([union, doubts]) => [union, [...doubts].sort(([, a], [, b]) => a - b)[0]?.[0]]),
  );
  return found.filter(
    ({ keyword, schemaPath }) =>
      keyword !== 'anyOf' && branchesOf(schemaPath).every(({ union, branch }) => best.get(union) === branch),
  );
}

/** The first breach of a schema: path of the field (dots) and the rule in words; undefined when the value fits. */
export function firstBreach(schema: TSchema, value: unknown): { field: string; rule: string } | undefined {
  if (validator(schema).Check(value)) return undefined;
  const found: Breach[] = validator(schema).Errors(value);
  const error = meant(found).find((e) => e.keyword !== 'boolean') ?? found[0];
  const params = (error?.params ?? {}) as Misfit;
  const member = params.requiredProperties?.[0] ?? params.additionalProperties?.[0];
  const path = (error?.instancePath ?? '').split('/').filter(Boolean);
  return {
    field: [...path, ...(member ? [member] : [])].join('.') || '(command)',
    rule: error?.message ?? 'does not fit its schema',
  };
}
