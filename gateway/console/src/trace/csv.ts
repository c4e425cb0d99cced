import type { About, Lineage } from './model.ts';

/** A cell that no spreadsheet takes for a formula, quoted as RFC 4180 has it. */
function cell(value: string | number | boolean | undefined): string {
  const text = String(value ?? '');
  const plain = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

const HEAD = [
  'from',
  'to',
  'kind',
  'state',
  'loop',
  'from_title',
  'from_holder',
  'from_grade',
  'to_title',
  'to_holder',
  'to_grade',
  'as_of_block',
  'as_of_time',
];

/** The edges of a trace with what is known of their ends, one a line. */
export function csvOf({ points, lines, asOf }: Lineage, about: ReadonlyMap<string, About>): string {
  const found = new Map(points.map((point) => [point.id, point]));
  const end = (id: string) => [about.get(id)?.title?.zh, about.get(id)?.holder?.title.zh, found.get(id)?.grade];
  const rows = lines.map(({ from, to, alias, state, loop }) => [
    from,
    to,
    alias ? 'alias' : 'lineage',
    state.toLowerCase(),
    loop,
    ...end(from),
    ...end(to),
    asOf.block,
    asOf.time,
  ]);
  return `\uFEFF${[HEAD, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
