import type { CommandName } from '@suyuan/schemas';
import type {
  AliasesQuery,
  KeyReplacementsQuery,
  OpinionFragment,
  OrderedFragment,
  RecalledFragment,
  RecallNoticesQuery,
  RecognitionsQuery,
  StandingFragment,
} from '../generated/oversight.ts';
import type { Session } from '../session/token.ts';
import type { Known } from './act-address.ts';

/** A command that a person may send, with what is known of it. */
export type Move = { readonly command: CommandName; readonly known: Known };
export type Me = Pick<Session['person'], 'name' | 'msp' | 'admin' | 'entity' | 'roles'>;
type Asks = Me | undefined;

export const move = (command: CommandName, known: Known = {}): Move => ({ command, known });
const has = (me: Asks, ...roles: Me['roles']) => me?.roles.some((role) => roles.includes(role)) ?? false;
const isOf = (me: Asks, entity: string | null | undefined) => Boolean(me?.entity && me.entity === entity);
const isPast = (time: string, now: number) => Date.parse(time) < now;
const list = (...moves: readonly (Move | false)[]): Move[] => moves.filter((one) => one !== false);

type Measure = Pick<OrderedFragment, 'id' | 'kind' | 'state' | 'assetId' | 'appealUntil'> & {
  readonly asset?: { readonly entityId: string } | null;
  readonly certificate?: { readonly number: string; readonly holder?: { readonly id: string } | null } | null;
  readonly leaf?: OrderedFragment['leaf'];
  readonly orderer?: { readonly id: string } | null;
  readonly appeal?: object | null;
  readonly next?: Pick<NonNullable<OrderedFragment['next']>, 'entity' | 'deadline'> | null;
};

function lifting({ kind, assetId, certificate, leaf }: Measure): Move | false {
  if (kind === 'FREEZE') return move('asset:unfreeze', { asset: assetId });
  if (leaf) return move('leaf:reinstate', { batch: leaf.batchId, index: leaf.index });
  return certificate ? move('certificate:reinstate', { certificate: certificate.number }) : false;
}

/**
 * The holder appeals once and in time, who ordered it lifts it, the appeal body decides in time, and after that anyone
 * applies its silence.
 */
export function movesOfMeasure(of: Measure, me: Asks, now: number): Move[] {
  const { id, kind, state, next } = of;
  if (!me || (state !== 'IN_FORCE' && state !== 'APPEALED')) return [];
  const holder = of.asset?.entityId ?? of.certificate?.holder?.id;
  const late = next ? isPast(next.deadline, now) : false;
  const lifts = isOf(me, of.orderer?.id) && has(me, kind === 'FREEZE' ? 'REGULATOR' : 'REGISTRAR');
  return list(
    state === 'IN_FORCE' &&
      !of.appeal &&
      isOf(me, holder) &&
      !isPast(of.appealUntil, now) &&
      move('measure:appeal', { measure: id }),
    state === 'APPEALED' &&
      !late &&
      isOf(me, next?.entity) &&
      has(me, 'ARBITER', 'REGULATOR', 'REGISTRAR') &&
      move('measure:decide', { measure: id }),
    lifts && lifting(of),
    late && Boolean(me.entity) && move('measure:advance', { measure: id }),
  );
}

type Recall = Pick<RecalledFragment, 'id' | 'state'> & { readonly orderedBy: { readonly entity?: string | null } };

/** Whoever ordered a recall withdraws it. */
export function movesOfRecall({ id, state, orderedBy }: Recall, me: Asks): Move[] {
  const own = isOf(me, orderedBy.entity) && has(me, 'HOLDER', 'REGULATOR');
  return list(state === 'ORDERED' && own && move('recall:withdraw', { recall: id }));
}

type Notice = {
  readonly recall: Pick<RecalledFragment, 'id' | 'state'>;
  readonly releases: readonly Pick<RecallNoticesQuery['recallNotices'][number]['releases'][number], 'id'>[];
};
/** A command names a hundred releases at most. */
const RELEASES = 100;

/** Whom a recall reaches acknowledges it, and may say more later. */
export function movesOfNotice({ recall, releases }: Notice, me: Asks): Move[] {
  const known = { recall: recall.id, releases: releases.slice(0, RELEASES).map(({ id }) => id) };
  return list(recall.state === 'ORDERED' && has(me, 'HOLDER') && move('recall:acknowledge', known));
}

type Basis = Pick<StandingFragment, 'id' | 'agencyId' | 'state' | 'until' | 'starts'>;

