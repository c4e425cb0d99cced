export { FACETS, type Facet, PARTS, type Part, partTerms } from './parts.ts';
export { termsOf, type Wanted, wantedBy } from './terms.ts';
