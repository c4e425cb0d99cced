import { readFileSync, writeFileSync } from 'node:fs';
import { table } from './table.ts';

const README = new URL('../README.md', import.meta.url);
const BEGIN = '<!-- rules: made by npm run generate -->\n';
const END = '<!-- end of rules -->\n';

/** The README with the table as the code has it now. */
export function withTable(readme: string): string {
  const from = readme.indexOf(BEGIN) + BEGIN.length;
  return `${readme.slice(0, from)}\n${table()}\n\n${readme.slice(readme.indexOf(END))}`;
}

if (import.meta.main) writeFileSync(README, withTable(readFileSync(README, 'utf8')));
