import type { KeyReplacement } from '@suyuan/schemas';
import { beforeEach, describe, expect, it } from 'vitest';
import { readCertificate } from '../../chaincode/src/access/certificate.ts';
import { type Caller, MemoryLedger } from '../support/memory.ts';

const founded = new MemoryLedger();
await founded.found();

describe('a key that was lost', () => {
  let ledger: MemoryLedger;
  const person = (name: string, key = '') => ledger.caller('RegistrarMSP', name, 'registry', ['registrar'], key);
  const fingerprint = (of: Caller) => readCertificate(of.pem)?.fingerprint ?? '';
  const reported = (of: Caller, since = ledger.now) => ({ certificate: of.pem, since, reason: '遗失' });
  const code = async (...[who, name, command]: Parameters<MemoryLedger['refusal']>) =>
    (await ledger.refusal(who, name, command)).code;
  const stateOf = (of: Caller) => ledger.read<KeyReplacement>(`key-replacement/${fingerprint(of)}`).state;

  beforeEach(() => {
    ledger = founded.fork();
  });

  it('is replaced on the word of two people of its entity, and refused from then on, in commands and queries', async () => {
    const lost = await person('lin');
    const [zhou, wu] = [await person('zhou'), await person('wu')];
    expect(readCertificate(lost.pem)).toMatchObject({ person: 'lin', entity: 'registry', admin: false });
    await ledger.submit(zhou, 'key:report', reported(lost));
    expect(stateOf(lost)).toBe('reported');
    expect(await code(wu, 'key:report', reported(lost))).toBe('KEY_STATE');
    const confirm = { fingerprint: fingerprint(lost) };
    expect(await code(zhou, 'key:confirm', confirm)).toBe('KEY_WORD_REPEATED');
    expect(await code(lost, 'key:confirm', confirm)).toBe('KEY_WORD_REPEATED');
    await ledger.submit(wu, 'key:confirm', confirm);
    expect(stateOf(lost)).toBe('replaced');
    expect(await code(lost, 'membership:enact', { proposal: `prp-${'0'.repeat(32)}` })).toBe('CALLER_KEY_REPLACED');
    await expect(ledger.evaluate(lost, 'membership:roster', {})).rejects.toMatchObject({
      body: { code: 'CALLER_KEY_REPLACED' },
    });
    const renewed = await person('lin', 'new');
    expect(await code(renewed, 'membership:enact', { proposal: `prp-${'0'.repeat(32)}` })).toBe('NOT_FOUND');
    expect(await code(wu, 'key:confirm', confirm)).toBe('KEY_STATE');
  });

  it('is replaced on the word of its host and the regulator; others have none', async () => {
    const lost = await ledger.caller('GroupMSP', 'xu', 'yanjiu', ['analyst']);
    const host = await ledger.admin('GroupMSP');
    const regulator = await ledger.caller('RegulatorMSP', 'qian', 'regulator', ['regulator']);
    expect(await code(await person('zhou'), 'key:report', reported(lost))).toBe('KEY_WORD');
    expect(await code(await ledger.admin('ExchangeMSP'), 'key:report', reported(lost))).toBe('KEY_WORD');
    expect(await code(host, 'key:report', reported(lost, '2030-01-01T00:00:00.000Z'))).toBe('KEY_SINCE');
    await ledger.submit(host, 'key:report', reported(lost));
    await ledger.submit(regulator, 'key:confirm', { fingerprint: fingerprint(lost) });
    expect(stateOf(lost)).toBe('replaced');
  });

  it('of an operator’s administrator is of the operator’s own entity, by the authority that issued it', async () => {
    const lost = await ledger.admin('RegistrarMSP');
    expect(await code(await ledger.admin('ExchangeMSP'), 'key:report', reported(lost))).toBe('KEY_CERTIFICATE');
    await ledger.submit(await person('zhou'), 'key:report', reported(lost));
    await ledger.submit(await person('wu'), 'key:confirm', { fingerprint: fingerprint(lost) });
    const vote = { proposal: `prp-${'0'.repeat(32)}`, inFavour: true };
    expect(await code(lost, 'membership:vote', vote)).toBe('CALLER_KEY_REPLACED');
  });

  it('is one of a certificate that can be read', async () => {
    const certificate = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
    const report = { certificate, since: ledger.now, reason: '遗失' };
    expect(await code(await person('zhou'), 'key:report', report)).toBe('KEY_CERTIFICATE');
  });
});
