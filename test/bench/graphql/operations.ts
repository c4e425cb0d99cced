import { certificateNumber, releaseId } from '../../gateway/support/documents.ts';

/** What people ask most: a certificate, the catalogue, the desk, the overview, a lineage. */
export const OPERATIONS: Readonly<Record<string, { readonly query: string; readonly signedIn: boolean }>> = {
  certificate: {
    signedIn: false,
    query: `{ certificate(number: "${certificateNumber(7)}") { number state issuedAt validUntil holder { id title { zh } }
      asset { id text { descriptor { title { zh en } } } } } }`,
  },
  search: {
    signedIn: true,
    query: `{ search(text: "数据", first: 20) { totalCount hits { relevance asset { id text { kind grade descriptor {
      title { zh } subject keywords } } entity { title { zh } } } } facets { facet values { value count } } } }`,
  },
  cases: {
    signedIn: true,
    query: `{ cases(first: 20) { totalCount nodes { id type state since applicant { title { zh } } registrar { title { zh } }
      next { mover entity deadline } } } }`,
  },
  statistics: {
    signedIn: true,
    query: `{ statistics { assetsByKind { value count } assetsByGrade { value count } casesByState { value count }
      certificatesByState { value count } days(last: 30) { day assets cases certificates orders } } }`,
  },
  trace: {
    signedIn: true,
    query: `{ trace(release: "${releaseId(60)}", direction: BOTH) { nodes { id hop grade visible cut }
      edges { from to kind state loop } counts { nodes edges hidden } truncated asOf { block } } }`,
  },
};
