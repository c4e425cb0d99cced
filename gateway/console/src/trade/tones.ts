import type { ListingState, OrderState, TransactionCertificateState } from '../generated/trade.ts';

type Tone = 'good' | 'warn' | 'bad' | 'info' | 'plain';

export const ORDER_TONES: Readonly<Record<OrderState, Tone>> = {
  ORDERED: 'info',
  AGREED: 'info',
  INSTRUCTED: 'info',
  SECURED: 'info',
  DELIVERED: 'info',
  ACCEPTED: 'info',
  PAID_OUT: 'good',
  SETTLED: 'good',
  DISPUTED: 'warn',
  ARBITRATED: 'warn',
  RETURNING: 'warn',
  ESCALATED: 'bad',
  CANCELLED: 'plain',
  LAPSED: 'plain',
  RETURNED: 'plain',
  DEFAULTED: 'bad',
};

export const LISTING_TONES: Readonly<Record<ListingState, Tone>> = {
  LISTED: 'good',
  WITHDRAWN: 'plain',
  LAPSED: 'plain',
};

export const CERTIFICATE_TONES: Readonly<Record<TransactionCertificateState, Tone>> = {
  ACTIVE: 'good',
  SUSPENDED: 'warn',
  REVOKED: 'bad',
};
