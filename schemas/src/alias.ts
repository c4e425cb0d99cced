import { type Static, Type } from 'typebox';
import { ExternalDataset } from './asset.ts';
import { Actor, AssetId, command, EntityId, ExternalId, Next, Reason, strict, Timestamp } from './base.ts';

/** An alias by its ends: the id of a dataset outside, which follows from namespace and name, and an asset. */
const pair = { external: ExternalId, asset: AssetId };

export const aliasCommands = {
  'alias:claim': command({ external: ExternalDataset, asset: AssetId, statement: Reason }),
  'alias:confirm': command(pair),
  'alias:decline': command({ ...pair, reason: Reason }),
  'alias:withdraw': command({ ...pair, reason: Reason }),
  'alias:advance': command(pair),
};

export const aliasDocuments = {
  'alias/1': strict({
    schema: Type.Literal('alias/1'),
    ...pair,
    ...ExternalDataset.properties,
    disclosure: Type.Enum(['open', 'restricted']),
    holder: EntityId,
    statement: Reason,
    state: Type.Enum(['claimed', 'confirmed', 'declined', 'unanswered', 'withdrawn']),
    claimedBy: Actor,
    answeredBy: Type.Optional(Actor),
    reason: Type.Optional(Reason),
    next: Type.Optional(Next),
    claimedAt: Timestamp,
    time: Timestamp,
  }),
};

export type Alias = Static<(typeof aliasDocuments)['alias/1']>;
