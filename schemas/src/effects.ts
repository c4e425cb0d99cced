import type { Certificate } from './certificate.ts';

/** What may be so of an asset: the state of its certificate, an order that froze it, another holder than before. */
export type Condition = Certificate['state'] | 'expired' | 'frozen' | 'transferred';

/** What rests on an asset. */
export type Resting = 'agreement' | 'sub-licence' | 'paid-order' | 'computation';

/** Effects, the mildest first: of several that hold at once the last in this order counts. */
export const EFFECTS = [
  'runs',
  'passes-on',
  'finish',
  'finish-with-new-holder',
  'to-term',
  'consent-again',
  'no-new-use',
  'finish-or-return',
  'stop',
  'return',
  'ends',
] as const;
export type Effect = (typeof EFFECTS)[number];

/** What lifts a condition. A reinstatement lifts the condition and revives nothing that it ended. */
export type LiftedBy = 'orderer-or-appeal' | 'renewal' | 'reinstatement' | 'nothing';

type Row = { readonly [R in Resting]: Effect } & { readonly liftedBy: LiftedBy };

const held: Row = {
  agreement: 'no-new-use',
  'sub-licence': 'no-new-use',
  'paid-order': 'finish-or-return',
  computation: 'stop',
  liftedBy: 'orderer-or-appeal',
};
const ended: Row = {
  agreement: 'ends',
  'sub-licence': 'ends',
  'paid-order': 'return',
  computation: 'ends',
  liftedBy: 'reinstatement',
};

/**
 * What the state of a certificate does to the rest: the table of the consortium's rules, 4 Certificates. Whatever
 * looks at an asset's standing reads it here.
 */
export const EFFECTS_OF: { readonly [C in Condition]: Row } = {
  active: { agreement: 'runs', 'sub-licence': 'runs', 'paid-order': 'runs', computation: 'runs', liftedBy: 'nothing' },
  suspended: held,
  frozen: held,
  expired: {
    agreement: 'to-term',
    'sub-licence': 'to-term',
    'paid-order': 'finish',
    computation: 'finish',
    liftedBy: 'renewal',
  },
  revoked: ended,
  cancelled: ended,
  superseded: {
    agreement: 'passes-on',
    'sub-licence': 'passes-on',
    'paid-order': 'finish',
    computation: 'finish',
    liftedBy: 'nothing',
  },
  transferred: {
    agreement: 'passes-on',
    'sub-licence': 'passes-on',
    'paid-order': 'finish-with-new-holder',
    computation: 'consent-again',
    liftedBy: 'nothing',
  },
};

/** The effect of all conditions together: the strictest of theirs. Nothing to say means that it runs. */
export function effectOn(resting: Resting, conditions: readonly Condition[]): Effect {
  const ranks = conditions.map((condition) => EFFECTS.indexOf(EFFECTS_OF[condition][resting]));
  return EFFECTS[Math.max(0, ...ranks)] ?? 'runs';
}
