import type { ReleaseText, Report } from '@suyuan/schemas';
import { key } from '../ledger/keys.ts';
import type { Reader } from '../ledger/reader.ts';

/** The de-identification report that a release names, if any; refused at `field` when it is not on the ledger. */
export async function reportNamed(ledger: Reader, text: ReleaseText, field: string): Promise<Report | undefined> {
  return text.report === undefined ? undefined : ledger.need('report/1', key.report(text.report), field);
}
