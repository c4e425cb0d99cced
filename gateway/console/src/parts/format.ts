import { language } from '../words/i18n.ts';

const locale = () => (language() === 'zh' ? 'zh-CN' : 'en-GB');

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** A size with its unit: `1.4 MiB`. */
export function bytes(size: number): string {
  const power = size < 1024 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log(size) / Math.log(1024)));
  const value = size / 1024 ** power;
  return `${value.toLocaleString(locale(), { maximumFractionDigits: power === 0 ? 0 : 1 })} ${UNITS[power]}`;
}

export const count = (value: number): string => value.toLocaleString(locale());

/** A time in the reader's zone, to the second. */
export const moment = (time: string): string =>
  new Date(time).toLocaleString(locale(), {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  });

/** The same with the name of the zone. */
export const zoned = (time: string): string =>
  new Date(time).toLocaleString(locale(), { dateStyle: 'full', timeStyle: 'long' });

export const day = (time: string): string =>
  new Date(time).toLocaleDateString(locale(), { year: 'numeric', month: 'long', day: 'numeric' });

/** Yuan from fen. */
export const yuan = (fen: number): string =>
  (fen / 100).toLocaleString(locale(), { style: 'currency', currency: 'CNY' });

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** Days of the reader's calendar from one instant to another: 1 is tomorrow, however late tomorrow. */
const daysBetween = (from: number, to: number) =>
  Math.round((new Date(to).setHours(0, 0, 0, 0) - new Date(from).setHours(0, 0, 0, 0)) / 86_400_000);

/** How far away a time is: `in 3 days`, `2 minutes ago`; days are those of the reader's calendar. */
export function away(time: string, now = Date.now()): string {
  const seconds = Math.round((Date.parse(time) - now) / 1000);
  const [unit, length] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  const value = unit === 'day' ? daysBetween(now, Date.parse(time)) : Math.trunc(seconds / length);
  return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(value, unit);
}
