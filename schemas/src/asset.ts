import { type Static, Type } from 'typebox';
import {
  Actor,
  AssetId,
  Bytes,
  CaseId,
  CertificateNumber,
  Day,
  EntityId,
  ExternalId,
  Grade,
  MediaType,
  ProfileId,
  ReleaseId,
  ReportId,
  Sha256,
  Sm3,
  strict,
  Timestamp,
  Title,
} from './base.ts';
import { ColumnMapping, RunText } from './run.ts';
import { VaultRef } from './vault.ts';

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });

export const AssetKind = Type.Enum(['dataset', 'api', 'product', 'model', 'training-set', 'ip-work']);

export const DataField = strict({
  name: text(200),
  type: Type.Enum(['text', 'integer', 'number', 'boolean', 'date', 'datetime', 'object', 'array', 'binary', 'unknown']),
  title: Type.Optional(text(200)),
  personal: Type.Optional(Type.Boolean()),
});

export const Descriptor = strict({
  title: Title,
  abstract: strict({ zh: text(4000), en: Type.Optional(text(4000)) }),
  keywords: Type.Array(text(60), { minItems: 1, maxItems: 30, uniqueItems: true }),
  subject: text(100),
  form: Type.Enum(['table', 'document', 'image', 'audio', 'video', 'graph', 'stream', 'api', 'model', 'mixed']),
  updateFrequency: Type.Enum(['none', 'realtime', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'irregular']),
  timeCoverage: Type.Optional(strict({ from: Day, to: Day })),
  spaceCoverage: Type.Optional(text(200)),
  fields: Type.Array(DataField, { maxItems: 2000 }),
  records: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
});

export const PersonalInformation = strict({
  contains: Type.Boolean(),
  legalBasis: Type.Optional(
    Type.Enum(['consent', 'contract', 'statutory-duty', 'emergency', 'news', 'self-disclosed', 'other-law']),
  ),
  heads: Type.Optional(Type.Enum(['under-10k', '10k-100k', '100k-1m', 'over-1m'])),
});

export const SourceBasis = Type.Enum(['own-production', 'public-data', 'purchase', 'authorisation', 'unauthorised']);

export const Right = strict({
  right: Type.Enum(['hold', 'process', 'operate']),
  holder: EntityId,
  from: Day,
  until: Type.Optional(Day),
  basis: text(500),
});

export const Encumbrance = strict({
  kind: Type.Enum(['pledge', 'seizure']),
  reference: text(200),
  from: Day,
});

export const Distribution = strict({
  name: text(300),
  mediaType: MediaType,
  size: Bytes,
  sha256: Sha256,
  sm3: Type.Optional(Sm3),
});

/** A node of lineage: a release here, or a dataset outside, by the namespace and name of OpenLineage. */
export const ExternalDataset = strict({ namespace: text(300), name: text(300) });
export const InputRef = Type.Union([strict({ release: ReleaseId }), strict({ external: ExternalDataset })]);

/** Which column of which input a column of the release comes from; `input` is the place among the inputs. */
export const InputColumn = strict({
  input: Type.Integer({ minimum: 0, maximum: 99 }),
  ...ColumnMapping.properties,
});

/**
 * A release, and, where it has inputs, the run that made it of them. With an accepted de-identification report its grade
 * may lie under that of the inputs which the report names.
 */
export const ReleaseText = strict({
  label: text(100),
  distributions: Type.Array(Distribution, { minItems: 1, maxItems: 200 }),
  inputs: Type.Array(InputRef, { maxItems: 100, uniqueItems: true }),
  producedAt: Timestamp,
  grade: Grade,
  records: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
  fields: Type.Optional(Type.Array(DataField, { maxItems: 2000 })),
  run: Type.Optional(RunText),
  columns: Type.Optional(Type.Array(InputColumn, { maxItems: 2000 })),
  report: Type.Optional(ReportId),
});

