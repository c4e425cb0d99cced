import type { Account, Entity, Order } from '@suyuan/schemas';
import { key } from '../ledger/keys.ts';
import type { Reader } from '../ledger/reader.ts';
import { roster } from '../membership/state.ts';
import { type ProfileRef, pinned } from '../registration/setting.ts';
import { settingWith } from '../registration/state.ts';
import type { Setting } from './rules/order.ts';
import type { World } from './rules/settlement.ts';

export async function settingOf(ledger: Reader, profile: ProfileRef): Promise<Setting> {
  return settingWith(ledger, await pinned(ledger, profile));
}

/** An order with its money, its certificate, its agreement and its clocks. */
export async function opened(ledger: Reader, id: string, field = 'order'): Promise<{ world: World; setting: Setting }> {
  const order = await ledger.need('order/1', key.order(id), field);
  return {
    world: {
      order,
      payment: order.instruction ? await ledger.get('payment/1', key.payment(id)) : undefined,
      certificate: order.certificate
        ? await ledger.get('transaction-certificate/1', key.transactionCertificate(order.certificate))
        : undefined,
      licence: order.licence ? await ledger.get('agreement/1', key.agreement(order.licence)) : undefined,
    },
    setting: await settingOf(ledger, order.profile),
  };
}

/** A bank by its id: its membership and its supervised account. */
export async function bankOf(
  ledger: Reader,
  id: string,
): Promise<{ id: string; entity: Entity | undefined; account: Account | undefined }> {
  return {
    id,
    entity: await ledger.get('entity/1', key.entity(id)),
    account: await ledger.get('account/1', key.account(id)),
  };
}

/** Who may arbitrate, in the order in which they are asked. */
export const bodiesOf = async (ledger: Reader): Promise<readonly string[]> => (await roster(ledger)).appealBodies;

/**
 * The digests of the files that an order sells; undefined for an interface, which has none, and for a restricted release,
 * whose files the ledger does not see: buyer and seller hold them against its commitment.
 */
export async function filesOf(ledger: Reader, order: Order): Promise<readonly string[] | undefined> {
  const asset = await ledger.need('asset/1', key.asset(order.asset));
  if (asset.text?.kind === 'api') return undefined;
  const release = await ledger.need('release/1', key.release(order.release));
  return release.text?.distributions.map(({ sha256 }) => sha256);
}
