import { ReleaseText } from './asset.ts';
import { AssetId, command } from './base.ts';
import { SealedRelease } from './sealed.ts';

export const assetCommands = {
  'asset:publish': command({ asset: AssetId, release: ReleaseText }),
  'asset:publishSealed': command({ asset: AssetId, release: SealedRelease }),
};
