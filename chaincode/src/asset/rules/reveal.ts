import { type Actor, type Asset, type Commands, commitment, refuse } from '@suyuan/schemas';

/**
 * The holder of a restricted asset reveals its rights and encumbrances, which the registrar checked when they were hidden
 * and the asset's commitments bear out: from then on the ledger knows who may license and sell it. Both at once, so that
 * no pledge stays hidden behind a right.
 */
export function reveal(
  asset: Asset,
  said: Pick<Commands['asset:reveal'], 'rights' | 'encumbrances'>,
  by: Actor & { entity: string },
  time: string,
): Asset {
  if (asset.entity !== by.entity) throw refuse('RELEASE_OWNER', { entity: asset.entity }, 'asset');
  if (!asset.vault) throw refuse('VAULT_OPEN_ASSET', {}, 'asset');
  if (asset.state !== 'registered')
    throw refuse('ASSET_UNREGISTERED', { asset: asset.id, state: asset.state }, 'asset');
  for (const name of ['rights', 'encumbrances'] as const) {
    const { salt, value } = said[name];
    if (commitment(salt, name, value) !== asset.commitments[name]) {
      throw refuse('VAULT_MISMATCH', { vault: asset.vault.id, name }, name);
    }
  }
  return { ...asset, revealed: { rights: said.rights.value, encumbrances: said.encumbrances.value, by, time }, time };
}
