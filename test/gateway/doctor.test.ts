import { describe, expect, test } from 'vitest';
import {
  certificateFinding,
  clockFinding,
  diskFinding,
  lagFinding,
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

  test('looks at the disk and at the version of Node', () => {
    expect(diskFinding('.').said).toMatch(/GiB free/);
    expect(states([versionFinding('v26.10.0', 'v26.10.0'), versionFinding('v26.10.0', 'v20.1.0')])).toEqual([
      'well',
      'ill',
    ]);
  });
});
