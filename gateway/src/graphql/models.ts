import type {
  BatchLeaf,
  Documents,
  EdgeState,
  Evidence,
  Grade,
  LeafLine,
  OperatorText,
  Successor,
  UseAnswer,
} from '@suyuan/schemas';
import type { OpenSession, Person } from '../identity/index.ts';
import type { Attestation, Committed } from '../ledger/index.ts';
import type { Facet } from '../search/index.ts';
import type {
  BlockRow,
  FacetCount,
  Gap,
  Move,
  Stored,
  ToldTransaction,
  TransactionRow,
  WebhookRow,
} from '../store/index.ts';
import type { Counts, Reached, TraceEdge, TraceNode } from '../trace/index.ts';

/** What a resolver hands on to the fields of each type: a document with its place, or a row. */
export type EntityModel = Stored<Documents['entity/1']>;
export type ProposalModel = Stored<Documents['proposal/1']>;
export type AssetModel = Stored<Documents['asset/1']>;
export type ReleaseModel = Stored<Documents['release/1']>;
export type CaseModel = Stored<Documents['case/1']>;
/** `asStored`: a version of the past, whose state is not judged by the time of the answer. */
export type CertificateModel = Stored<Documents['certificate/1']> & { readonly asStored?: boolean };
export type CertificateChangeModel = NonNullable<Documents['certificate/1']['changed']>;
export type KeyReplacementModel = Stored<Documents['key-replacement/1']>;
export type MeasureModel = Stored<Documents['measure/1']>;
export type FreezeModel = Stored<Documents['freeze/1']>;
export type OfferModel = Stored<Documents['offer/1']>;
/** `asStored`: a version of the past, whose state is not judged by the time of the answer. */
export type AgreementModel = Stored<Documents['agreement/1']> & { readonly asStored?: boolean };
export type UseRefusalModel = Stored<Documents['use-refusal/1']>;
export type UseAnswerModel = UseAnswer;
export type QuotaModel = {
  readonly quota: Documents['quota/1'];
  readonly uses: readonly Documents['use/1'][];
};
export type BatchModel = Stored<Documents['batch/1']>;
/** A leaf as it was read of the file, and what happened to it since. */
export interface BatchLeafModel {
  readonly batch: BatchModel;
  readonly index: number;
  readonly line: LeafLine;
  readonly own: BatchLeaf | undefined;
}
export type BatchCustodyModel = Stored<Documents['batch-custody/1']>;
export type MoveModel = Move;
export type EdgeModel = Stored<Documents['edge/1']>;
export type ProfileModel = Stored<Documents['profile/1']>;
export type CalendarModel = Stored<Documents['calendar/1']>;
export type CharterModel = Stored<Documents['charter/1']>;
export type RatificationModel = Stored<Documents['ratification/1']>;
export type SuccessorModel = Successor;
export type ReplacementModel = Stored<Documents['replacement/1']>;
export type ExecutionModel = Stored<Documents['execution/1']>;
export type VoteModel = Stored<Documents['vote/1']>;
export type GradeMarkModel = Stored<Documents['grade/1']>;
/** `place`: which of the release's inputs it is. */
export type RevealedInputModel = {
  readonly place: number;
  readonly field: string;
  readonly salt: string;
  readonly value: unknown;
  readonly id: string;
  readonly commitment: string;
};
export type RunModel = Stored<Documents['run/1']>;
export type ExternalDatasetModel = Stored<Documents['external/1']>;
export type VaultModel = Stored<Documents['named-vault/1']>;
export type OpeningModel = Stored<Documents['opening/1']>;
export type LegalHoldModel = Stored<Documents['legal-hold/1']>;
export type ErasureModel = Stored<Documents['erasure/1']>;
export type AbsenceModel = Stored<Documents['absence/1']>;
export type ObjectionModel = Stored<Documents['objection/1']>;
export type AliasModel = Stored<Documents['alias/1']>;
export type RecallModel = Stored<Documents['recall/1']>;
export type RecognitionModel = Stored<Documents['recognition/1']>;
export type BasisModel = Stored<Documents['basis/1']>;
export type BasisUseModel = Stored<Documents['basis-use/1']>;
export type ReadLogModel = Stored<Documents['read-log/1']>;
export type AcknowledgementModel = Stored<Documents['ack/1']>;
export type DeidentificationReportModel = Stored<Documents['report/1']>;
export type GradeGapModel = Gap;
/** A recall, the releases of an entity that it reaches, and what the entity signed. */
export type RecallNoticeModel = {
  readonly recall: RecallModel;
  readonly entity: string;
  readonly releases: readonly string[];
};
export type RecallImpactModel = {
  readonly recall: RecallModel;
  readonly first: number;
  readonly reached: readonly Reached[];
  readonly acknowledged: ReadonlySet<string>;
};
export type ImpactedReleaseModel = Reached & { readonly acknowledged: boolean };
export type EvidenceModel = Evidence;
export type OperatorModel = OperatorText;
export type ListingModel = Stored<Documents['listing/1']>;
export type OrderModel = Stored<Documents['order/1']>;
export type PaymentModel = Stored<Documents['payment/1']>;
export type CountedReportModel = Documents['payment/1']['reports'][number];
export type SupervisedAccountModel = Stored<Documents['account/1']>;
export type TransactionCertificateModel = Stored<Documents['transaction-certificate/1']>;
/** An application, less what its reader may not see. */
export type ApplicationModel = Readonly<Record<string, unknown>>;
export type BlockModel = BlockRow;
export type TransactionModel = ToldTransaction;
export type EventModel = TransactionRow;
export type PersonModel = Person;
export type SessionModel = OpenSession;
export type CommandResultModel = Committed & { readonly function: string; readonly commandId: string };
export type AttestationModel = Attestation;
/** `shown` is what its reader is told: the id, or its commitment. Documents are those of the block of the answer. */
export type TraceNodeModel = TraceNode & {
  readonly shown: string;
  readonly releaseAt: (id: string) => Promise<ReleaseModel | undefined>;
};
/** `from` and `to` as its reader is told them; `ref` says which document is behind it. */
export type TraceEdgeModel = Omit<TraceEdge, 'from' | 'to'> & {
  readonly from: string;
  readonly to: string;
  readonly ref: () => string;
  readonly edgeAt: (ends: string) => Promise<EdgeModel | undefined>;
  readonly aliasAt: (ref: string) => Promise<AliasModel | undefined>;
};
export interface TracePageModel {
  readonly asOf: { readonly block: number; readonly time: string };
  readonly truncated: boolean;
  readonly digest: () => string;
  readonly counts: () => Counts;
  readonly pageInfo: List<unknown>['pageInfo'];
  readonly nodes: () => TraceNodeModel[];
  readonly edges: () => TraceEdgeModel[];
  readonly table: () => {
    readonly first: number;
    readonly ids: string[];
    readonly hops: number[];
    readonly grades: (Grade | null)[];
    readonly entities: (string | null)[];
    readonly hidden: number[];
    readonly cut: number[];
    readonly from: number[];
    readonly to: number[];
    readonly states: EdgeState[];
    readonly aliases: number[];
    readonly loops: number[];
  };
}
export type WebhookModel = WebhookRow;
export interface SearchResultModel {
  readonly hits: readonly { readonly asset: AssetModel; readonly cursor: string; readonly relevance: number }[];
  readonly pageInfo: List<unknown>['pageInfo'];
  readonly totalCount: () => Promise<number>;
  readonly facets: () => Promise<
    readonly { readonly facet: Uppercase<Facet>; readonly values: readonly Pick<FacetCount, 'value' | 'count'>[] }[]
  >;
}
/** What is counted is counted by its fields, those that are asked for. */
export type StatisticsModel = Readonly<Record<never, never>>;
export type NetworkModel = Readonly<Record<never, never>>;

