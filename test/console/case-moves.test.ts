import { describe, expect, it } from 'vitest';
import { mayObject, type Objectable } from '../../gateway/console/src/case/moves.ts';

const NOW = Date.parse('2026-11-28T00:00:00.000Z');
const shown: Objectable = {
  state: 'IN_PUBLICITY',
  applicantId: 'huaxin',
  registrarId: 'registry',
  publicity: { until: '2026-11-29T00:00:00.000Z' },
  objections: [],
};

describe('Objecting', () => {
  it('is for anybody but the parties, also while another’s objection is open', () => {
    expect(mayObject(shown, 'qixiang', NOW)).toBe(true);
    expect(mayObject({ ...shown, state: 'OBJECTED', objections: [{ by: { entity: 'yanjiu' } }] }, 'qixiang', NOW)).toBe(
      true,
    );
    expect(mayObject(shown, 'huaxin', NOW)).toBe(false);
    expect(mayObject(shown, 'registry', NOW)).toBe(false);
    expect(mayObject(shown, undefined, NOW)).toBe(false);
  });

  it('is done once, and before publicity ends', () => {
    expect(mayObject({ ...shown, objections: [{ by: { entity: 'qixiang' } }] }, 'qixiang', NOW)).toBe(false);
    expect(mayObject(shown, 'qixiang', Date.parse('2026-11-29T00:00:01.000Z'))).toBe(false);
    expect(mayObject({ ...shown, state: 'ISSUED' }, 'qixiang', NOW)).toBe(false);
  });
});
