import { canonical, commands, firstBreach, type LeafLine, LeavesFile } from '@suyuan/schemas';
import { describe, expect, it } from 'vitest';
import { isOther, withFile } from '../../gateway/console/src/batch/files.ts';
import { leavesOf } from '../../gateway/console/src/batch/leaves.ts';
import { checked, groupsOf } from '../../gateway/console/src/batch/precheck.ts';
import {
  type Common,
  emptyCommon,
  emptyRow,
  lineOf,
  type Row,
  unfilledOf,
} from '../../gateway/console/src/batch/row.ts';
import { tableOf, templateCsv } from '../../gateway/console/src/batch/table.ts';
import type { FileFacts } from '../../gateway/console/src/register/reading/read-file.ts';

const sha = (digit: string) => `sha256:${digit.repeat(64)}`;
const BEGUN = '2026-11-28T00:00:00.000Z';
const common: Common = { ...emptyCommon('2026'), keywords: '公交；站点', subject: '交通', basis: '依法持有' };
const row = (change: Partial<Row> = {}): Row => ({
  ...emptyRow(),
  titleZh: '公交站点',
  abstractZh: '站点与坐标',
  file: 'stops.csv',
  mediaType: 'text/csv',
  size: '10',
  sha256: sha('a'),
  ...change,
});
const facts = (name: string, digit: string): FileFacts => ({
  name,
  size: 7,
  mediaType: 'text/csv',
  sha256: sha(digit),
  sm3: `sm3:${digit.repeat(64)}`,
  structure: { fields: [{ name: 'id', type: 'integer' }], records: 3 },
});

describe('A table of a batch', () => {
  it('is filled in by its template, in either language', () => {
    for (const language of ['zh', 'en'] as const) {
      const { rows, unknown } = tableOf(templateCsv(language));
      expect(unknown).toEqual([]);
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({
        titleZh: '全市公交站点',
        titleEn: 'Bus stops',
        grade: 'general',
        records: '1200',
      });
    }
  });

  it('takes quotes, other ways of writing days, grades and digests, and passes empty lines over', () => {
    const text = `名称,摘要,时间范围自,分级,SHA-256,记录数\r\n"甲,乙","一 ""二""",2025/1/2,重要数据,${'A'.repeat(64)},"1,200"\r\n,,,,,\r\n`;
    const [found, ...more] = tableOf(text).rows;
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      titleZh: '甲,乙',
      abstractZh: '一 "二"',
      from: '2025-01-02',
      grade: 'important',
      sha256: sha('a'),
      records: '1200',
    });
  });

  it('says which columns it knows nothing of', () => {
    expect(tableOf('名称,价格\n甲,1\n').unknown).toEqual(['价格']);
  });
});

describe('Files of a batch', () => {
  it('go into the row that names them, else make rows of their own', () => {
    const [first] = tableOf('名称,文件名\n站点,stops.csv\n').rows;
    const rows = withFile(withFile([first as Row], facts('stops.csv', 'b')), facts('线路.csv', 'c'));
    expect(rows.map(({ titleZh, sha256, records }) => [titleZh, sha256, records])).toEqual([
      ['站点', sha('b'), '3'],
      ['线路', sha('c'), '3'],
    ]);
    expect(withFile(rows, facts('线路.csv', 'c'))).toHaveLength(2);
  });

  it('are left out where the table states another digest', () => {
    const stated = row();
    expect(isOther(stated, facts('stops.csv', 'b'))).toBe(true);
    expect(withFile([stated], facts('stops.csv', 'b'))).toEqual([stated]);
  });
});

describe('A row', () => {
  it('has from what all share what it leaves empty', () => {
    const line = lineOf(row({ titleEn: 'Stops' }), common, 'huaxin', BEGUN);
    expect(line.asset.descriptor).toMatchObject({ title: { zh: '公交站点', en: 'Stops' }, keywords: ['公交', '站点'] });
    expect(line.asset.rights.map(({ holder, from }) => [holder, from])).toEqual(
      Array(3).fill(['huaxin', '2026-11-28']),
    );
  });

  it('says what it lacks, and what is not as it should be', () => {
    expect(unfilledOf(row(), common)).toEqual([]);
    const wrong = row({ titleZh: ' ', sha256: 'abc', to: '2025-01-01', grade: 'secret', records: 'many' });
    expect(unfilledOf(wrong, common)).toEqual(['titleZh', 'from', 'grade', 'records', 'sha256']);
  });
});

describe('The leaves file', () => {
  const lines = Array.from({ length: 300 }, (_, n) => lineOf(row({ titleZh: `站点 ${n}` }), common, 'huaxin', BEGUN));
  const title = { zh: '站点' };
  const never = new AbortController().signal;

  it('is what the ledger and its gateways read: the same count, root, digest and summary', async () => {
    const { file, text } = await leavesOf(lines, { entity: 'huaxin', title }, () => undefined, never);
    const read = new LeavesFile('huaxin');
    for (const line of (await file.text()).trimEnd().split('\n')) read.read(line);
    expect(text).toMatchObject({ count: 300, root: read.root(), summary: read.summary, file: { size: file.size } });
    const application = { type: 'batch', batch: text, evidence: [] };
    const command = {
      commandId: crypto.randomUUID(),
      profile: { id: 'general', version: 1 },
      registrar: 'registry',
      application,
    };
    expect(firstBreach(commands['registration:submit'], command)).toBeUndefined();
  });

  it('comes out the same when it is made again', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(() => leavesOf(lines.slice(0, 3), { entity: 'huaxin', title }, () => undefined, never)),
    );
    expect(two?.text).toEqual(one?.text);
  });

  it('is made no further once that is stopped', async () => {
    const stopped = AbortSignal.abort();
    await expect(leavesOf(lines, { entity: 'huaxin', title }, () => undefined, stopped)).rejects.toThrow();
  });
});

describe('The pre-check of a batch', () => {
  const lines: LeafLine[] = Array.from({ length: 450 }, () => lineOf(row(), common, 'huaxin', BEGUN));
  const about = { profile: { id: 'general', version: 1 }, registrar: 'registry', applicant: 'huaxin' };

  it('asks in groups that fit, none left out', () => {
    const groups = groupsOf(lines);
    expect(groups.flatMap((group) => group.lines)).toEqual(lines);
    for (const group of groups) {
      expect(group.lines.length).toBeLessThanOrEqual(200);
      expect(canonical(group.lines).length).toBeLessThan(300_000);
    }
  });

  it('tells what was found by the place of the row', async () => {
    const finding = { code: 'RULE_EMPTY', field: 'asset.descriptor.subject', citation: '', zh: '', en: '' };
    const asked: number[] = [];
    const ask = async ({ lines: some }: { lines: readonly unknown[] }) => {
      asked.push(some.length);
      return [{ line: 1, findings: [finding], duplicates: [] }];
    };
    const progress: number[] = [];
    const found = await checked(lines, about, ask, (done) => progress.push(done), new AbortController().signal);
    const firsts = groupsOf(lines).map(({ first }) => first + 1);
    expect([...found.keys()]).toEqual(firsts);
    expect(progress.at(-1)).toBe(450);
  });
});
