import { Refusal, type VaultContent, type VaultRecord } from '@suyuan/schemas';
import type { Resolvers } from '../../generated/graphql.ts';
import { wholePrivate } from '../command/private.ts';
import { keptHere } from '../command/resolvers.ts';
import { newCommandId } from '../command/to-command.ts';
import type { Context } from '../context.ts';
import { noteReading } from '../reading/resolvers.ts';
import { assetInVault } from './texts.ts';

type Sent = Parameters<typeof wholePrivate>;

async function sendPrivately(name: Sent[0], command: object, content: unknown, context: Context) {
  const identity = keptHere(context);
  const { to, commandId } = await wholePrivate(name, command, content, context);
  const committed = await context.services.ledger.submitAs(identity, name, command, to);
  return { ...committed, function: name, commandId };
}

/** Everything that a vault of the caller holds at the own peer or, where that has lost it, among the documents. */
async function contentOf(vault: string, context: Context): Promise<VaultContent['fields']> {
  const { ledger } = context.services;
  const identity = keptHere(context);
  try {
    const { fields } = (await ledger.evaluateAs(identity, 'vault:record', { vault })) as VaultRecord;
    return (await ledger.evaluateAs(identity, 'vault:read', { vault, fields })) as VaultContent['fields'];
  } catch (error) {
    const lost = error instanceof Refusal && error.body.code === 'NOT_FOUND';
    const kept = lost ? await context.load.values(vault) : undefined;
    if (!kept) throw error;
    return kept;
  }
}

export const vault: Resolvers = {
  Query: {
    vault: async (_parent, { id }, { services }) => (await services.reads.byRef('named-vault/1', [id])).get(id)?.[0],
  },
  Mutation: {
    storeVault: (_parent, { input: { commandId, vault: id, fields } }, context) =>
      sendPrivately('vault:store', { vault: id }, { commandId: commandId ?? newCommandId(), fields }, context),
    deliverVault: async (_parent, { input: { commandId, vault: id, to } }, context) => {
      const fields = await contentOf(id, context);
      const content = { commandId: commandId ?? newCommandId(), fields };
      return sendPrivately('vault:deliver', { vault: id, to }, content, context);
    },
  },
  Vault: {
    id: (parent) => parent.vault,
    entity: ({ entity }, _args, { load }) => load.entity(entity),
    entityId: ({ entity }) => entity,
    asset: ({ asset }, _args, { load }) => load.asset(asset),
    assetId: ({ asset }) => asset,
    case: (parent, _args, { load }) => (parent.case ? load.case(parent.case) : undefined),
    values: async ({ vault: id, asset, entity }, _args, context) => {
      const { load } = context;
      const values = await load.values(id);
      if (values)
        noteReading(context, { what: 'vault', id, grades: [(await load.asset(asset))?.gradeFloor], owner: entity });
      return values;
    },
    openings: async (parent, _args, { load }) => [...(await load.by('opening/1', parent.vault))],
    legalHold: async (parent, _args, { load }) => (await load.by('legal-hold/1', parent.vault))[0],
    erasures: async (parent, _args, { load }) => [...(await load.by('erasure/1', parent.vault))],
  },
  SealedAsset: {
    text: ({ vault: id }, _args, { load }) => assetInVault(id, load),
  },
  Opening: {
    to: ({ to }, _args, { load }) => load.entity(to),
    toId: ({ to }) => to,
  },
  Erasure: {
    entity: ({ entity }, _args, { load }) => load.entity(entity),
    entityId: ({ entity }) => entity,
    assetId: ({ asset }) => asset,
    absences: async ({ vault: id, host }, _args, { services }) => {
      const found = (await services.reads.byRef('absence/1', [id])).get(id) ?? [];
      return found.filter((absence) => absence.host === host);
    },
  },
};
