import { type AnyDocument, documentsOf, type LicenceContent } from '@suyuan/schemas';
import type { EvidenceRow } from '../store/index.ts';

/** A document that is named: of restricted assets without its name, of batches without its type. */
interface Paper {
  readonly sha256: string;
  readonly size: number;
  readonly name?: string;
  readonly mediaType?: string;
}

/**
 * Documents that a record of the ledger names, by whom, who else has them by that, and the case or asset whose parties
 * do. Where a record does not say who of several named them, each is taken for it: the content tells who brought it.
 */
interface Named {
  readonly papers: readonly Paper[];
  readonly by: readonly (string | undefined)[];
  readonly for?: readonly (string | undefined)[];
  readonly case?: string;
  readonly asset?: string;
}

const termsOf = ({ route, contract }: LicenceContent) => [...(route?.evidence ?? []), ...(contract ? [contract] : [])];

function namedIn(document: AnyDocument): readonly Named[] {
  switch (document.schema) {
    case 'case/1': {
      const { application, applicant, id, asset } = document;
      const run = application?.type === 'initial' ? (application.release.run?.evidence ?? []) : [];
      const papers = [...documentsOf(document), ...run];
      return [{ papers, by: [applicant], case: id, ...(asset ? { asset } : {}) }];
    }
    case 'objection/1':
      return [{ papers: document.evidence, by: [document.by.entity], case: document.case }];
    case 'run/1':
      return [{ papers: document.evidence, by: [document.entity] }];
    case 'encumbrances/1':
      return document.entries.flatMap(({ by, evidence = [], lifted }) => [
        { papers: evidence, by: [by?.entity], asset: document.asset },
        { papers: lifted?.evidence ?? [], by: [lifted?.by.entity], asset: document.asset },
      ]);
    case 'listing/1':
      return [{ papers: termsOf(document), by: [document.seller] }];
    case 'offer/1':
      return [{ papers: termsOf(document), by: [document.grantor] }];
    case 'agreement/1': {
      const papers = [...termsOf(document), ...(document.termination?.evidence ?? [])];
      return [{ papers, by: [document.grantor, document.licensee] }];
    }
    case 'order/1': {
      const { dispute, seller, buyer, exchange } = document;
      return [
        { papers: termsOf(document), by: [seller], for: [buyer, exchange, dispute?.arbiter] },
        { papers: dispute?.evidence ?? [], by: [seller, buyer], for: [exchange, dispute?.arbiter] },
      ];
    }
    case 'report/1':
      return [{ papers: document.evidence, by: [document.assessor], for: [document.entity, document.registrar] }];
    case 'recall/1':
      return [{ papers: document.evidence, by: [document.orderedBy.entity], asset: document.asset }];
    case 'recognition/1': {
      const { foreign, registrar } = document;
      const papers = foreign ? [foreign.bundle, ...(foreign.evidence ? [foreign.evidence] : [])] : [];
      return [{ papers, by: [registrar] }];
    }
    case 'basis/1':
      return [{ papers: document.instruments, by: [document.recordedBy.entity] }];
    default:
      return [];
  }
}

/** Rows of the documents that a record names. What was named once stays so: a later version adds to it. */
export function evidenceRows(key: string, document: AnyDocument): EvidenceRow[] {
  return namedIn(document).flatMap((named) => {
    const bringers = known(named.by);
    const pairs = bringers.flatMap((by) =>
      known([...bringers, ...(named.for ?? [])]).map((entity) => ({ by, entity })),
    );
    return named.papers.flatMap(({ sha256, name, size, mediaType }) =>
      pairs.map(({ by, entity }) => ({
        sha256,
        named_in: key,
        brought_by: by,
        entity,
        case_id: named.case ?? null,
        asset: named.asset ?? null,
        name: name ?? null,
        size,
        media_type: mediaType ?? null,
      })),
    );
  });
}

const known = (entities: readonly (string | undefined)[]): string[] => entities.filter((one) => one !== undefined);
