import type { TransactionCertificatePageQuery } from '../generated/trade.ts';

type Certificate = NonNullable<TransactionCertificatePageQuery['transactionCertificate']>;
type Order = NonNullable<Certificate['order']>;

/** What opens a commitment to who is shown it: its salt, its field and its value. */
export type Opening = readonly [salt: string, field: string, value: unknown];
/** A field of a certificate: not revealed to the reader, or revealed and the same as was committed to, or not. */
export type Checked = {
  readonly field: string;
  readonly commitment: string;
  readonly found: 'hidden' | 'same' | 'other';
  readonly opening?: Opening;
};

const inLedgerForm = ({ actions, ...terms }: Order['terms']) => ({
  ...Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== null)),
  actions: actions.map((action) => action.toLowerCase()),
});

/** The fields that a certificate commits to, as the ledger's own document of the order has them. */
export const fieldsOf = (order: Order): Readonly<Record<string, unknown>> => ({
  seller: order.sellerId,
  buyer: order.buyerId,
  exchange: order.exchangeId,
  asset: order.assetId,
  release: order.releaseId,
  price: { currency: 'CNY', fen: order.price.fen },
  terms: inLedgerForm(order.terms),
  agreement: order.agreement,
  endToEndId: order.endToEndId,
  delivery: order.sent?.digests ?? [],
});

type Commitments = Readonly<Record<string, string>>;

/** Works each commitment out again from the order that the reader may see, and compares. */
export async function checkSale(
  commitments: Commitments,
  order: Order | null | undefined,
): Promise<readonly Checked[]> {
  const { commitment, sha256Hex } = await import('@suyuan/schemas');
  const fields = order ? fieldsOf(order) : {};
  return Object.entries(commitments).map(([field, committed]) => {
    if (!order?.salt || !Object.hasOwn(fields, field)) return { field, commitment: committed, found: 'hidden' };
    const opening: Opening = [sha256Hex(`${order.salt}/${field}`).slice(0, 32), field, fields[field]];
    const found = commitment(...opening) === committed ? 'same' : 'other';
    return { field, commitment: committed, found, opening };
  });
}

/** Checks an opening that somebody handed on, as text; undefined for what is none. */
export async function checkOpening(commitments: Commitments, text: string): Promise<Checked | undefined> {
  const { commitment } = await import('@suyuan/schemas');
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(read) || read.length !== 3) return undefined;
  const [salt, field, value] = read as readonly unknown[];
  if (typeof salt !== 'string' || typeof field !== 'string') return undefined;
  const committed = Object.hasOwn(commitments, field) ? commitments[field] : undefined;
  if (!committed) return undefined;
  const found = commitment(salt, field, value) === committed ? 'same' : 'other';
  return { field, commitment: committed, found, opening: [salt, field, value] };
}
