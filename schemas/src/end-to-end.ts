/** A hexadecimal number's remainder by 97. */
function remainder(hex: string): number {
  let rest = 0;
  for (const digit of hex) rest = (rest * 16 + Number.parseInt(digit, 16)) % 97;
  return rest;
}

/**
 * The EndToEndId of an order's payments, 35 characters: `S`, the order's 32 hex digits, two check digits. As in
 * ISO/IEC 7064 MOD 97-10 the whole is 1 modulo 97, so that one wrong character or two swapped ones are found; digits
 * count in base 16, for letters of two decimal digits would let some slip.
 */
export function endToEndIdOf(order: string): string {
  const digits = order.slice(4).toUpperCase();
  const check = 98 - ((remainder(digits) * 100) % 97);
  return `S${digits}${String(check).padStart(2, '0')}`;
}

/** The order that an EndToEndId is bound to; undefined when it is none of ours or its check digits do not fit. */
export function orderOf(endToEndId: string): string | undefined {
  if (!/^S[0-9A-F]{32}[0-9]{2}$/.test(endToEndId)) return undefined;
  const order = `ord-${endToEndId.slice(1, 33).toLowerCase()}`;
  return endToEndIdOf(order) === endToEndId ? order : undefined;
}
