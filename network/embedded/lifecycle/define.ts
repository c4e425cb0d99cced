import type { OperatorMaterial } from '../../identity/material.ts';
import { readTransaction } from '../committer/check.ts';
import type { Committer } from '../committer/committer.ts';
import type { Orderer } from '../orderer/orderer.ts';
import { equal } from '../wire/bytes.ts';
import { commitDefinition, type Signer } from './commit-definition.ts';
import { type Definition, lifecycleNamespace, sequenceKey } from './definition.ts';

export interface DefinerParts {
  readonly channel: string;
  readonly material: readonly OperatorMaterial[];
  /** The first operator's administrator, who submits. */
  readonly administrator: Signer;
  readonly committer: Committer;
  readonly orderer: Orderer;
}

/**
 * Puts a chaincode's definition on the channel, unless it is there already; resolves with its block.
 * @throws when it was refused or is not valid
 */
export const defineChaincode = async (
  { channel, material, administrator, committer, orderer }: DefinerParts,
  wanted: Omit<Definition, 'sequence'>,
): Promise<void> => {
  const current = committer.definitionOf(wanted.name);
  const same =
    current?.version === wanted.version &&
    current.policy === wanted.policy &&
    equal(current.collections, wanted.collections);
  if (same) return;
  const version = committer.state.get(lifecycleNamespace, sequenceKey(wanted.name))?.version;
  const envelope = commitDefinition(
    channel,
    { ...wanted, sequence: (current?.sequence ?? 0) + 1 },
    current && version && { definition: current, version },
    administrator,
    material.map(({ plan, peer }) => ({ mspId: plan.mspId, ...peer })),
  );
  const txId = readTransaction(envelope).header?.txId ?? '';
  const committed = new Promise<number>((resolve) => {
    committer.watchers.onTransaction(txId, ({ code }) => resolve(code));
  });
  const refusal = orderer.broadcast(envelope);
  if (refusal) throw new Error(`the chaincode's definition was refused: ${refusal.info}`);
  const code = await committed;
  if (code !== 0) throw new Error(`the chaincode's definition was not valid: code ${code}`);
};
