import { type Leaf, type Part, type Type, UNREAD } from './grammar.ts';

const length = (text: string) => [...text].length;

/** Text of 1 to `most` characters, such as Max35Text. */
export const max = (most: number): Leaf => ({
  leaf: (text) => (length(text) < 1 || length(text) > most ? `1 to ${most} characters` : undefined),
});
export const pattern = (expression: RegExp, rule: string): Leaf => ({
  leaf: (text) => (expression.test(text) ? undefined : rule),
});
export const code = (...values: string[]): Leaf => ({
  leaf: (text) => (values.includes(text) ? undefined : `one of ${values.join(', ')}`),
});

/** A decimal of XML Schema with at most so many digits, and so many of them after the point. */
function decimal(total: number, fraction: number, negative: boolean): Leaf['leaf'] {
  return (text) => {
    const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text);
    const whole = (match?.[2] ?? '').replace(/^0+/, '');
    const part = (match?.[3] ?? '').replace(/0+$/, '');
    if (!match || `${match[2] ?? ''}${match[3] ?? ''}` === '') return 'a decimal number';
    if (match[1] === '-' && !negative) return 'not below 0';
    if (part.length > fraction) return `at most ${fraction} digits after the point`;
    return whole.length + part.length > total ? `at most ${total} digits` : undefined;
  };
}

const isDate = (text: string) => {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})/.exec(text) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.toISOString().slice(0, 10) === text.slice(0, 10);
};

const when = (expression: RegExp, rule: string): Leaf => ({
  leaf: (text) => (expression.test(text) && isDate(text) ? undefined : rule),
});

const ZONE = '(Z|[+-](0\\d|1[0-4]):[0-5]\\d)?';
export const Max35 = max(35);
export const Max500 = max(500);
export const DateTime = when(
  new RegExp(`^\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?${ZONE}$`),
  'a date and time',
);
export const IsoDate = when(new RegExp(`^\\d{4}-\\d{2}-\\d{2}${ZONE}$`), 'a date');
export const DateChoice: Type = {
  choice: [
    ['Dt', 'one', IsoDate],
    ['DtTm', 'one', DateTime],
  ],
};
export const Indicator = code('true', 'false', '1', '0');
export const Count = pattern(/^[0-9]{1,15}$/, '1 to 15 digits');
export const Sum: Leaf = { leaf: decimal(18, 17, true) };
export const External = pattern(/^[\s\S]{1,4}$/u, 'a code of 1 to 4 characters');
export const CreditDebit = code('CRDT', 'DBIT');
export const Currency = pattern(/^[A-Z]{3}$/, 'a currency of three letters');
/** ActiveOrHistoricCurrencyAndAmount. */
export const Amount: Leaf = { leaf: decimal(18, 5, false), attributes: { Ccy: Currency.leaf } };
const Iban = pattern(/^[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}$/, 'an IBAN');

/** A choice of a code from a list that ISO keeps, or a word of the parties' own. */
export const codeOr = (own: Leaf): Type => ({
  choice: [
    ['Cd', 'one', External],
    ['Prtry', 'one', own],
  ],
});

/** AccountIdentification4Choice. */
export const AccountId: Type = {
  choice: [
    ['IBAN', 'one', Iban],
    [
      'Othr',
      'one',
      {
        sequence: [
          ['Id', 'one', max(34)],
          ['SchmeNm', 'optional', codeOr(Max35)],
          ['Issr', 'optional', Max35],
        ],
      },
    ],
  ],
};

/** Branches of which nothing is read, each at most once. */
export const unread = (...names: string[]): Part[] => names.map((name): Part => [name, 'optional', UNREAD]);
export const unreads = (...names: string[]): Part[] => names.map((name): Part => [name, 'any', UNREAD]);
