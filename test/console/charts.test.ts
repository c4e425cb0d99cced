import { describe, expect, it } from 'vitest';
import { figureOf, figureOfDays, optionOf, totalOf } from '../../gateway/console/src/charts/figure.ts';

const palette = { ink: '#000', soft: '#333', line: '#ccc', card: '#fff', font: 'serif', series: ['#00f'] };

describe('what a chart shows', () => {
  it('is one kind of number by its names, most first, each with its unit', () => {
    const counted = [
      { value: 'core', count: 1 },
      { value: 'general', count: 7 },
    ];
    const figure = figureOf('by grade', 'assets', counted, (value) => value.toUpperCase());
    expect(figure).toMatchObject({ names: ['GENERAL', 'CORE'], series: [{ values: [7, 1] }] });
    expect(totalOf(figure)).toBe(8);
    const option = optionOf(figure, palette);
    expect(option.yAxis).toMatchObject({ type: 'category', data: ['GENERAL', 'CORE'] });
    expect(JSON.stringify(option.series)).toContain('{c} assets');
  });

  it('leaves out of the days what never came', () => {
    const days = [
      { day: '2026-11-27', assets: 0, certificates: 0, cases: 2, orders: 0 },
      { day: '2026-11-28', assets: 3, certificates: 0, cases: 0, orders: 0 },
    ];
    const figure = figureOfDays('new', 'a day', days, (kind) => kind);
    expect(figure.names).toEqual(['11-27', '11-28']);
    expect(figure.series).toEqual([
      { name: 'assets', values: [0, 3] },
      { name: 'cases', values: [2, 0] },
    ]);
  });

  it('draws its tips on the canvas, for the page’s policy forbids the styles of HTML ones', () => {
    const figure = figureOf('t', 'u', [{ value: 'a', count: 1 }], (value) => value);
    expect(optionOf(figure, palette).tooltip.renderMode).toBe('richText');
  });
});
