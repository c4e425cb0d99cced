import { type AnyDocument, type Documents, documentsOf } from '@suyuan/schemas';
import type { EvidenceRow } from '../store/index.ts';

/** A document that is named: of restricted assets without its name, of batches without its type. */
interface Paper {
  readonly sha256: string;
  readonly size: number;
  readonly name?: string;
  readonly mediaType?: string;
}

/** Documents that a record of the ledger names, whose they are, and the case or asset whose parties have them too. */
interface Named {
  readonly papers: readonly Paper[];
  readonly entities: readonly (string | undefined)[];
  readonly case?: string;
  readonly asset?: string;
}

const termsOf = ({ route, contract }: Documents['offer/1'] | Documents['agreement/1']) => [
  ...(route?.evidence ?? []),
  ...(contract ? [contract] : []),
];

function namedIn(document: AnyDocument): readonly Named[] {
  switch (document.schema) {
    case 'case/1': {
      const { application, applicant, id, asset } = document;
      const run = application?.type === 'initial' ? (application.release.run?.evidence ?? []) : [];
      const papers = [...documentsOf(document), ...run];
      return [{ papers, entities: [applicant], case: id, ...(asset ? { asset } : {}) }];
    }
    case 'objection/1':
      return [{ papers: document.evidence, entities: [document.by.entity], case: document.case }];
    case 'run/1':
      return [{ papers: document.evidence, entities: [document.entity] }];
    case 'encumbrances/1':
      return document.entries.flatMap(({ by, evidence = [], lifted }) => [
        { papers: evidence, entities: [by?.entity], asset: document.asset },
        { papers: lifted?.evidence ?? [], entities: [lifted?.by.entity], asset: document.asset },
      ]);
    case 'offer/1':
      return [{ papers: termsOf(document), entities: [document.grantor] }];
    case 'agreement/1': {
      const papers = [...termsOf(document), ...(document.termination?.evidence ?? [])];
      return [{ papers, entities: [document.grantor, document.licensee] }];
    }
    case 'order/1': {
      const { dispute, seller, buyer, exchange } = document;
      return [{ papers: dispute?.evidence ?? [], entities: [seller, buyer, exchange, dispute?.arbiter] }];
    }
    case 'report/1':
      return [{ papers: document.evidence, entities: [document.entity, document.assessor, document.registrar] }];
    case 'recall/1':
      return [{ papers: document.evidence, entities: [document.orderedBy.entity], asset: document.asset }];
    default:
      return [];
  }
}

/** Rows of the documents that a record names. What was named once stays so: a later version adds to it. */
export function evidenceRows(key: string, document: AnyDocument): EvidenceRow[] {
  return namedIn(document).flatMap(({ papers, entities, case: of, asset }) =>
    papers.flatMap(({ sha256, name, size, mediaType }) =>
      entities
        .filter((entity) => entity !== undefined)
        .map((entity) => ({
          sha256,
          named_in: key,
          entity,
          case_id: of ?? null,
          asset: asset ?? null,
          name: name ?? null,
          size,
          media_type: mediaType ?? null,
        })),
    ),
  );
}
