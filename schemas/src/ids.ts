import { sha256Hex } from './digest.ts';

export type IdKind = 'ast' | 'rel' | 'cas' | 'prp' | 'run' | 'ofr' | 'agr' | 'ref' | 'msr';

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

/** A certificate's number: prefix, year at UTC+8, 16 digits from the transaction id, check character over year and digits. */
export function certificateNumber(prefix: string, txId: string, time: string): string {
  const year = new Date(Date.parse(time) + 8 * 3_600_000).getUTCFullYear();
  const digits = (BigInt(`0x${txId}`) % 10n ** 16n).toString().padStart(16, '0');
  return `${prefix}-${year}-${digits}${checkCharacter(`${year}${digits}`)}`;
}

/** True when the check character of a certificate's number fits. */
export function certificateNumberChecks(number: string): boolean {
  const match = /-(\d{4})-(\d{12,20})([0-9X])$/.exec(number);
  return match !== null && checkCharacter(`${match[1]}${match[2]}`) === match[3];
}
