import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(join(root, 'gateway/README.md'), 'utf8');
const section = readme.slice(readme.indexOf('## OWASP ASVS'), readme.indexOf('## Measured'));
const ROW = /^\|\s*((?:\d+\.\d+\.\d+(?:, )?)+)\s*\|\s*([^|]+?)\s*\|\s*(\S+) › ([^|]+?)\s*\|$/gm;
const rows = [...section.matchAll(ROW)].map(([, numbers = '', , file = '', name = '']) => ({ numbers, file, name }));

/** The sources of a folder that run in the gateway. */
const sources = globSync('{gateway/src,gateway/client/src,schemas/src}/**/*.ts', { cwd: root })
  .filter((file) => !file.includes('generated'))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
const having = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

describe('the table of OWASP ASVS', () => {
  test('names tests that are there', () => {
    expect(rows.length).toBeGreaterThan(60);
    const missing = rows.filter(({ file, name }) => {
      const path = new URL(`../${file}.test.ts`, import.meta.url);
      return !existsSync(path) || !readFileSync(path, 'utf8').includes(`'${name}'`);
    });
    expect(missing).toEqual([]);
  });

  test('has every requirement of level 2 by the standard’s own number, once', () => {
    const standard = readFileSync(join(root, 'test/vectors/asvs-4.0.3-level-2.txt'), 'utf8').trim().split('\n');
    const named = [...section.slice(section.indexOf('\n')).matchAll(/\b\d+\.\d+\.\d+\b/g)].map(([number]) => number);
    expect(standard).toHaveLength(259);
    expect(named.sort()).toEqual([...standard].sort());
  });
});

describe('the code of the gateway', () => {
  test('runs no text as code, starts no other program, and pastes nothing into SQL', () => {
    expect(sources.length).toBeGreaterThan(200);
    expect(having(/\beval\(|new Function\b|node:vm['/]|node:child_process|\bexecSync\b/)).toEqual([]);
    // Kysely's `sql` binds what it is given, and quotes by `lit`; what it puts in as it is is one of two words of ours.
    const raw = having(/\bsql\.raw\((?![\w. ]+ \? '[a-z<>=]+' : '[a-z<>=]+'\))|\.query\(`[^`]*\$\{/);
    expect(raw.filter((file) => !file.includes('/migrations/'))).toEqual([]);
  });

  test('takes what must not be guessed from the cryptographic module', () => {
    // How long to wait before asking again may be guessed.
    expect(having(/\bMath\.random\b/).sort()).toEqual(['gateway/client/src/client.ts', 'gateway/src/ledger/retry.ts']);
  });

  test('has every package of the lock file by exact version and digest', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { version?: string; integrity?: string; link?: boolean }>;
    };
    const foreign = Object.entries(packages).filter(([path, { link }]) => path.includes('node_modules/') && !link);
    expect(foreign.length).toBeGreaterThan(300);
    expect(foreign.filter(([, { version, integrity }]) => !version || !integrity?.startsWith('sha512-'))).toEqual([]);
  });
});
