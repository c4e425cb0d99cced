import type { CommandName } from '@suyuan/schemas';
import type { DeskRowFragment } from '../generated/desk.ts';
import type { Session } from '../session/token.ts';

type Person = Session['person'];
type Signed = DeskRowFragment['people']['submitter'] | null | undefined;
export type Movable = Pick<
  DeskRowFragment,
  'state' | 'registrarId' | 'applicantId' | 'next' | 'people' | 'publicity'
> & {
  readonly appealUntil?: string | null;
  readonly objections?: Objectable['objections'];
  /** Who receives the asset, and whether it has consented. */
  readonly transferee?: string | null;
  readonly consenter?: Signed;
};

/** What decides who may object. */
export type Objectable = Pick<Movable, 'state' | 'registrarId' | 'applicantId' | 'publicity'> & {
  readonly objections?: readonly { readonly by: { readonly entity?: string | null } }[] | undefined;
};

/** Why a step that the state allows is not for this person now. */
export type Why =
  | { readonly code: 'acted'; readonly as: 'acceptor' | 'reviewer' }
  | { readonly code: 'reviewer'; readonly person: string }
  | { readonly code: 'publicity'; readonly until: string };

/** A step in a case: done by a command, and open to the person, or why not. */
export type Move = { readonly command: CommandName; readonly why?: Why | undefined };

const isMe = (signed: Signed, { name, entity }: Person) => signed?.person === name && signed.entity === entity;

const acted = ({ people }: Movable, me: Person, ...offices: readonly ('acceptor' | 'reviewer')[]): Why | undefined => {
  const as = offices.find((office) => isMe(people[office], me));
  return as ? { code: 'acted', as } : undefined;
};

function ofRegistrar(found: Movable, me: Person, now: number): Move[] {
  const back: Move[] = [{ command: 'registration:returnForCorrection' }, { command: 'registration:refuse' }];
  const { people, publicity, next, state } = found;
  if (state === 'SUBMITTED' && next?.action === 'registration:receipt') return [{ command: 'registration:receipt' }];
  if (state === 'SUBMITTED') return [{ command: 'registration:accept' }, ...back];
  if (state === 'ACCEPTED') return [{ command: 'registration:review', why: acted(found, me, 'acceptor') }, ...back];
  if (state === 'IN_REVIEW') {
    const reviewer = people.reviewer;
    const why: Why | undefined = isMe(reviewer, me) ? undefined : { code: 'reviewer', person: reviewer?.person ?? '' };
    return [{ command: 'registration:openPublicity', why }, ...back];
  }
  if (state === 'IN_PUBLICITY') {
    const runs: Why | undefined =
      publicity && Date.parse(publicity.until) > now ? { code: 'publicity', until: publicity.until } : undefined;
    return [{ command: 'registration:issue', why: acted(found, me, 'acceptor', 'reviewer') ?? runs }];
  }
  if (state === 'OBJECTED') return [{ command: 'registration:decideObjection' }];
  return [];
}

const OPEN = ['SUBMITTED', 'RETURNED', 'ACCEPTED', 'IN_REVIEW', 'IN_PUBLICITY', 'OBJECTED'];

/** Until publicity ends, anybody but the parties may object, once, also while another's objection is open. */
export function mayObject(
  { state, applicantId, registrarId, publicity, objections }: Objectable,
  entity: string | null | undefined,
  now: number,
): boolean {
  if (!entity || entity === applicantId || entity === registrarId) return false;
  if ((state !== 'IN_PUBLICITY' && state !== 'OBJECTED') || !publicity) return false;
  return Date.parse(publicity.until) >= now && !objections?.some(({ by }) => by.entity === entity);
}

/** The steps of a case that a person may think of now. The ledger decides; this says beforehand what it would say. */
export function movesOf(found: Movable, me: Person | undefined, now: number): readonly Move[] {
  if (!me?.entity) return [];
  const { state, next, registrarId, applicantId, appealUntil, transferee, consenter } = found;
  const moves: Move[] = [];
  if (registrarId === me.entity && me.roles.includes('REGISTRAR')) moves.push(...ofRegistrar(found, me, now));
  if (state === 'APPEALED' && next?.entity === me.entity) moves.push({ command: 'registration:decideAppeal' });
  if (applicantId === me.entity) {
    if (state === 'RETURNED') moves.push({ command: 'registration:resubmit' });
    if (OPEN.includes(state)) moves.push({ command: 'registration:withdraw' });
    if (!next && appealUntil && Date.parse(appealUntil) > now) moves.push({ command: 'registration:appeal' });
  }
  const receives = transferee === me.entity && me.roles.includes('HOLDER') && !consenter;
  if (receives && (state === 'SUBMITTED' || state === 'RETURNED')) moves.push({ command: 'registration:consent' });
  if (mayObject(found, me.entity, now)) moves.push({ command: 'registration:object' });
  if (next && Date.parse(next.deadline) < now) moves.push({ command: 'registration:advance' });
  return moves;
}

/** Commands that need no more than their case, and so can be sent for many at once. */
export const PLAIN: readonly CommandName[] = [
  'registration:receipt',
  'registration:accept',
  'registration:review',
  'registration:openPublicity',
  'registration:issue',
];
