import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runScript } from '../support/platform.ts';

const empty = mkdtempSync(join(tmpdir(), 'suyuan-tools-'));
afterAll(() => rmSync(empty, { recursive: true }));

describe('a tool that is called before the platform runs', () => {
  it.each(['demo', 'erase', 'raises'])('%s says so in words, and fails', async (tool) => {
    const { code, output } = await runScript(`gateway/tools/src/${tool}/main.ts`, { SUYUAN_HOME: empty });
    expect(code).toBe(1);
    expect(output.trim()).toBe(
      `No network is known at ${join(empty, 'network', 'connection.json')}. Start the platform first: npm start`,
    );
  });
});
