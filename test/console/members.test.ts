import { X509Certificate } from 'node:crypto';
import { rmSync } from 'node:fs';
import { commands, fits } from '@suyuan/schemas';
import { describe, expect, it } from 'vitest';
import { daysLeft, urgencyOf } from '../../gateway/console/src/members/ends.ts';
import { contentOf, type Draft, EMPTY, KINDS } from '../../gateway/console/src/members/proposal.ts';
import { notAfterOf } from '../../gateway/console/src/members/x509.ts';
import { serverCertificate } from '../../gateway/src/http/tls.ts';
import { temporaryHome } from '../support/platform.ts';

const WHOLE: Draft = {
  ...EMPTY,
  id: 'newcomer',
  zh: '新来者',
  operatorZh: '新机构',
  msp: 'NewMSP',
  creditCode: '91330000ma27xxxx0q',
  territory: 'cn',
  successors: { holder: 'huaxin' },
  subject: `cas-${'0'.repeat(32)}`,
  silent: 'registry',
  successor: 'south-registry',
};

describe('what is proposed to the members', () => {
  it('is of each kind that the ledger knows, as its schema has it', () => {
    for (const kind of KINDS.filter((one) => one !== 'profile')) {
      const content = contentOf({ ...WHOLE, kind }, 'GroupMSP');
      const command = { commandId: crypto.randomUUID(), content, expiresAt: '2026-12-05T00:00:00.000Z' };
      expect(fits(commands['membership:propose'], command), kind).toBe(true);
    }
    expect(contentOf({ ...WHOLE, kind: 'enter' }, 'GroupMSP')).toMatchObject({ entity: { host: 'GroupMSP' } });
    expect(contentOf({ ...WHOLE, kind: 'operator' }, 'GroupMSP')).toMatchObject({ entity: { host: 'NewMSP' } });
  });

  it('is nothing while something is missing', () => {
    for (const kind of KINDS) expect(contentOf({ ...EMPTY, kind }, 'GroupMSP')).toBeUndefined();
  });
});

describe('what ends by itself', () => {
  it('is read from a certificate as it says itself', async () => {
    const home = temporaryHome('certificate');
    const { cert } = await serverCertificate(home);
    rmSync(home, { recursive: true, force: true });
    expect(Date.parse(notAfterOf(cert) ?? '')).toBe(Date.parse(new X509Certificate(cert).validTo));
    expect(notAfterOf(cert.slice(0, 200))).toBeUndefined();
    expect(notAfterOf('')).toBeUndefined();
  });

  it('is more urgent the fewer days are left', () => {
    const now = Date.parse('2026-11-28T12:00:00Z');
    expect(daysLeft('2026-12-28T13:00:00Z', now)).toBe(30);
    expect([-1, 0, 30, 31, 90, 91].map(urgencyOf)).toEqual(['over', 'soon', 'soon', 'near', 'near', 'later']);
  });
});
