import { type Entity, type ProposalContent, type Roster, refuse } from '@suyuan/schemas';
import { key } from '../ledger/keys.ts';
import type { Reader } from '../ledger/reader.ts';
import type { Situation } from './rules/content.ts';

/** The roster of operators and of who decides; refused before the charter is in force. */
export async function roster(ledger: Reader): Promise<Roster> {
  const document = await ledger.get('roster/1', key.roster());
  if (!document) throw refuse('NOT_FOUNDED');
  return document;
}

async function entities(ledger: Reader, ids: readonly string[]): Promise<Entity[]> {
  const found = [];
  for (const id of new Set(ids)) {
    const entity = await ledger.get('entity/1', key.entity(id));
    if (entity) found.push(entity);
  }
  return found;
}

/** The entity that a proposal would change. */
function aboutOf(content: ProposalContent): string | undefined {
  if (content.kind === 'enter' || content.kind === 'operator') return content.entity.id;
  if (content.kind === 'roles' || content.kind === 'leave') return content.entity;
  return content.kind === 'replace' ? content.silent : undefined;
}

function successorsOf(content: ProposalContent): string[] {
  if (content.kind === 'leave') return content.successors.map(({ entity }) => entity);
  return content.kind === 'replace' ? [content.successor] : [];
}

/** What a proposal is about, as it stands now. */
export async function situation(ledger: Reader, content: ProposalContent): Promise<Situation> {
  const about = aboutOf(content);
  const head =
    content.kind === 'profile' ? await ledger.get('profile-head/1', key.profileHead(content.profile.id)) : undefined;
  const before =
    content.kind === 'replace'
      ? await ledger.get('replacement/1', key.replacement(content.subject, content.silent))
      : undefined;
  return {
    roster: await roster(ledger),
    entity: about ? await ledger.get('entity/1', key.entity(about)) : undefined,
    successors: await entities(ledger, successorsOf(content)),
    profileVersion: head?.version ?? 0,
    replaced: before !== undefined,
  };
}

/** Active members that are arbiters, in the order in which a dispute is offered to them. */
export async function arbiters(ledger: Reader): Promise<string[]> {
  const found = [];
  for (const id of (await roster(ledger)).appealBodies) {
    const entity = await ledger.get('entity/1', key.entity(id));
    if (entity?.state === 'active' && entity.roles.includes('arbiter')) found.push(id);
  }
  return found;
}
