import { type Static, Type } from 'typebox';
import { type Asset, Encumbrance } from './asset.ts';
import { Actor, AssetId, command, EntityId, MeasureId, Reason, strict, Timestamp } from './base.ts';
import { Evidence } from './evidence.ts';

const { kind, reference, from } = Encumbrance.properties;
const evidence = Type.Array(Evidence, { maxItems: 20 });

export const standingCommands = {
  'asset:freeze': command({ asset: AssetId, reason: Reason }),
  'asset:unfreeze': command({ asset: AssetId, reason: Reason }),
  'asset:encumber': command({
    asset: AssetId,
    kind,
    reference,
    from,
    beneficiary: Type.Optional(EntityId),
    basis: Reason,
    evidence,
  }),
  'asset:unencumber': command({ asset: AssetId, kind, reference, basis: Reason, evidence }),
};

/** An encumbrance recorded after registration, or the lifting of one that was registered with the asset. */
const Entry = strict({
  ...Encumbrance.properties,
  beneficiary: Type.Optional(EntityId),
  basis: Type.Optional(Reason),
  evidence: Type.Optional(evidence),
  by: Type.Optional(Actor),
  recordedAt: Type.Optional(Timestamp),
  lifted: Type.Optional(strict({ by: Actor, basis: Reason, evidence, at: Timestamp })),
});

export const standingDocuments = {
  /** The last order that froze an asset. */
  'freeze/1': strict({
    schema: Type.Literal('freeze/1'),
    asset: AssetId,
    state: Type.Enum(['frozen', 'lifted']),
    measure: MeasureId,
    orderedBy: Actor,
    reason: Reason,
    orderedAt: Timestamp,
    lifted: Type.Optional(strict({ by: Actor, reason: Reason, at: Timestamp })),
    time: Timestamp,
  }),
  /** Pledges and seizures of an asset beyond its registered text, and what was lifted of either. */
  'encumbrances/1': strict({
    schema: Type.Literal('encumbrances/1'),
    asset: AssetId,
    entries: Type.Array(Entry, { maxItems: 100 }),
    time: Timestamp,
  }),
};

export type Freeze = Static<(typeof standingDocuments)['freeze/1']>;
export type Encumbrances = Static<(typeof standingDocuments)['encumbrances/1']>;

export const sameEncumbrance = (
  a: Pick<Encumbrance, 'kind' | 'reference'>,
  b: Pick<Encumbrance, 'kind' | 'reference'>,
) => a.kind === b.kind && a.reference === b.reference;

/** What encumbers an asset now: what it was registered with and what was recorded since, less what was lifted. */
export function encumbrancesInForce(
  asset: Pick<Asset, 'text' | 'revealed'>,
  record: Pick<Encumbrances, 'entries'> | undefined,
): Pick<Encumbrances['entries'][number], 'kind' | 'reference' | 'from' | 'beneficiary'>[] {
  const entries = record?.entries ?? [];
  const registered = (asset.text ?? asset.revealed)?.encumbrances ?? [];
  return [
    ...registered.filter((one) => !entries.some((entry) => sameEncumbrance(entry, one))),
    ...entries.filter((entry) => entry.lifted === undefined),
  ];
}
