/** What a chart shows, and its table alike: names along one side, and one or more series of numbers over them. */
export type Figure = {
  readonly title: string;
  readonly unit: string;
  readonly names: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
  /** Over time: upright, as columns beside each other; else lying, each name with its bar. */
  readonly overTime: boolean;
};

type Counted = readonly { readonly value: string; readonly count: number }[];

/** Numbers of one kind, most first. */
export function figureOf(title: string, unit: string, counted: Counted, name: (value: string) => string): Figure {
  const sorted = counted.toSorted((one, other) => other.count - one.count);
  return {
    title,
    unit,
    names: sorted.map(({ value }) => name(value)),
    series: [{ name: title, values: sorted.map(({ count }) => count) }],
    overTime: false,
  };
}

const KINDS = ['assets', 'certificates', 'cases', 'orders'] as const;
type Day = { readonly day: string } & Readonly<Record<(typeof KINDS)[number], number>>;

/** What came day by day; a kind of which nothing came is left out. */
export function figureOfDays(
  title: string,
  unit: string,
  days: readonly Day[],
  name: (kind: (typeof KINDS)[number]) => string,
): Figure {
  const some = KINDS.filter((kind) => days.some((day) => day[kind] > 0));
  return {
    title,
    unit,
    names: days.map(({ day }) => day.slice(5)),
    series: some.map((kind) => ({ name: name(kind), values: days.map((day) => day[kind]) })),
    overTime: true,
  };
}

export const totalOf = ({ series }: Figure): number =>
  series.flatMap(({ values }) => values).reduce((sum, value) => sum + value, 0);

/** Colours of the page's own look, which a chart is drawn with. */
export type Palette = {
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly card: string;
  readonly font: string;
  readonly series: readonly string[];
};

/** The figure as ECharts takes it. Its tip is drawn on the canvas: one of HTML would bring styles that the page forbids. */
export function optionOf({ names, series, unit, overTime }: Figure, palette: Palette) {
  const text = (color: string) => ({ color, fontFamily: palette.font });
  const value = {
    type: 'value',
    // Of bars that lie, each says its number at its end.
    show: overTime,
    minInterval: 1,
    name: unit,
    nameTextStyle: { ...text(palette.soft), align: 'left' },
    axisLabel: text(palette.soft),
    splitLine: { lineStyle: { color: palette.line } },
  } as const;
  const category = {
    type: 'category',
    data: [...names],
    inverse: !overTime,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: palette.line } },
    axisLabel: { ...text(palette.ink), hideOverlap: true },
  } as const;
  return {
    animation: false,
    textStyle: text(palette.ink),
    grid: { left: 8, right: overTime ? 24 : 88, top: overTime ? 56 : 8, bottom: 8, containLabel: true },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      axisPointer: { type: 'shadow' },
      backgroundColor: palette.card,
      borderColor: palette.line,
      textStyle: text(palette.ink),
    },
    ...(overTime ? { legend: { type: 'scroll', top: 0, left: 0, textStyle: text(palette.ink) } } : {}),
    xAxis: overTime ? category : value,
    yAxis: overTime ? value : category,
    series: series.map((one) => ({
      type: 'bar',
      name: one.name,
      data: [...one.values],
      barMaxWidth: 22,
      ...(overTime
        ? { stack: 'all' }
        : { label: { show: true, position: 'right', formatter: `{c} ${unit}`, ...text(palette.ink) } }),
    })),
  } as const;
}
