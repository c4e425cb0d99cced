import { Bytes, EntityId, MediaType, MspId, Sha256, Sm3, strict, Timestamp } from '@suyuan/schemas';
import { type Static, Type } from 'typebox';
import type { WrappedKey } from './keyring.ts';

const facts = { sha256: Sha256, sm3: Type.Optional(Sm3), size: Bytes, mediaType: MediaType };

/** A key as JWE; what is in it, its keeper alone can tell. */
const Key = Type.Unsafe<WrappedKey>(
  Type.Object({ ciphertext: Type.String(), recipients: Type.Array(Type.Object({})) }),
);

/** What stands beside sealed content. `file` names this ciphertext: the same content sealed anew has another. */
export const SealedRecord = strict({
  schema: Type.Literal('sealed/1'),
  ...facts,
  file: Type.String({ pattern: '^[0-9a-f]{32}$' }),
  key: Key,
});

/** What one gateway tells another of a document: its record, and the entities that brought it. */
export const ToldRecord = strict({
  ...SealedRecord.properties,
  bringers: Type.Array(EntityId, { minItems: 1, maxItems: 200 }),
});

/** Content that is still coming: from an entity's person, or from another operator's gateway. */
export const DraftRecord = strict({
  ...SealedRecord.properties,
  schema: Type.Literal('draft/1'),
  id: Type.String({ pattern: '^[0-9a-f]{32}$' }),
  from: Type.Union([strict({ entity: EntityId }), strict({ msp: MspId })]),
  startedAt: Timestamp,
});

/** What a document is, by its plain content. */
export interface Facts {
  readonly sha256: string;
  /** Stated beside the address where whoever brought it stated it. */
  readonly sm3?: string;
  readonly size: number;
  readonly mediaType: string;
}

export type SealedRecord = Static<typeof SealedRecord>;
export type ToldRecord = Static<typeof ToldRecord>;
export type DraftRecord = Static<typeof DraftRecord>;
