import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const readme = readFileSync(new URL('../../gateway/README.md', import.meta.url), 'utf8');
const ROW = /^\|\s*((?:\d+\.\d+\.\d+(?:, )?)+)\s*\|\s*([^|]+?)\s*\|\s*(\S+) › ([^|]+?)\s*\|$/gm;
const rows = [...readme.matchAll(ROW)].map(([, numbers = '', , file = '', name = '']) => ({ numbers, file, name }));

describe('the table of OWASP ASVS', () => {
  test('names tests that are there', () => {
    expect(rows.length).toBeGreaterThan(30);
    const missing = rows.filter(({ file, name }) => {
      const path = new URL(`../${file}.test.ts`, import.meta.url);
      return !existsSync(path) || !readFileSync(path, 'utf8').includes(`'${name}'`);
    });
    expect(missing).toEqual([]);
  });
});
