import { sha256Hex } from './digest.ts';

export type IdKind =
  | 'ast'
  | 'rel'
  | 'cas'
  | 'prp'
  | 'run'
  | 'ofr'
  | 'agr'
  | 'ref'
  | 'msr'
  | 'bat'
  | 'lst'
  | 'ord'
  | 'rcl'
  | 'rpt'
  | 'bas'
  | 'bus';

/** The id of the n-th thing that a transaction makes: kind and 32 hex digits of the transaction id. */
export function idOf(kind: IdKind, txId: string, n = 0): string {
  return `${kind}-${(n === 0 ? txId : sha256Hex(`${txId}/${kind}/${n}`)).slice(0, 32)}`;
}

/** The id of a dataset outside the platform follows from its OpenLineage namespace and name. */
export function externalId(dataset: { namespace: string; name: string }): string {
  return `ext-${sha256Hex(JSON.stringify([dataset.namespace, dataset.name])).slice(0, 32)}`;
}

/** ISO/IEC 7064 MOD 11-2 over decimal digits; the check character is a digit or X. */
export function checkCharacter(digits: string): string {
  let sum = 0;
  for (const digit of digits) sum = ((sum + Number(digit)) * 2) % 11;
  const check = (12 - sum) % 11;
  return check === 10 ? 'X' : String(check);
}

/** Prefix, year at UTC+8, and so many digits from the transaction id. */
function stem(prefix: string, txId: string, time: string, length: number): string {
  const year = new Date(Date.parse(time) + 8 * 3_600_000).getUTCFullYear();
  const digits = (BigInt(`0x${txId}`) % 10n ** BigInt(length)).toString().padStart(length, '0');
  return `${prefix}-${year}-${digits}`;
}

/** A stem with the check character over its year and digits. */
function checked(number: string): string {
  return number + checkCharacter(number.slice(number.lastIndexOf('-') - 4).replace('-', ''));
}

/** A certificate's number: prefix, year at UTC+8, 16 digits from the transaction id, check character over year and digits. */
export function certificateNumber(prefix: string, txId: string, time: string): string {
  return checked(stem(prefix, txId, time, 16));
}

/** What the numbers of a batch have in common: prefix, year, and 15 digits from the transaction that sealed it. */
export function leafNumbers(prefix: string, txId: string, time: string): string {
  return stem(prefix, txId, time, 15);
}

const INDEX_DIGITS = 5;

/** The number of one leaf of a batch: what they have in common, the index in five digits, the check character. */
export function leafNumber(numbers: string, index: number): string {
  return checked(numbers + String(index).padStart(INDEX_DIGITS, '0'));
}

/** The batch's part and the index of a leaf's number, known by its 20 digits; undefined for any other number. */
export function readLeafNumber(number: string): { numbers: string; index: number } | undefined {
  const [, numbers, index] = /^(.+-\d{4}-\d{15})(\d{5})[0-9X]$/.exec(number) ?? [];
  return numbers && index && certificateNumberChecks(number) ? { numbers, index: Number(index) } : undefined;
}

/** True when the check character of a certificate's number fits. */
export function certificateNumberChecks(number: string): boolean {
  const match = /-(\d{4})-(\d{12,20})([0-9X])$/.exec(number);
  return match !== null && checkCharacter(`${match[1]}${match[2]}`) === match[3];
}
