import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configurationOfBlock } from '../../network/embedded/channel/configuration.ts';
import { root } from '../support/platform.ts';

const folder = mkdtempSync(join(tmpdir(), 'suyuan-machines-'));
const operators = ['registrar', 'exchange', 'regulator', 'group'];
const network = async (...args: string[]) => {
  const all = [join(root, 'network/cli.ts'), ...args, '--home', join(folder, 'home')];
  return (await promisify(execFile)(process.execPath, all)).stdout;
};
const place = (operator: string, ...file: string[]) => join(folder, operator, ...file);
const read = (...file: [string, ...string[]]) => readFileSync(place(...file), 'utf8');

describe('the files of operators with machines of their own', () => {
  beforeAll(async () => {
    for (const operator of operators) {
      await network('machine', operator, '--host', `${operator}.example`, '--to', place(operator));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps keys to the owner, and tells the others public material alone', () => {
    expect(statSync(place('registrar', 'peer/msp/keystore/key.pem')).mode & 0o777).toBe(0o600);
    const connections = /suyuan_[0-9a-f]{16}\.cjs/.exec(read('registrar', 'systemd/suyuan-chaincode.service'));
    const label = connections?.[0].replace('.cjs', '');
    expect(statSync(place('registrar', `peer/connections/${label}.json`)).mode & 0o777).toBe(0o600);
    expect(read('registrar', 'registrar.card.json')).not.toContain('PRIVATE KEY');
  });

  it('has all operators install the same package', () => {
    const packages = operators.map((operator) => /SUYUAN_PACKAGE_ID=(\S+)/.exec(read(operator, 'admin/env.sh'))?.[1]);
    expect(new Set(packages).size).toBe(1);
  });

  it('makes block 0 from the cards, with every orderer and anchor peer by its own name', async () => {
    const cards = operators.map((operator) => place(operator, `${operator}.card.json`));
    const target = join(folder, 'genesis.block');
    expect(await network('genesis', ...cards, '--to', target)).toMatch(/sha256:[0-9a-f]{64}/);
    const block = readFileSync(target);
    const members = [...configurationOfBlock(block).members.msps.keys()];
    expect(members.sort()).toEqual(['ExchangeMSP', 'GroupMSP', 'RegistrarMSP', 'RegulatorMSP']);
    for (const operator of operators) expect(block.toString('latin1')).toContain(`${operator}.example:7050`);
    await expect(network('genesis', cards[0] ?? '', '--to', target)).rejects.toMatchObject({
      stderr: expect.stringMatching(/the card of ExchangeMSP is missing/),
    });
  });

  it('says each setting with its reason', () => {
    expect(read('group', 'peer/core.yaml')).toMatch(/# a frozen committee peer.*\n +endorsementTimeout: "1s"/);
  });
});
