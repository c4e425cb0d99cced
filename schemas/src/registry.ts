import { type Static, type TSchema, Type } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { assetCommands, assetDocuments } from './asset.ts';
import {
  AgreementId,
  AssetId,
  BatchId,
  CaseId,
  CertificateNumber,
  EntityId,
  MeasureId,
  OfferId,
  ProfileId,
  ProposalId,
  ReleaseId,
  strict,
} from './base.ts';
import { batchCommands, batchDocuments, batchQueries } from './batch.ts';
import { certificateCommands, certificateDocuments } from './certificate.ts';
import { clockCommands, clockDocuments } from './clock.ts';
import { gradingCommands, gradingDocuments } from './grading.ts';
import { licenceCommands, licenceDocuments } from './licence.ts';
import { lineageCommands, lineageDocuments, NodeId } from './lineage.ts';
import { measureCommands, measureDocuments } from './measure.ts';
import { membershipCommands, membershipDocuments } from './membership.ts';
import { profileDocuments } from './profile.ts';
import { Application, registrationCommands, registrationDocuments } from './registration.ts';
import { standingCommands, standingDocuments } from './standing.ts';
import { UseQuestion, usageCommands, usageDocuments } from './usage.ts';

/** Every transaction that writes, by its Fabric function name; each takes one canonical JSON command. */
export const commands = {
  ...clockCommands,
  ...membershipCommands,
  ...assetCommands,
  ...standingCommands,
  ...registrationCommands,
  ...certificateCommands,
  ...batchCommands,
  ...measureCommands,
  ...gradingCommands,
  ...lineageCommands,
  ...licenceCommands,
  ...usageCommands,
};

/** Every transaction that only reads; sent to evaluate. Each takes one canonical JSON argument. */
export const queries = {
  'clock:read': strict({}),
  'membership:read': strict({ entity: EntityId }),
  'membership:roster': strict({}),
  'membership:charter': strict({}),
  'membership:proposal': strict({ proposal: ProposalId }),
  'asset:read': strict({ asset: AssetId }),
  'asset:release': strict({ release: ReleaseId }),
  'asset:history': strict({ asset: AssetId }),
  'asset:standing': strict({ asset: AssetId, release: Type.Optional(ReleaseId) }),
  'registration:precheck': strict({
    profile: strict({ id: ProfileId, version: Type.Integer({ minimum: 1 }) }),
    registrar: EntityId,
    application: Application,
    case: Type.Optional(CaseId),
  }),
  'registration:read': strict({ case: CaseId }),
  'registration:history': strict({ case: CaseId }),
  'registration:profile': strict({ id: ProfileId, version: Type.Optional(Type.Integer({ minimum: 1 })) }),
  'certificate:read': strict({ certificate: CertificateNumber }),
  'measure:read': strict({ measure: MeasureId }),
  'certificate:history': strict({ certificate: CertificateNumber }),
  'grading:read': strict({ release: ReleaseId }),
  'grading:floor': strict({ inputs: Type.Array(NodeId, { maxItems: 100 }) }),
  ...batchQueries,
  'lineage:read': strict({ from: NodeId, to: ReleaseId }),
  'lineage:history': strict({ from: NodeId, to: ReleaseId }),
  'licence:readOffer': strict({ offer: OfferId }),
  'licence:read': strict({ agreement: AgreementId }),
  'licence:history': strict({ agreement: AgreementId }),
  'usage:mayUse': UseQuestion,
  'usage:quota': strict({ agreement: AgreementId }),
};

/** Every document of the channel state, by the value of its member `schema`. */
export const documents = {
  ...clockDocuments,
  ...membershipDocuments,
  ...profileDocuments,
  ...assetDocuments,
  ...standingDocuments,
  ...registrationDocuments,
  ...certificateDocuments,
  ...batchDocuments,
  ...measureDocuments,
  ...gradingDocuments,
  ...lineageDocuments,
  ...licenceDocuments,
  ...usageDocuments,
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

type Breach = { keyword: string; schemaPath: string; instancePath: string; message: string; params: object };

/** Of a union's branches, those whose literal members contradict the value are not what its author meant. */
function meant(found: readonly Breach[]): readonly Breach[] {
  const branch = (path: string) => /^(.*\/anyOf\/\d+)\/properties\/[^/]+$/.exec(path)?.[1];
  const contradicted = new Set(found.filter((e) => e.keyword === 'const').map((e) => branch(e.schemaPath)));
  const kept = found.filter(
    (e) =>
      e.keyword !== 'anyOf' && ![...contradicted].some((prefix) => prefix && e.schemaPath.startsWith(`${prefix}/`)),
  );
  return kept.filter((e) => !contradicted.has(e.schemaPath));
}

/** The first breach of a schema: path of the field (dots) and the rule in words; undefined when the value fits. */
export function firstBreach(schema: TSchema, value: unknown): { field: string; rule: string } | undefined {
  if (validator(schema).Check(value)) return undefined;
  const found: Breach[] = validator(schema).Errors(value);
  const error = meant(found).find((e) => e.keyword !== 'boolean') ?? found[0];
  const params = (error?.params ?? {}) as { requiredProperties?: string[]; additionalProperties?: string[] };
  const member = params.requiredProperties?.[0] ?? params.additionalProperties?.[0];
  const path = (error?.instancePath ?? '').split('/').filter(Boolean);
  return {
    field: [...path, ...(member ? [member] : [])].join('.') || '(command)',
    rule: error?.message ?? 'does not fit its schema',
  };
}
