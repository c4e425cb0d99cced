import { describe, expect, test } from 'vitest';
import {
  certificateFinding,
  clockFinding,
  diskFinding,
  lagFinding,
  peerFinding,
  tickFinding,
  versionFinding,
} from '../../gateway/tools/src/doctor/checks.ts';

const now = Date.parse('2026-03-01T00:00:00Z');
const states = (findings: readonly { state: string }[]) => findings.map(({ state }) => state);

describe('the doctor', () => {
  test('tells certificates that end soon or have ended, and to renew them', () => {
    const ends = ['2026-12-01', '2026-03-11', '2026-02-01'].map((day) =>
      certificateFinding('peer', new Date(day), now),
    );
    expect(states(ends)).toEqual(['well', 'soon', 'ill']);
    expect(ends[2]?.todo).toContain('renew');
  });

  test('tells clocks that are apart', () => {
    const at = (ms: number) => new Date(now + ms).toUTCString();
    expect(states([at(1000), at(-20_000), at(400_000), null].map((date) => clockFinding(date, now)))).toEqual([
      'well',
      'soon',
      'ill',
      'ill',
    ]);
  });

  test('tells a ledger that cannot be reached from one that is being read', () => {
    expect(lagFinding({ ready: true, block: 9, height: 10 })).toEqual({
      what: 'ledger',
      state: 'well',
      said: 'block 9, 0 behind the peer',
    });
    expect(lagFinding({ ready: false, reason: 'the ledger cannot be reached', block: 9 }).todo).toContain('peer');
    expect(lagFinding({ ready: false, block: 9, height: 1000 }).todo).toContain('wait');
  });

  test('tells a peer that does not answer from one whose certificate ends, and its own from those of others', () => {
    const peer = { operator: 'GroupMSP', address: 'localhost:1', own: true };
    const findings = [
      peerFinding({ ...peer, ends: new Date('2027-01-01') }, now),
      peerFinding({ ...peer, ends: new Date('2026-03-11') }, now),
      peerFinding({ ...peer, error: 'refused' }, now),
      peerFinding({ ...peer, own: false, error: 'refused' }, now),
    ];
    expect(states(findings)).toEqual(['well', 'soon', 'ill', 'soon']);
    expect(findings[2]?.todo).toContain('start it');
    expect(findings[3]?.todo).toContain('its operator');
  });

  test('tells a ledger clock that nobody ticks', () => {
    const ago = (seconds: number) => tickFinding(new Date(now - seconds * 1000).toISOString(), now);
    expect(states([ago(20), ago(3600)])).toEqual(['well', 'soon']);
    expect(ago(3600).todo).toContain('SUYUAN_TICK_SECONDS');
  });

  test('looks at the disk and at the version of Node', () => {
    expect(diskFinding('.').said).toMatch(/GiB free/);
    expect(states([versionFinding('v26.10.0', 'v26.10.0'), versionFinding('v26.10.0', 'v20.1.0')])).toEqual([
      'well',
      'ill',
    ]);
  });
});
