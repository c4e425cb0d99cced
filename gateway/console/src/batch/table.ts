import Papa from 'papaparse';
import { type Cell, emptyRow, MOST_ROWS, type Row } from './row.ts';

/** The table's columns, with what they may be called at its head. */
const COLUMNS: readonly (readonly [Cell, zh: string, en: string])[] = [
  ['titleZh', '名称', 'title (Chinese)'],
  ['titleEn', '英文名称', 'title (English)'],
  ['abstractZh', '摘要', 'abstract'],
  ['keywords', '关键词', 'keywords'],
  ['subject', '主题分类', 'subject'],
  ['from', '时间范围自', 'covered from'],
  ['to', '时间范围至', 'covered to'],
  ['space', '空间范围', 'area'],
  ['grade', '分级', 'grade'],
  ['records', '记录数', 'records'],
  ['label', '版本号', 'version'],
  ['file', '文件名', 'file'],
  ['mediaType', '格式', 'media type'],
  ['size', '字节数', 'bytes'],
  ['sha256', 'SHA-256', 'SHA-256'],
];

const GRADES: Readonly<Record<string, string>> = {
  一般数据: 'general',
  一般: 'general',
  重要数据: 'important',
  重要: 'important',
  核心数据: 'core',
  核心: 'core',
};

const plain = (text: string) =>
  text
    .replace(/^\uFEFF/, '')
    .trim()
    .toLowerCase();
const CELLS = new Map(COLUMNS.flatMap(([cell, zh, en]) => [zh, en, cell].map((name) => [plain(name), cell] as const)));

/** A table to fill in, with one row that shows how; a mark at its start tells Excel that it is UTF-8. */
export function templateCsv(language: 'zh' | 'en'): string {
  const head = COLUMNS.map(([, zh, en]) => (language === 'zh' ? zh : en));
  const example = [
    '全市公交站点',
    'Bus stops',
    '全市公交站点的名称与坐标。',
    '公交;站点',
    '交通',
    '2025-01-01',
    '2025-12-31',
    '全市',
    language === 'zh' ? '一般数据' : 'general',
    '1200',
    '2025',
    'stops.csv',
    '',
    '',
    '',
  ];
  return `\uFEFF${Papa.unparse([head, example])}\r\n`;
}

/** What was read of a table: its rows, and the columns that nothing is known of. */
export type Table = { readonly rows: readonly Row[]; readonly unknown: readonly string[]; readonly more: boolean };

/** Tidies what people write into cells: a digest without its name, a grade in words, slashes in days. */
function tidy(cell: Cell, text: string): string {
  const value = text.trim();
  if (cell === 'grade') return GRADES[value] ?? value.toLowerCase();
  if (cell === 'sha256') {
    const digits = value.toLowerCase().replace(/^sha256:/, '');
    return digits ? `sha256:${digits}` : '';
  }
  if (cell === 'from' || cell === 'to') {
    const [, year, month = '', day = ''] = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/.exec(value) ?? [];
    return year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : value;
  }
  if (cell === 'records' || cell === 'size') return value.replaceAll(/[,\s]/g, '');
  return value;
}

/** The rows of a CSV text whose first line names the columns, in Chinese or English. Empty lines are passed over. */
export function tableOf(text: string): Table {
  const { data, meta } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: 'greedy' });
  const heads = meta.fields ?? [];
  const rows = data.slice(0, MOST_ROWS).map((cells): Row => {
    const found = heads.flatMap((head) => {
      const cell = CELLS.get(plain(head));
      return cell ? [[cell, tidy(cell, cells[head] ?? '')] as const] : [];
    });
    return { ...emptyRow(), ...Object.fromEntries(found) };
  });
  const unknown = heads.filter((head) => plain(head) !== '' && !CELLS.has(plain(head)));
  return { rows, unknown, more: data.length > MOST_ROWS };
}
