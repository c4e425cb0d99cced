import { type TSchema, Type } from 'typebox';
import { AssetText, ReleaseText } from './asset.ts';
import { AssetId, command, strict } from './base.ts';
import { SealedRelease } from './sealed.ts';

/** A committed field with the salt that opens its commitment. */
const opened = <S extends TSchema>(value: S) => strict({ salt: Type.String({ pattern: '^[0-9a-f]{32,64}$' }), value });

export const assetCommands = {
  'asset:publish': command({ asset: AssetId, release: ReleaseText }),
  'asset:publishSealed': command({ asset: AssetId, release: SealedRelease }),
  'asset:reveal': command({
    asset: AssetId,
    rights: opened(AssetText.properties.rights),
    encumbrances: opened(AssetText.properties.encumbrances),
  }),
};
