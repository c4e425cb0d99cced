import { describe, expect, it } from 'vitest';
import { askedOf, choiceOf } from '../../gateway/console/src/desk/filter.ts';
import { type Asked, belongs, compare, grown, moved, type Queue } from '../../gateway/console/src/desk/queue.ts';
import type { DeskRowFragment } from '../../gateway/console/src/generated/desk.ts';

const row = (id: string, deadline: string | null, change: Partial<DeskRowFragment> = {}) =>
  ({
    id,
    type: 'INITIAL',
    state: 'SUBMITTED',
    applicantId: 'huaxin',
    registrarId: 'registry',
    next: deadline === null ? null : { mover: 'REGISTRAR', entity: 'registry', deadline },
    recorded: { block: 1, time: '2026-01-01T00:00:00.000Z' },
    ...change,
  }) as DeskRowFragment;

const now = Date.parse('2026-02-01T00:00:00.000Z');
const asked = (address: string, registrar = true): Asked =>
  askedOf(choiceOf(new URLSearchParams(address)), 'registry', registrar, now);
const queue = (rows: readonly DeskRowFragment[], after: string | null): Queue => ({ rows, total: 5, after, block: 7 });
const ids = ({ rows }: Queue) => rows.map(({ id }) => id);
const [a, b, c] = [row('a', '2026-01-01'), row('b', '2026-01-02'), row('c', '2026-01-04')];

describe('the desk’s queue', () => {
  it('asks the gateway what the address says, open cases by nearest deadline and decided ones by the newest', () => {
    expect(asked('')).toEqual({ filter: { next: 'registry' }, sort: { by: 'DEADLINE', direction: 'ASCENDING' } });
    expect(asked('show=open&state=accepted&type=change&due=3').filter).toEqual({
      registrar: 'registry',
      state: ['ACCEPTED'],
      type: ['CHANGE'],
      deadlineUntil: '2026-02-04T00:00:00.000Z',
    });
    expect(asked('show=over&due=0', false)).toMatchObject({
      filter: { applicant: 'registry', state: expect.arrayContaining(['ISSUED', 'LAPSED']) },
      sort: { by: 'TIME', direction: 'DESCENDING' },
    });
  });

  it('judges a changed case as the gateway does', () => {
    const { filter } = asked('show=open&state=submitted&due=0');
    expect(belongs(a, filter)).toBe(true);
    expect(belongs(row('a', '2026-02-02'), filter)).toBe(false);
    expect(belongs(row('a', null), filter)).toBe(false);
    expect(belongs({ ...a, state: 'ACCEPTED' }, filter)).toBe(false);
    expect(belongs({ ...a, registrarId: 'other' }, filter)).toBe(false);
    expect(belongs(row('a', null), asked('').filter)).toBe(false);
  });

  it('grows page by page, with every case once and in order', () => {
    const whole = grown(queue([a, b], 'cursor'), [b, c], 3, null, asked(''));
    expect(ids(whole)).toEqual(['a', 'b', 'c']);
    expect(whole).toMatchObject({ total: 3, after: null });
  });

  it('moves what changed to its new place, takes away what is no longer of it, and leaves to later pages what is theirs', () => {
    const at = (id: string, deadline: string | null) => row(id, deadline);
    const read = queue([a, b, c], 'cursor');
    expect(ids(moved(read, [at('a', '2026-01-03')], 5, 9, asked('')))).toEqual(['b', 'a', 'c']);
    expect(ids(moved(read, [at('b', null)], 4, 9, asked('')))).toEqual(['a', 'c']);
    expect(ids(moved(read, [at('new', '2026-01-02'), at('late', '2026-03-01')], 7, 9, asked('')))).toEqual([
      'a',
      'b',
      'new',
      'c',
    ]);
    expect(ids(moved(queue([a], null), [at('late', '2026-03-01')], 2, 9, asked('')))).toEqual(['a', 'late']);
    expect(moved(read, [], 5, 9, asked('')).block).toBe(9);
  });

  it('orders like the gateway: by place, then by id, both turned where it descends', () => {
    const by = asked('').sort;
    expect([c, row('b2', '2026-01-02'), b, a].sort((x, y) => compare(x, y, by)).map(({ id }) => id)).toEqual([
      'a',
      'b',
      'b2',
      'c',
    ]);
    const over = asked('show=over').sort;
    expect([a, b].sort((x, y) => compare(x, y, over)).map(({ id }) => id)).toEqual(['b', 'a']);
  });
});
