import type { CommandName, Office, OrderState, Profile, TradeSilence } from '@suyuan/schemas';

export type Clock = Exclude<keyof NonNullable<Profile['trade']>, 'listing'>;
export type TradeCommand = Extract<CommandName, `trade:${string}`>;

/** One way on from a state: who may take it, and where it leads. */
export type Move = { readonly by: readonly Office[]; readonly to: readonly OrderState[] };

/** Whose silence is waited for: by which clock of the profile, and what anyone's `trade:advance` then does. */
export type Awaited = {
  readonly office: Office;
  readonly command: TradeCommand;
  readonly clock: Clock;
  readonly silence: TradeSilence;
  readonly to: readonly OrderState[];
};

export type Row = {
  readonly moves: { readonly [C in TradeCommand]?: Move };
  readonly awaited?: Awaited;
};

const move = (by: readonly Office[], ...to: OrderState[]): Move => ({ by, to });
const awaits = (
  office: Office,
  command: TradeCommand,
  clock: Clock,
  silence: TradeSilence,
  ...to: OrderState[]
): Awaited => ({ office, command, clock, silence, to });

/**
 * The life of an order: in each state who moves it on, by which command, by which clock, what silence does, and the
 * ways out. The rules permit nothing that is not here. States without `awaited` are final; where a final one still
 * has moves, they record what a bank says of money after the end.
 */
export const ORDER: { readonly [S in OrderState]: Row } = {
  ordered: {
    moves: {
      'trade:match': move(['exchange'], 'agreed'),
      'trade:decline': move(['exchange', 'seller'], 'cancelled'),
      'trade:cancel': move(['buyer'], 'cancelled'),
    },
    awaited: awaits('exchange', 'trade:match', 'match', 'lapse', 'lapsed'),
  },
  agreed: {
    moves: {
      'trade:instruct': move(['buyer'], 'instructed'),
      'trade:cancel': move(['buyer', 'seller'], 'cancelled'),
    },
    awaited: awaits('buyer', 'trade:instruct', 'instruct', 'lapse', 'lapsed'),
  },
  instructed: {
    moves: {
      'trade:secure': move(['bank'], 'secured'),
      'trade:reject': move(['bank'], 'lapsed'),
    },
    awaited: awaits('bank', 'trade:secure', 'secure', 'escalate', 'escalated'),
  },
  secured: {
    moves: {
      'trade:deliver': move(['seller'], 'delivered'),
      'trade:forgo': move(['seller'], 'returning'),
    },
    awaited: awaits('seller', 'trade:deliver', 'deliver', 'return', 'returning'),
  },
  delivered: {
    moves: {
      'trade:receive': move(['buyer'], 'accepted', 'disputed', 'arbitrated'),
      'trade:dispute': move(['buyer'], 'disputed', 'arbitrated'),
      'trade:witness': move(['exchange'], 'delivered'),
    },
    awaited: awaits('buyer', 'trade:receive', 'receive', 'accept-or-return', 'accepted', 'returning'),
  },
  accepted: {
    moves: { 'trade:payOut': move(['bank'], 'paid_out') },
    awaited: awaits('bank', 'trade:payOut', 'payOut', 'escalate', 'escalated', 'returning'),
  },
  paid_out: {
    moves: {
      'trade:settle': move(['exchange'], 'settled'),
      'trade:reverse': move(['bank'], 'disputed', 'arbitrated'),
    },
    awaited: awaits('exchange', 'trade:settle', 'settle', 'settle', 'settled'),
  },
  settled: { moves: { 'trade:reverse': move(['bank'], 'disputed', 'arbitrated') } },
  disputed: {
    moves: { 'trade:arbitrate': move(['arbiter'], 'arbitrated') },
    awaited: awaits('arbiter', 'trade:arbitrate', 'arbitrate', 'pass-on', 'disputed', 'arbitrated'),
  },
  arbitrated: {
    moves: {
      'trade:payOut': move(['bank'], 'paid_out'),
      'trade:return': move(['bank'], 'returned'),
    },
    awaited: awaits('bank', 'trade:payOut', 'payOut', 'escalate', 'escalated'),
  },
  returning: {
    moves: { 'trade:return': move(['bank'], 'returned') },
    awaited: awaits('bank', 'trade:return', 'payOut', 'escalate', 'escalated'),
  },
  escalated: {
    moves: {
      'trade:replaceBank': move(['regulator'], 'instructed', 'accepted', 'arbitrated', 'returning'),
      'trade:secure': move(['bank'], 'secured'),
      'trade:reject': move(['bank'], 'lapsed'),
      'trade:payOut': move(['bank'], 'paid_out'),
      'trade:return': move(['bank'], 'returned'),
    },
    awaited: awaits('regulator', 'trade:replaceBank', 'escalate', 'lapse-or-default', 'lapsed', 'defaulted'),
  },
  cancelled: { moves: {} },
  lapsed: { moves: { 'trade:secure': move(['bank'], 'returning') } },
  returned: { moves: { 'trade:reverse': move(['bank'], 'returning') } },
  defaulted: {
    moves: {
      'trade:payOut': move(['bank'], 'paid_out'),
      'trade:return': move(['bank'], 'returned'),
    },
  },
};

/** The states in which a command is possible. */
export function statesFor(command: TradeCommand): OrderState[] {
  return (Object.keys(ORDER) as OrderState[]).filter((state) => ORDER[state].moves[command] !== undefined);
}
