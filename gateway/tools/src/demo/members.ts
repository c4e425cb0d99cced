import type { EntityText, ProposalContent } from '@suyuan/schemas';
import type { Cast } from './cast.ts';
import { act, say, step } from './print.ts';
import { DEMO_PROFILE, demoProfile } from './profile.ts';

const newcomer: EntityText = {
  id: 'qixiang',
  title: { zh: '启象科技', en: 'Qixiang Technology' },
  host: 'GroupMSP',
  roles: ['holder'],
  clearance: 'general',
};

/** A hosted enterprise enters, and a profile with short clocks is adopted: both by proposal and vote. */
export async function members(cast: Cast, adopted = demoProfile()): Promise<void> {
  act('一、成员与规则', 'Members enter and a profile is adopted, by vote');
  const anyone = await cast.as('li-holder');
  const known = await anyone.query<{ entity: { since: string } | null; profile: { version: number } | null }>(
    'query ($entity: ID!, $profile: ID!) { entity(id: $entity) { since } profile(id: $profile) { version } }',
    { entity: newcomer.id, profile: DEMO_PROFILE },
  );
  if (known.entity) say(`${newcomer.title.zh} is a member since ${known.entity.since}`);
  else await decide(cast, { kind: 'enter', entity: newcomer }, `${newcomer.title.zh} enters`);
  if (known.profile) say(`profile ${DEMO_PROFILE} version ${known.profile.version} is in force`);
  else await decide(cast, { kind: 'profile', profile: adopted }, `profile ${DEMO_PROFILE}`);
}

async function decide(cast: Cast, content: ProposalContent, what: string): Promise<void> {
  const admins = await cast.admins();
  const [proposer] = admins.filter(({ msp }) => msp === 'GroupMSP');
  if (!proposer) throw new Error('GroupMSP has no administrator');
  const expiresAt = new Date(Date.now() + 7 * 86_400_000).toISOString();
  const { subject: proposal } = step(
    `${proposer.title} proposes: ${what}`,
    await proposer.client.transact('membership:propose', { content, expiresAt }),
  );
  for (const { title, client } of admins.slice(0, 3)) {
    step(`${title} votes in favour`, await client.transact('membership:vote', { proposal, inFavour: true }));
  }
  if (content.kind === 'profile') {
    const regulator = await cast.as('qian-regulator');
    step(
      '监管机构批准 the regulator approves',
      await regulator.transact('membership:approve', { proposal, inFavour: true }),
    );
  }
  step(`${what} in force`, await proposer.client.transact('membership:enact', { proposal }));
}
