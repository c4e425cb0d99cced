import { type Actor, type Proposal, type ProposalContent, type Roster, refuse, type Vote } from '@suyuan/schemas';
import { checkContent, type Situation } from './content.ts';

const DAY = 86_400_000;
const LONGEST_PROPOSAL_DAYS = 90;

/** Profiles, and whatever makes or unmakes a registrar or regulator, also need the regulator. */
function needsRegulator(content: ProposalContent, now: Situation): boolean {
  if (content.kind === 'profile') return true;
  if (content.kind === 'committee' || content.kind === 'replace') return false;
  const after = content.kind === 'roles' ? content.roles : content.kind === 'leave' ? [] : content.entity.roles;
  const roles = [...after, ...(now.entity?.roles ?? [])];
  return roles.includes('registrar') || roles.includes('regulator');
}

export function propose(
  id: string,
  content: ProposalContent,
  expiresAt: string,
  by: Actor,
  now: Situation,
  time: string,
): Proposal {
  checkContent(content, now);
  const until = new Date(Date.parse(time) + LONGEST_PROPOSAL_DAYS * DAY).toISOString();
  if (expiresAt <= time || expiresAt > until) throw refuse('PROPOSAL_EXPIRY', { from: time, until }, 'expiresAt');
  return {
    schema: 'proposal/1',
    id,
    content,
    proposer: by,
    openedAt: time,
    expiresAt,
    needsRegulator: needsRegulator(content, now),
    state: 'open',
    time,
  };
}

export function mustBeOpen(proposal: Proposal, time: string): void {
  if (proposal.state !== 'open') throw refuse('PROPOSAL_CLOSED', { id: proposal.id, state: proposal.state });
  if (time > proposal.expiresAt) throw refuse('PROPOSAL_CLOSED', { id: proposal.id, state: 'expired' });
}

/** The entities that a proposal is about: neither they nor their operators have a say in it. */
export function subjectsOf(content: ProposalContent, roster: Roster): string[] {
  switch (content.kind) {
    case 'enter':
    case 'operator':
      return [content.entity.id];
    case 'roles':
    case 'leave':
      return [content.entity];
    case 'committee':
      return roster.operators.filter(({ msp }) => msp === content.msp).map(({ entity }) => entity);
    case 'replace':
      return [content.silent, content.successor];
    case 'profile':
      return [];
  }
}

/** The operators that vote: all but the subject's own, and in the replacement of a silent one the committee alone. */
export function eligible({ content }: Proposal, roster: Roster): string[] {
  const subjects = subjectsOf(content, roster);
  return roster.operators
    .filter(({ committee }) => committee || content.kind !== 'replace')
    .filter(({ entity }) => !subjects.includes(entity))
    .map(({ msp }) => msp);
}

/** Who takes over from a leaving entity consents; who is to host for a leaving operator votes in favour. */
export function consenters({ content }: Proposal): string[] {
  return content.kind === 'leave' ? [...new Set(content.successors.map(({ entity }) => entity))] : [];
}

export type Ballots = { readonly [A in Vote['as']]: readonly Vote[] };

const yes = (votes: readonly Vote[], voters: readonly string[]) =>
  votes.filter((vote) => vote.inFavour && voters.includes(vote.voter)).map((vote) => vote.voter);
const no = (votes: readonly Vote[], voters: readonly string[]) =>
  votes.filter((vote) => !vote.inFavour && voters.includes(vote.voter)).map((vote) => vote.voter);

/**
 * Counts the votes. A majority of the eligible operators, with whoever else must agree, enacts; half against, or a no
 * of the regulator, a successor or the new host, rejects; a passed expiry expires; otherwise it is refused as
 * undecided. A subject is not heard on itself.
 */
export function count(proposal: Proposal, roster: Roster, ballots: Ballots, time: string): Proposal {
  const { content } = proposal;
  const voters = eligible(proposal, roster);
  const inFavour = yes(ballots.operator, voters);
  const against = no(ballots.operator, voters);
  const tally = { eligible: voters.length, inFavour: inFavour.length, against: against.length };
  if (time > proposal.expiresAt) return { ...proposal, state: 'expired', tally, time };

  const subjects = subjectsOf(content, roster);
  const regulators = proposal.needsRegulator ? roster.regulators.filter((one) => !subjects.includes(one)) : [];
  const successors = consenters(proposal);
  const host = content.kind === 'leave' ? content.host : undefined;
  const agreed = {
    regulator: !proposal.needsRegulator || yes(ballots.regulator, regulators).length > 0,
    successors: successors.every((one) => yes(ballots.successor, successors).includes(one)),
    host: host === undefined || inFavour.includes(host),
  };
  const vetoed =
    no(ballots.regulator, regulators).length > 0 ||
    no(ballots.successor, successors).length > 0 ||
    (host !== undefined && against.includes(host));
  if (vetoed || against.length * 2 >= voters.length) return { ...proposal, state: 'rejected', tally, time };
  const missing = Object.entries(agreed).flatMap(([who, has]) => (has ? [] : [ALSO[who as keyof typeof agreed]]));
  if (inFavour.length * 2 > voters.length && missing.length === 0)
    return { ...proposal, state: 'enacted', tally, time };
  throw refuse('PROPOSAL_UNDECIDED', { ...tally, also: missing.join('') });
}

const ALSO = {
  regulator: ' + regulator 监管机构',
  successors: ' + successors 接替者',
  host: ' + new host 新托管机构',
};
