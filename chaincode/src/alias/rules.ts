import { type Actor, type Alias, type Asset, refuse } from '@suyuan/schemas';

type Party = Actor & { entity: string };

export type AliasClaim = {
  readonly external: { readonly id: string; readonly namespace: string; readonly name: string };
  readonly asset: Asset;
  readonly existing: Alias | undefined;
  readonly statement: string;
  readonly by: Party;
  readonly answerBy: string;
};

const OVER: readonly Alias['state'][] = ['declined', 'withdrawn'];

/** An external name tied to an asset: at once by the asset's holder, otherwise waiting for it until a deadline. */
export function claim({ external, asset, existing, statement, by, answerBy }: AliasClaim, time: string): Alias {
  const own = by.entity === asset.entity;
  if (existing && !OVER.includes(existing.state)) throw refuse('ALIAS_EXISTS', { state: existing.state }, 'asset');
  if (existing?.state === 'declined' && !own) throw refuse('ALIAS_EXISTS', { state: existing.state }, 'asset');
  return {
    schema: 'alias/1',
    external: external.id,
    asset: asset.id,
    namespace: external.namespace,
    name: external.name,
    disclosure: asset.disclosure,
    holder: asset.entity,
    statement,
    state: own ? 'confirmed' : 'claimed',
    claimedBy: by,
    ...(own
      ? {}
      : {
          next: {
            mover: 'counterparty',
            entity: asset.entity,
            action: 'alias:confirm',
            deadline: answerBy,
            silence: 'unanswered',
          },
        }),
    claimedAt: time,
    time,
  };
}

function inState(alias: Alias, ...allowed: Alias['state'][]): void {
  if (!allowed.includes(alias.state)) {
    throw refuse('ALIAS_STATE', { state: alias.state, allowed: allowed.join(' / ') });
  }
}

/** The holder of the asset answers, even late. */
export function answer(
  alias: Alias,
  asset: Asset,
  by: Party,
  said: { readonly state: 'confirmed' | 'declined'; readonly reason?: string },
  time: string,
): Alias {
  if (by.entity !== asset.entity) throw refuse('ALIAS_HOLDER', { entity: asset.entity });
  inState(alias, 'claimed', 'unanswered');
  const { next: _, ...rest } = alias;
  return { ...rest, ...said, holder: asset.entity, answeredBy: by, time };
}

/** Who claimed it or holds the asset takes an alias back. */
export function withdraw(alias: Alias, asset: Asset, by: Party, reason: string, time: string): Alias {
  if (![alias.claimedBy.entity, asset.entity].includes(by.entity)) throw refuse('ALIAS_PARTY');
  inState(alias, 'claimed', 'unanswered', 'confirmed');
  const { next: _, ...rest } = alias;
  return { ...rest, state: 'withdrawn', answeredBy: by, reason, time };
}

/** Silence after the deadline leaves a claim unanswered, for good unless the holder answers later. */
export function advance(alias: Alias, time: string): Alias {
  const { next, ...rest } = alias;
  if (!next) throw refuse('DEADLINE_NONE');
  if (time <= next.deadline) throw refuse('DEADLINE_AHEAD', { deadline: next.deadline });
  return { ...rest, state: 'unanswered', time };
}
