import { refuse } from '@suyuan/schemas';
import type { GraphQLFieldResolver } from 'graphql';
import { OPERATIONS } from '../access/index.ts';
import type { Checkpoint } from '../projector/index.ts';
import type { Context } from './context.ts';

/** @throws ACCESS_SIGN_IN, CALLER_NOT_MEMBER, ACCESS_ROLE: the policy table decides, and refuses what it does not name */
export function checkAccess(field: string, { reader, person }: Pick<Context, 'reader' | 'person'>): void {
  const asker = OPERATIONS[field] ?? [];
  if (asker === 'anyone') return;
  if (asker === 'signer' && person) return;
  if (!reader.person) throw refuse('ACCESS_SIGN_IN');
  if (asker === 'person' || asker === 'signer') return;
  if (asker === 'member') {
    if (reader.member) return;
    throw refuse('CALLER_NOT_MEMBER', { entity: person?.entity ?? '' });
  }
  if (reader.roles.some((role) => asker.includes(role))) return;
  throw refuse('ACCESS_ROLE', { roles: asker.join(', ') });
}

const older = (a: Checkpoint | undefined, b: Checkpoint) => (a && a.block <= b.block ? a : b);

type Resolver = GraphQLFieldResolver<unknown, Context>;

/** A query's root field: who may ask, waiting for the block that the caller named, and where the answer stands. */
export function guarded(field: string, resolve: Resolver): Resolver {
  return async (parent, args, context, info) => {
    checkAccess(field, context);
    const { projector, config } = context.services;
    const { afterBlock } = args as { afterBlock?: number | null };
    if (typeof afterBlock === 'number') await projector.reach(afterBlock, config.afterMs);
    context.asOf = older(context.asOf, projector.checkpoint);
    return resolve(parent, args, context, info);
  };
}

/** A mutation's root field: who may send it. */
export function guardedMutation(field: string, resolve: Resolver): Resolver {
  return (parent, args, context, info) => {
    checkAccess(field, context);
    return resolve(parent, args, context, info);
  };
}

/** A subscription's root field: who may listen. */
export function guardedSubscription(field: string, subscribe: Resolver): Resolver {
  return (parent, args, context, info) => {
    checkAccess(field, context);
    return subscribe(parent, args, context, info);
  };
}