/** A Relay connection; the count is taken only when it is asked for. */
export interface List<N> {
  readonly edges: readonly { readonly cursor: string; readonly node: N }[];
  readonly nodes: readonly N[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | undefined;
    readonly endCursor: string | undefined;
  };
  readonly totalCount: () => Promise<number>;
}
export type EntityList = List<EntityModel>;
export type ProposalList = List<ProposalModel>;
export type AssetList = List<AssetModel>;
export type ReleaseList = List<ReleaseModel>;
export type CaseList = List<CaseModel>;
export type CertificateList = List<CertificateModel>;
export type MeasureList = List<MeasureModel>;
export type BatchList = List<BatchModel>;
export type BatchLeafList = List<BatchLeafModel>;
export type MoveList = List<MoveModel>;
export type EdgeList = List<EdgeModel>;
export type GradeGapList = List<GradeGapModel>;
export type AliasList = List<AliasModel>;
export type RecognitionList = List<RecognitionModel>;
export type BasisList = List<BasisModel>;
export type BasisUseList = List<BasisUseModel>;
export type RecallList = List<RecallModel>;
export type DeidentificationReportList = List<DeidentificationReportModel>;
export type BlockList = List<BlockModel>;
export type OfferList = List<OfferModel>;
export type AgreementList = List<AgreementModel>;
export type UseRefusalList = List<UseRefusalModel>;
export type TransactionList = List<TransactionModel>;
export type ListingList = List<ListingModel>;
export type OrderList = List<OrderModel>;
export type TransactionCertificateList = List<TransactionCertificateModel>;
export type EventList = List<EventModel>;
