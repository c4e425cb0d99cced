import type { AgreementState, OfferState } from '../generated/licence.ts';

type Tone = 'good' | 'warn' | 'bad' | 'info' | 'plain';

export const AGREEMENT_TONES: Readonly<Record<AgreementState, Tone>> = {
  PROPOSED: 'info',
  CONCLUDED: 'good',
  SUSPENDED: 'warn',
  DECLINED: 'plain',
  WITHDRAWN: 'plain',
  LAPSED: 'plain',
  EXPIRED: 'plain',
  TERMINATED: 'bad',
};

export const OFFER_TONES: Readonly<Record<OfferState, Tone>> = { OPEN: 'good', WITHDRAWN: 'plain' };
