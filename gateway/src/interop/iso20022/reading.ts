import { type BankMessage, fenOf, firstBreach, type Money, refuse } from '@suyuan/schemas';
import type { Static, TSchema } from 'typebox';
import type { Element } from './xml.ts';

/** One transaction of a message. What it says is read only when it is about an order of ours. */
export interface Found {
  readonly endToEndId: string | undefined;
  readonly path: string;
  readonly message: () => BankMessage;
}

const schema = (rule: string, path: string) => refuse('ISO_SCHEMA', { rule }, path);

/** The text of an element that we need, whether the schema does or not. */
export function textIn(element: Element | undefined, path = '/'): string {
  if (!element) throw schema('it is needed here', path);
  return element.text;
}

/** An amount with its currency. Parts of a fen are none. @throws ISO_SCHEMA */
export function moneyIn(element: Element | undefined, path: string): Money {
  if (!element) throw schema('it is needed here', path);
  const fen = fenOf(element.text);
  if (fen === undefined) throw schema('a whole number of hundredths', element.path);
  return { currency: element.attributes.Ccy ?? '', fen };
}

/** A report as the ledger takes it; identifiers are in the characters that banks exchange. @throws ISO_SCHEMA */
export function fitting<S extends TSchema>(shape: S, report: Static<S>): Static<S> {
  const breach = firstBreach(shape, report);
  if (breach) throw schema(breach.rule, breach.field);
  return report;
}

/** The digits after the point that a sum may have. */
const PLACES = 17;

/** A decimal that the schema allows, exactly: in units of its last possible place. */
function exact({ text }: Element): bigint {
  const [, sign = '', whole = '', part = ''] = /^([+-]?)(\d*)\.?(\d*)$/.exec(text) ?? [];
  const value = BigInt(`${whole}${part.slice(0, PLACES).padEnd(PLACES, '0')}` || '0');
  return sign === '-' ? -value : value;
}

/** Compares what a message says of a number and a sum with what it lists. @throws ISO_SUM with the path */
export function sums(
  said: { readonly count: Element | undefined; readonly sum: Element | undefined },
  listed: readonly Element[],
  amount: (element: Element) => Element | undefined,
  how: 'exactly' | 'at most',
): void {
  const { count, sum } = said;
  const number = Number(count?.text);
  const wrong = how === 'exactly' ? listed.length !== number : listed.length > number;
  if (count && wrong) throw refuse('ISO_SUM', { said: count.text, listed: listed.length }, count.path);
  if (!sum) return;
  const amounts = listed.map(amount).filter((one) => one !== undefined);
  const total = amounts.reduce((so, one) => so + exact(one), 0n);
  if (exact(sum) === total) return;
  throw refuse('ISO_SUM', { said: sum.text, listed: amounts.map(({ text }) => text).join(' + ') || '0' }, sum.path);
}
