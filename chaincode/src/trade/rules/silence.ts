import { type Order, refuse } from '@suyuan/schemas';
import type { Recorded } from '../../ledger/keys.ts';
import { borneOut } from './delivery.ts';
import { escalated, passOn, unescalated } from './disputes.ts';
import type { Buying } from './licence.ts';
import { moved, type Setting } from './order.ts';
import { settleBySilence, type World } from './settlement.ts';

/** Money is held and nothing is paid for yet. */
const RETURNABLE: readonly Order['state'][] = ['secured', 'delivered', 'accepted'];

/**
 * What silence does once a stored deadline has passed; anyone may send it. Where the effects table sends paid orders
 * back (`goesBack`), for the asset's certificate was revoked or cancelled, money that is held goes back at once.
 */
export function advance(
  world: World,
  bodies: readonly string[],
  goesBack: boolean,
  buying: Buying,
  setting: Setting,
): Recorded[] {
  const { order } = world;
  if (goesBack && RETURNABLE.includes(order.state)) return [moved(order, 'returning', setting)];
  if (!order.next) throw refuse('DEADLINE_NONE', {}, 'subject');
  if (setting.time <= order.next.deadline) {
    throw refuse('DEADLINE_AHEAD', { deadline: order.next.deadline }, 'subject');
  }
  switch (order.next.silence) {
    case 'lapse':
      return [moved(order, 'lapsed', setting)];
    case 'return':
      return [moved(order, 'returning', setting)];
    case 'accept-or-return':
      return [moved(order, borneOut(order) ? 'accepted' : 'returning', setting)];
    case 'escalate':
      return [escalated(order, setting)];
    case 'settle':
      return settleBySilence(world, buying, setting);
    case 'pass-on':
      return [passOn(order, bodies, setting)];
    case 'lapse-or-default':
      return unescalated(order, setting);
  }
}
