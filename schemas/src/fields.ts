import type { AssetText, Commitments, ReleaseText } from './asset.ts';
import { commitment, publicSalt } from './digest.ts';

/** The fields of an asset that are committed to one by one, so that each can be revealed alone. */
export function assetFields(text: AssetText): Record<string, unknown> {
  const { descriptor, ...rest } = text;
  return { ...descriptor, ...rest };
}

export function releaseFields(text: ReleaseText): Record<string, unknown> {
  return { ...text };
}

/** One commitment for each public field, with the salts that follow from the transaction. */
export function commitPublic(fields: Record<string, unknown>, txId: string): Commitments {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => [field, commitment(publicSalt(txId, field), field, value)]),
  );
}
