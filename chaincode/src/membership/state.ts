import { type ProposalContent, type Roster, refuse } from '@suyuan/schemas';
import { key } from '../ledger/keys.ts';
import type { Reader } from '../ledger/reader.ts';
import type { Standing } from './rules.ts';

/** The roster of operators and of who decides; refused before the charter is in force. */
export async function roster(ledger: Reader): Promise<Roster> {
  const document = await ledger.get('roster/1', key.roster());
  if (!document) throw refuse('NOT_FOUNDED');
  return document;
}

/** What a proposal is about, as it stands now. */
export async function standing(ledger: Reader, content: ProposalContent): Promise<Standing> {
  const id = content.kind === 'enter' ? content.entity.id : content.kind === 'roles' ? content.entity : undefined;
  const head =
    content.kind === 'profile' ? await ledger.get('profile-head/1', key.profileHead(content.profile.id)) : undefined;
  return {
    roster: await roster(ledger),
    entity: id ? await ledger.get('entity/1', key.entity(id)) : undefined,
    profileVersion: head?.version ?? 0,
  };
}