export const isStanding = ({ state, until }: Pick<Basis, 'state' | 'until'>, now: number): boolean =>
  state === 'IN_FORCE' && !isPast(until, now);

/** Its agency uses a basis while it stands; the agency or a regulator ends it. */
export function movesOfBasis(of: Basis, me: Asks, now: number): Move[] {
  const { id, agencyId, starts } = of;
  const agency = isOf(me, agencyId) && has(me, 'AGENCY');
  if (!isStanding(of, now)) return [];
  const [only, ...more] = starts;
  return list(
    agency && move('basis:use', { basis: id, ...(only && more.length === 0 ? { start: only } : {}) }),
    (agency || has(me, 'REGULATOR')) && move('basis:end', { basis: id }),
  );
}

type Report = Pick<OpinionFragment, 'id' | 'entityId' | 'state'> & {
  readonly assessor?: { readonly id: string } | null;
  readonly registrar?: { readonly id: string } | null;
};

/** A registrar that is no party decides on a signed opinion; who accepted it may revoke it. */
export function movesOfReport({ id, entityId, state, assessor, registrar }: Report, me: Asks): Move[] {
  if (!me?.entity || !has(me, 'REGISTRAR')) return [];
  const party = me.entity === entityId || me.entity === assessor?.id;
  const open = state === 'SIGNED' && !party;
  return list(
    open && move('report:accept', { report: id }),
    open && move('report:refuse', { report: id }),
    state === 'ACCEPTED' && isOf(me, registrar?.id) && move('report:revoke', { report: id }),
  );
}

type Alias = Pick<AliasesQuery['aliases']['nodes'][number], 'external' | 'assetId' | 'state'> & {
  readonly asset?: { readonly entityId: string } | null;
  readonly holder?: { readonly id: string } | null;
  readonly claimedBy: { readonly entity?: string | null };
  readonly next?: Pick<NonNullable<OrderedFragment['next']>, 'deadline'> | null;
};

/** The asset's holder answers, even late; it or the claimant takes a name back; after the deadline anyone applies silence. */
export function movesOfAlias(of: Alias, me: Asks, now: number): Move[] {
  const pair = { external: of.external, asset: of.assetId };
  const holds = isOf(me, of.asset?.entityId ?? of.holder?.id) && has(me, 'HOLDER');
  const claims = isOf(me, of.claimedBy.entity) && has(me, 'HOLDER');
  const waits = of.state === 'CLAIMED' || of.state === 'UNANSWERED';
  return list(
    waits && holds && move('alias:confirm', pair),
    waits && holds && move('alias:decline', pair),
    (waits || of.state === 'CONFIRMED') && (holds || claims) && move('alias:withdraw', pair),
    Boolean(me?.entity && of.next && isPast(of.next.deadline, now)) && move('alias:advance', pair),
  );
}

type Key = Pick<KeyReplacementsQuery['keyReplacements'][number], 'fingerprint' | 'state'> & {
  readonly entity?: { readonly id: string; readonly host: string } | null;
  readonly words: readonly { readonly by: { readonly msp: string; readonly person: string } }[];
};

/** A colleague, the host's administrator or a regulator gives one word each, none with the very key. */
export function movesOfKey(of: Key, me: Asks, own: string | undefined): Move[] {
  if (!me || of.state !== 'REPORTED' || of.fingerprint === own) return [];
  const given = of.words.some(({ by }) => by.msp === me.msp && by.person === me.name);
  const host = me.admin && !me.entity && of.entity?.host === me.msp;
  const may = host || isOf(me, of.entity?.id) || has(me, 'REGULATOR');
  return list(!given && may && move('key:confirm', { fingerprint: of.fingerprint }));
}

type Recognition = Pick<
  RecognitionsQuery['recognitions']['nodes'][number],
  'id' | 'registrarId' | 'ground' | 'state' | 'changed'
> & { readonly certificate?: { readonly state: string } | null };

/** Its registrar says that it has seen what changed, what became of a certificate elsewhere, or that it recognises it no more. */
export function movesOfRecognition(of: Recognition, me: Asks): Move[] {
  const { id, registrarId, ground, state, changed, certificate } = of;
  if (!isOf(me, registrarId) || !has(me, 'REGISTRAR') || state === 'WITHDRAWN') return [];
  const now = (certificate?.state ?? state).toLowerCase();
  return list(
    changed && move('recognition:acknowledge', { recognition: id, state: now }),
    ground === 'CLAIM' && move('recognition:update', { recognition: id }),
    move('recognition:withdraw', { recognition: id }),
  );
}
