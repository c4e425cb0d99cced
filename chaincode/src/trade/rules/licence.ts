import { type Agreement, agreementStateAt, idOf, type Licences, licenceIn, type Order } from '@suyuan/schemas';
import type { Recorded } from '../../ledger/keys.ts';
import { MOST } from '../../licence/state.ts';
import { open } from '../../usage/quota.ts';
import type { Party, Setting } from './order.ts';

/** What a sale needs to conclude its agreement. */
export type Buying = {
  /** The certificate was revoked or cancelled since the order: by the effects table nothing agreed before it lives. */
  readonly ended: boolean;
  readonly disclosure: Agreement['disclosure'];
  /** The buyer's agreements on this asset. */
  readonly licences: Licences | undefined;
};

/**
 * The agreement that a sale concludes once it has settled: the seller signed the listing, the buyer its order. It rests
 * on the holder's own right, as whoever lists has it, and covers the grade that both knew.
 */
export function concluded(order: Order, { ended, disclosure, licences }: Buying, setting: Setting): Recorded[] {
  if (ended) return [];
  const { time, txId } = setting;
  const { id: sale, asset, release, seller, buyer, grade, listedBy, orderedBy, openedAt } = order;
  const id = idOf('agr', txId);
  const agreement: Agreement = {
    schema: 'agreement/1',
    id,
    asset,
    release,
    disclosure,
    grantor: seller,
    licensee: buyer,
    parties: [buyer, seller],
    ...licenceIn(order),
    grade,
    restsOn: [],
    order: sale,
    state: 'concluded',
    signatures: { grantor: listedBy, licensee: orderedBy },
    proposedAt: openedAt,
    concludedAt: time,
    time,
  };
  const known = licences?.agreements ?? [];
  const { count } = order.terms;
  return [
    agreement,
    // A settlement waits for nobody: what a full list leaves out answers when a question names it.
    ...(known.length < MOST
      ? [{ schema: 'licences/1' as const, asset, licensee: buyer, agreements: [...known, id], time }]
      : []),
    ...(count === undefined ? [] : [open(id, count, undefined, time)]),
  ];
}

/** While a reversed pay-out is disputed, nobody uses what was sold. */
export function held(licence: Agreement | undefined, time: string): Agreement[] {
  return licence ? [{ ...licence, held: { since: time }, time }] : [];
}

/** Paid out once more: what was held back runs again. */
export function resumed(licence: Agreement | undefined, time: string): Agreement[] {
  if (!licence) return [];
  const { held: _, ...rest } = licence;
  return [{ ...rest, time }];
}

/** The money went back to the buyer: the agreement ends with it. One that had ended before keeps its ground. */
export function refunded(order: Order, licence: Agreement | undefined, by: Party, time: string): Agreement[] {
  if (!licence || agreementStateAt(licence, time) === 'terminated') return [];
  const reason = order.award?.reason ?? '款项已退回买方 money returned to the buyer';
  const termination = { ground: 'refund' as const, by, reason, evidence: [], givenAt: time, effectiveAt: time };
  return [{ ...licence, termination, time }];
}
