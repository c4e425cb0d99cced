import type { Grade } from '@suyuan/schemas';
import { oversees, readsTexts } from './roles.ts';
import type { Reader, RowRule } from './rule.ts';

const GRADES: readonly Grade[] = ['general', 'important', 'core'];
const highest = (grades: readonly Grade[]) => Math.max(0, ...grades.map((grade) => GRADES.indexOf(grade)));

/**
 * True for who may read the whole of an asset's or release's text: its holder, and readers whose clearance reaches its
 * grades. Others read what its profile makes public.
 */
export const readsWholeText = (reader: Reader, holder: string, grades: readonly Grade[]): boolean =>
  (readsTexts(reader) && GRADES.indexOf(reader.clearance) >= highest(grades)) ||
  (reader.entity !== undefined && reader.entity === holder);

/** Searched texts, by their holder and the level of their grades, of which a reader may read the whole. */
export const wholeTexts = (reader: Reader): RowRule => [
  ...(readsTexts(reader) ? [[{ column: 'level', until: GRADES.indexOf(reader.clearance) }]] : []),
  ...(reader.entity === undefined ? [] : [[{ column: 'entity', in: [reader.entity] }]]),
];

/** What a bank said of an order's money is for those whose money it is, the bank, and oversight. */
export const readsPayment = (reader: Reader, parties: readonly (string | undefined)[]): boolean =>
  oversees(reader) || (reader.entity !== undefined && parties.includes(reader.entity));

/** A block as the peer keeps it has everybody's texts, of every grade. */
export const readsRawBlocks = (reader: Reader): boolean => oversees(reader) && reader.clearance === 'core';

/** A vault's fields are read by its own entity, and by those to whom the ledger says that it, or they, were opened. */
export const readsVault = (
  reader: Reader,
  owner: string,
  openings: readonly { readonly to: string; readonly fields?: readonly string[] }[],
): ((field: string) => boolean) => {
  const { entity } = reader;
  if (entity === undefined) return () => false;
  const opened = openings.find(({ to }) => to === entity);
  return (field) => entity === owner || (opened !== undefined && (opened.fields?.includes(field) ?? true));
};

/** Parties of a case read all of it; who may only object reads what its profile makes public. */
export const readsWholeCase = (reader: Reader, entities: readonly (string | null | undefined)[]): boolean =>
  oversees(reader) || (reader.entity !== undefined && entities.includes(reader.entity));
