import { type Static, Type } from 'typebox';
import { Bytes, EntityId, MediaType, Sha256, strict } from './base.ts';
import { EvidenceKind } from './profile.ts';

/** Evidence is recorded by digest; the document itself stays outside the ledger. */
export const Evidence = strict({
  kind: EvidenceKind,
  name: Type.String({ minLength: 1, maxLength: 300 }),
  sha256: Sha256,
  size: Bytes,
  mediaType: MediaType,
  signedBy: Type.Optional(EntityId),
});

export type Evidence = Static<typeof Evidence>;
