import { type Actor, type Commands, type Execution, type Proposal, type Roster, refuse } from '@suyuan/schemas';

/**
 * An enacted proposal about the committee was carried out in the channel's configuration, once. A later proposal that
 * gave the seat back takes the mandate away.
 */
export function execute(
  proposal: Proposal,
  found: Execution | undefined,
  { operators }: Roster,
  { update, sequence }: Pick<Commands['membership:execute'], 'update' | 'sequence'>,
  by: Actor,
  time: string,
): Execution {
  const { id, content, state } = proposal;
  const { kind } = content;
  const stands = kind === 'committee' && operators.find(({ msp }) => msp === content.msp)?.committee === content.member;
  if (state !== 'enacted' || !stands) throw refuse('PROPOSAL_MANDATE', { id, kind, state }, 'proposal');
  if (found) throw refuse('PROPOSAL_EXECUTED', { id, sequence: found.sequence }, 'proposal');
  return { schema: 'execution/1', proposal: id, update, sequence, by, time };
}
