import type { ReleaseText } from '@suyuan/schemas';
import { type Row, rowsOf } from './files.ts';

/** Two files joined by calendar month: mean weather beside mean flight delay. Answers a CSV file. */
export function climateAndDelays(weather: Buffer, flights: Buffer): { name: string; bytes: Buffer } {
  const rain = byMonth(rowsOf('weather.csv', weather), 'date', 'precipitation');
  const delay = byMonth(rowsOf('flights.json', flights), 'date', 'delay');
  const months = [...rain.keys()].filter((month) => delay.has(month)).sort((a, b) => a - b);
  const lines = months.map((month) => [month, mean(rain.get(month)), mean(delay.get(month))].join(','));
  return {
    name: 'climate-and-delays.csv',
    bytes: Buffer.from(`month,precipitation_mm,delay_minutes\n${lines.join('\n')}\n`),
  };
}

/** Where the columns of the joined file come from: input 0 is the weather, input 1 the flights. */
export const columns: NonNullable<ReleaseText['columns']> = [
  { input: 0, from: 'date', to: 'month', transformation: 'derived' },
  { input: 0, from: 'precipitation', to: 'precipitation_mm', transformation: 'aggregated' },
  { input: 1, from: 'date', to: 'month', transformation: 'joined' },
  { input: 1, from: 'delay', to: 'delay_minutes', transformation: 'aggregated' },
];

function byMonth(rows: readonly Row[], date: string, value: string): Map<number, number[]> {
  const months = new Map<number, number[]>();
  for (const row of rows) {
    const month = Number(String(row[date]).slice(5, 7));
    const so = months.get(month) ?? [];
    so.push(Number(row[value]));
    months.set(month, so);
  }
  return months;
}

const mean = (values: readonly number[] = []) =>
  (values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1)).toFixed(2);
