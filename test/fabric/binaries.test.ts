import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '../support/platform.ts';

const folder = mkdtempSync(join(tmpdir(), 'suyuan-binaries-'));
const up = (bin: string) =>
  promisify(execFile)(process.execPath, [join(root, 'network/cli.ts'), 'up', '--engine', 'fabric', '--home', folder], {
    env: { ...process.env, FABRIC_BIN: bin },
  });

describe('real Fabric where its programs are not what is needed', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('names what is missing and where to get it', async () => {
    await expect(up(folder)).rejects.toMatchObject({
      stderr: expect.stringMatching(/peer, orderer, configtxlator[\s\S]*github\.com\/hyperledger\/fabric\/releases/),
    });
  });

  it('names a version that is too old', async () => {
    const old = join(folder, 'old');
    mkdirSync(old);
    for (const name of ['peer', 'orderer', 'configtxlator']) {
      writeFileSync(join(old, name), '#!/bin/sh\necho "Version: v2.5.9"\n', { mode: 0o755 });
    }
    await expect(up(old)).rejects.toMatchObject({ stderr: expect.stringMatching(/version 2\.5\.9.*not supported/) });
  });
});