/** The same content, first brought by another entity. */
export const Duplicate = strict({ sha256: Sha256, entity: EntityId, asset: AssetId });

/** What the owner says of an asset; what a certificate commits to, field by field. */
export const AssetText = strict({
  kind: AssetKind,
  descriptor: Descriptor,
  personalInformation: PersonalInformation,
  grade: Grade,
  sourceBasis: SourceBasis,
  encumbrances: Type.Array(Encumbrance, { maxItems: 20 }),
  rights: Type.Array(Right, { minItems: 1, maxItems: 3 }),
});

/**
 * One commitment for each top field of a text. Salts of public fields follow from `committedIn`; those of a restricted
 * asset are in its vault.
 */
export const Commitments = Type.Record(Type.String({ pattern: '^[A-Za-z]{1,40}$' }), Sha256);

/** What the holder of a restricted asset has revealed of it, so that it may be licensed and sold; its commitments bear it out. */
const Revealed = strict({
  rights: AssetText.properties.rights,
  encumbrances: AssetText.properties.encumbrances,
  by: Actor,
  time: Timestamp,
});

export const assetDocuments = {
  'asset/1': strict({
    schema: Type.Literal('asset/1'),
    id: AssetId,
    entity: EntityId,
    disclosure: Type.Enum(['open', 'restricted']),
    gradeFloor: Grade,
    state: Type.Enum(['applied', 'registered', 'ended']),
    text: Type.Optional(AssetText),
    vault: Type.Optional(VaultRef),
    revealed: Type.Optional(Revealed),
    commitments: Commitments,
    committedIn: Type.String({
      pattern: '^[0-9a-f]{64}$',
      description: 'What named the commitments: public salts come from its transaction id or, of a leaf, its seed',
    }),
    version: Type.Integer({ minimum: 1 }),
    profile: strict({ id: ProfileId, version: Type.Integer() }),
    certificate: Type.Optional(CertificateNumber),
    openCase: Type.Optional(CaseId),
    time: Timestamp,
  }),
  'release/1': strict({
    schema: Type.Literal('release/1'),
    id: ReleaseId,
    asset: AssetId,
    entity: EntityId,
    disclosure: Type.Enum(['open', 'restricted']),
    text: Type.Optional(ReleaseText),
    vault: Type.Optional(VaultRef),
    commitments: Commitments,
    committedIn: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    inputs: Type.Optional(Type.Array(Type.Union([ReleaseId, ExternalId]))),
    rank: Type.Integer({ minimum: 0 }),
    duplicates: Type.Optional(Type.Array(Duplicate)),
    time: Timestamp,
  }),
  'external/1': strict({
    schema: Type.Literal('external/1'),
    id: ExternalId,
    ...ExternalDataset.properties,
    time: Timestamp,
  }),
  'content/1': strict({
    schema: Type.Literal('content/1'),
    sha256: Sha256,
    entity: EntityId,
    asset: AssetId,
    time: Timestamp,
  }),
};

/** The rights to an asset that everybody sees: of a restricted one, once its holder has revealed them. */
export const rightsOf = ({ text, revealed }: Pick<Asset, 'text' | 'revealed'>): readonly Right[] | undefined =>
  text?.rights ?? revealed?.rights;

export type AssetText = Static<typeof AssetText>;
export type Encumbrance = Static<typeof Encumbrance>;
export type Asset = Static<(typeof assetDocuments)['asset/1']>;
export type Release = Static<(typeof assetDocuments)['release/1']>;
export type ReleaseText = Static<typeof ReleaseText>;
export type External = Static<(typeof assetDocuments)['external/1']>;
export type ContentMark = Static<(typeof assetDocuments)['content/1']>;
export type Right = Static<typeof Right>;
export type InputRef = Static<typeof InputRef>;
export type DataField = Static<typeof DataField>;
export type Distribution = Static<typeof Distribution>;
export type Commitments = Static<typeof Commitments>;
