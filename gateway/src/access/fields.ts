import type { RowKind } from './kinds.ts';

/**
 * How an object of a type is come by: as a row that the reader's rule shows; as something that everybody may know; as
 * part of the object that holds it; or as the answer to who may ask for it.
 */
export type TypeRule = { readonly rows: RowKind } | 'public' | 'part' | 'answer';

const rows = (kind: RowKind, ...types: string[]) =>
  Object.fromEntries(types.flatMap((type) => of(type)).map((type) => [type, { rows: kind }]));
/** A type with its connection. */
const of = (type: string) => [type, `${type}Connection`, `${type}Edge`];
const all = <R extends TypeRule>(rule: R, types: string) =>
  Object.fromEntries(types.split(/\s+/).map((type) => [type, rule]));

/** The rule of every object type of the API. A field has the rule of the type that it answers, else of its own type. */
export const TYPES: Readonly<Record<string, TypeRule>> = {
  ...rows('entity', 'Entity'),
  ...rows('proposal', 'Proposal'),
  ...rows('asset', 'Asset'),
  ...rows('release', 'Release'),
  ...rows('case_file', 'Case'),
  ...rows('certificate', 'Certificate'),
  ...rows('batch', 'Batch', 'BatchLeaf'),
  ...rows('measure', 'Measure'),
  ...rows('listing', 'Listing'),
  ...rows('trade_order', 'Order'),
  ...rows('transaction_certificate', 'TransactionCertificate'),
  ...rows('edge', 'Edge', 'GradeGap'),
  ...rows('offer', 'Offer'),
  ...rows('agreement', 'Agreement'),
  ...rows('use_refusal', 'UseRefusal'),
  ...rows('grade', 'GradeMark'),
  ...rows('report', 'DeidentificationReport'),
  ...rows('alias', 'Alias'),
  ...rows('recall', 'Recall'),
  ...rows('recognition', 'Recognition'),
  ...rows('basis', 'Basis'),
  ...rows('basis_use', 'BasisUse'),
  ...rows('block', 'Block'),
  ...rows('transaction', 'Transaction', 'Event'),
  ...all(
    'public',
    `Network Operator OperatorGateway SupervisedAccount Profile Citation Figure MandatoryField EvidenceRule Clocks
    TradeClocks Calendar AsOf PageInfo Title Recorded InclusionProof Freeze FreezeLifted EncumbranceInForce
    ExternalDataset ReadLog`,
  ),
  ...all(
    'part',
    `DataField TimeCoverage Descriptor PersonalInformation Encumbrance Right AssetText Distribution ReleaseText
    InputColumn FileRef BatchText LeavesSummary BatchSeal BatchCustody LeavesReading CertificateChange Actor Terms Route
    Span AgreementSignatures Termination AcceptedOffer ColumnMapping Job RunText Run Arbitration Withdrawal MeasureAppeal MeasureLeaf RevealedRights
    MeasureLifted Successor Ratification Tally Vote Acknowledgement RecallImpact ImpactedRelease Evidence Application
    ReturnReason Next CustodyReceipt CasePeople Publicity Objection Appeal Duplicate NamedGrade Price TradeNext BankAgent
    OrderAccount Instruction DeliveryWord TradeDispute TradeAward BankReport CountedReport UseQuestion UseLink UseClause
    LastUse VaultRef SealedAsset SealedEdge SealedRelease SealedEvidence SealedApplication Opening LegalHold Erasure
    Absence KeyWord Execution BasisEnded ForeignCertificate ForeignNetwork
    RecognitionSeen RecognitionWithdrawal`,
  ),
  ...all(
    'answer',
    `Query Mutation Subscription CommandResult ReadLogLines PreparedProposal EndorsedTransaction PreparedQuery Attestation
    AttestationSigner AttestationAbsent Person Session Fate TracePage TraceNode TraceEdge TraceCounts TraceTable
    Webhook Delivery Statistics ValueCount DayStatistics SavedView SearchResult SearchHit SearchFacet FacetValue
    GradeCount EdgeStateCount TracedColumn ColumnLink ColumnTrace NodeOpening RevealedInput Charter Replacement
    KeyReplacement Finding Examination RecallNotice Payment Quota Lane UseAnswer Vault
    Move MoveConnection MoveEdge`,
  ),
};

/** Fields with a closer rule than their object's, and the function that decides it. */
export const FIELDS: Readonly<Record<string, string>> = {
  'Asset.text': 'readsWholeText',
  'Asset.history': 'ownAssetRows',
  'Release.text': 'readsWholeText',
  'Release.inputs': 'member',
  'Case.application': 'readsWholeCase',
  'Case.objections': 'readsWholeCase',
  'Case.opinion': 'readsWholeCase',
  'Case.withdrawal': 'readsWholeCase',
  'Transaction.creator': 'toldTransactions',
  'Transaction.commandId': 'toldTransactions',
  'Transaction.endorsers': 'toldTransactions',
  'Transaction.subject': 'toldTransactions',
  'Recall.acknowledgements': 'member',
  'Recall.impact': 'member',
  'Order.agreement': 'readsPayment',
  'Payment.reports': 'readsPayment',
  'Vault.values': 'readsVault',
};
