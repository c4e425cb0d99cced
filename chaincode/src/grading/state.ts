import { key } from '../ledger/keys.ts';
import type { Reader } from '../ledger/reader.ts';
import type { Marked } from './rules.ts';

/** The grade of a release and the report that it rests on. */
export async function markOf(ledger: Reader, release: string, field = 'release'): Promise<Marked> {
  const mark = await ledger.need('grade/1', key.grade(release), field);
  const report = mark.report ? await ledger.get('report/1', key.report(mark.report)) : undefined;
  return { mark, report };
}
