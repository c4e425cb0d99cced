import { type Static, Type } from 'typebox';
import { strict } from './base.ts';

/** An amount in fen. Whole numbers only: the rules refuse others, with their citation. */
export const Money = strict({
  currency: Type.String({ pattern: '^[A-Z0-9]{3,10}$', description: 'ISO 4217; CNY alone is traded in' }),
  fen: Type.Number({ description: 'Hundredths of the currency, a whole number above 0' }),
});

export type Money = Static<typeof Money>;

/** Fen as the decimal that ISO 20022 writes: `1234.50`. Exact for every safe integer. */
export function decimalOf(fen: number): string {
  const digits = String(fen).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Fen of a decimal of ISO 20022; undefined for more than two places that are not zero, or beyond safe integers. */
export function fenOf(decimal: string): number | undefined {
  const match = /^\+?(\d{1,16})(?:\.(\d{0,2})0*)?$/.exec(decimal);
  const fen = match ? Number(`${match[1]}${(match[2] ?? '').padEnd(2, '0')}`) : Number.NaN;
  return Number.isSafeInteger(fen) ? fen : undefined;
}
