import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withTable } from '../../chaincode/rules/main.ts';
import { rows, untested } from '../../chaincode/rules/table.ts';
import { ledgerErrors } from '../../schemas/src/errors/ledger.ts';

describe('the table of rules', () => {
  it('is as the code has it: npm run generate', () => {
    const readme = readFileSync(new URL('../../chaincode/README.md', import.meta.url), 'utf8');
    expect(withTable(readme) === readme, 'stale: npm run generate').toBe(true);
  });

  it('has no empty cell: each rule has its refusals, transactions and tests', () => {
    const all = rows();
    expect(all.filter((row) => row.transactions.length === 0 || row.tests.length === 0)).toEqual([]);
    const codes = new Set(all.flatMap((row) => row.codes));
    expect(Object.keys(ledgerErrors).filter((code) => !codes.has(code))).toEqual([]);
  });

  it('names tests that there are, under their own titles', () => {
    const readme = readFileSync(new URL('../../chaincode/README.md', import.meta.url), 'utf8');
    const named = [...readme.matchAll(/(?:^|[|;] )([a-z]+\/[a-z-]+) “((?:[^”\\]|\\.)*)”(?=;| \|)/gm)];
    expect(named.length).toBeGreaterThan(100);
    for (const [, file, title = ''] of named) {
      const text = readFileSync(new URL(`../${file}.test.ts`, import.meta.url), 'utf8');
      expect(
        text.includes(title.replaceAll('\\|', '|')) || text.replaceAll("\\'", "'").includes(title),
        `${file}: ${title}`,
      ).toBe(true);
    }
  });

  it('names a test for every single refusal', () => {
    expect(untested()).toEqual([]);
  });
});
