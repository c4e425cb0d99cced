import { readFileSync, writeFileSync } from 'node:fs';
import { orderTable } from './orders.ts';
import { table } from './table.ts';

const README = new URL('../README.md', import.meta.url);

/** What stands between two marks of the README, by the name that the marks have. */
const TABLES: Readonly<Record<string, () => string>> = { orders: orderTable, rules: table };

/** The README with its tables as the code has them now. */
export function withTable(readme: string): string {
  return Object.entries(TABLES).reduce((text, [name, made]) => {
    const begin = `<!-- ${name}: made by npm run generate -->\n`;
    const from = text.indexOf(begin) + begin.length;
    return `${text.slice(0, from)}\n${made()}\n\n${text.slice(text.indexOf(`<!-- end of ${name} -->\n`))}`;
  }, readme);
}

if (import.meta.main) writeFileSync(README, withTable(readFileSync(README, 'utf8')));
