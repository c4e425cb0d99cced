import { IsOptional, type Static, type TProperties, Type } from 'typebox';
import { AssetText, type Commitments, Descriptor, ReleaseText } from './asset.ts';
import { AssetId, Grade, Reason, Sha256, strict } from './base.ts';
import { Evidence } from './evidence.ts';
import { VaultId } from './vault.ts';

/** One commitment for each field that a text has: those that every text has must be there. */
function committed(fields: TProperties) {
  const digests = Object.entries(fields).map(([name, field]) => [
    name,
    IsOptional(field) ? Type.Optional(Sha256) : Sha256,
  ]);
  return Type.Unsafe<Static<typeof Commitments>>(strict(Object.fromEntries(digests) as TProperties));
}

const { descriptor: _descriptor, ...assetFields } = AssetText.properties;
const { inputs: _inputs, ...releaseFields } = ReleaseText.properties;

/** Evidence of a restricted asset: a file's name may say too much and stays off the ledger. */
const { name: _name, ...evidence } = Evidence.properties;
export const SealedEvidence = strict(evidence);

/** An asset's text that is in a vault: what is public of it is the grade that it claims. */
export const SealedAsset = strict({
  vault: VaultId,
  grade: Grade,
  commitments: committed({ ...Descriptor.properties, ...assetFields }),
});

/** An input that is in a vault, as its field `edge<n>`: what is public of it is the grade that it is claimed to have. */
export const SealedEdge = strict({ commitment: Sha256, grade: Grade });

export const SealedRelease = strict({
  vault: VaultId,
  grade: Grade,
  rank: Type.Integer({ minimum: 1, maximum: 1_000_000, description: '1 + the highest rank of its inputs' }),
  commitments: committed(releaseFields),
  inputs: Type.Array(SealedEdge, { maxItems: 100 }),
});

const files = { evidence: Type.Array(SealedEvidence, { maxItems: 50 }) };

/** An application whose text is in a vault. It says what it claims; the registrar checks it once it was opened. */
export const SealedApplication = Type.Union([
  strict({ type: Type.Literal('initial'), sealed: SealedAsset, release: SealedRelease, ...files }),
  strict({ type: Type.Literal('change'), assetId: AssetId, sealed: SealedAsset, ...files }),
  strict({ type: Type.Literal('correction'), assetId: AssetId, sealed: SealedAsset, ...files, grounds: Reason }),
]);

export type SealedAsset = Static<typeof SealedAsset>;
export type SealedEdge = Static<typeof SealedEdge>;
export type SealedRelease = Static<typeof SealedRelease>;
export type SealedApplication = Static<typeof SealedApplication>;
