import {
  type Agreement,
  agreementStateAt,
  digestOf,
  type Entity,
  type ErrorCode,
  effectOnAgreement,
  errors,
  type Params,
  type Quota,
  refuse,
  rightsOf,
  seatOf,
  type UseAnswer,
  type UseQuestion,
} from '@suyuan/schemas';
import { stricter } from '../grading/rules.ts';
import { broken, inForceAt } from '../licence/terms.ts';
import { conditionsOf } from '../standing/rules.ts';
import type { Standing } from '../standing/state.ts';
import { type Lanes, remainder } from './quota.ts';

/** An agreement of the recipient, what it rests on, and its quota when it is counted. */
export type Candidate = {
  readonly chain: readonly [Agreement, ...Agreement[]];
  readonly quota: { readonly quota: Quota; readonly lanes: Lanes } | undefined;
};

/** All that an answer is made of. */
export type Facts = {
  readonly question: UseQuestion;
  readonly standing: Standing;
  readonly recipient: Entity;
  readonly candidates: readonly Candidate[];
};

type No = { readonly code: ErrorCode; readonly params: Params };

const no = (broken: boolean, code: ErrorCode, params: Params): No[] => (broken ? [{ code, params }] : []);

/** What the state of the asset's certificate does to an agreement, by the table of effects. */
function heldBack({ question, standing }: Facts, { chain: [agreement] }: Candidate): No[] {
  const { asset, certificate } = standing;
  const { effect, because } = effectOnAgreement(agreement, certificate, conditionsOf(standing, question.time));
  const params = { asset: asset.id, condition: because };
  return [...no(effect === 'ends', 'USE_ENDED', params), ...no(effect === 'no-new-use', 'USE_HELD', params)];
}

function links({ question }: Facts, { chain }: Candidate): No[] {
  return chain.flatMap((link) => {
    const state =
      link.concludedAt && question.time < link.concludedAt ? 'proposed' : agreementStateAt(link, question.time);
    return no(state !== 'concluded', 'USE_CHAIN', { agreement: link.id, state });
  });
}

function graded({ question, standing, recipient }: Facts, { chain: [agreement] }: Candidate): No[] {
  const { grade } = standing;
  const { clearance } = recipient;
  return [
    ...no(grade === 'core', 'STANDING_CORE', { asset: standing.asset.id }),
    ...no(stricter(grade, agreement.grade), 'STANDING_GRADE', { grade, agreed: agreement.grade }),
    ...no(stricter(grade, clearance), 'USE_GRADE', { grade, recipient: question.recipient, clearance }),
  ];
}

const CODES = {
  action: 'USE_ACTION',
  purpose: 'USE_PURPOSE',
  recipient: 'USE_RECIPIENT',
  territory: 'USE_TERRITORY',
  period: 'USE_PERIOD',
  count: 'USE_SPENT',
  onward: 'USE_SPENT',
} as const;

function outside({ question, recipient }: Facts, { chain: [agreement], quota }: Candidate): No[] {
  const { action, purpose, time } = question;
  const territory = question.territory ?? seatOf(recipient);
  const use = { action, purpose, recipient: recipient.id, territory, time, nth: 1, passedOn: 0 };
  const constraint = broken(agreement.terms, use);
  const params = { agreement: agreement.id, action, purpose, recipient: recipient.id, territory, time };
  return [
    ...(constraint ? [{ code: CODES[constraint], params }] : []),
    ...no(quota !== undefined && remainder(quota.quota, quota.lanes) === 0, 'USE_SPENT', { agreement: agreement.id }),
  ];
}

/** The first rule that an agreement does not meet; undefined when it allows the use. */
function verdict(facts: Facts, candidate: Candidate): No | undefined {
  const of = [heldBack, links, graded, outside];
  return of.flatMap((rule) => rule(facts, candidate))[0];
}

const linkAt = (agreement: Agreement, time: string) => ({
  agreement: agreement.id,
  grantor: agreement.grantor,
  licensee: agreement.licensee,
  state: agreementStateAt(agreement, time),
});

const text = (params: Params) =>
  Object.fromEntries(
    Object.entries(params).filter((entry): entry is [string, string | number] => entry[1] !== undefined),
  );

function said(
  facts: Facts,
  allowed: boolean,
  candidate: Candidate | undefined,
  clause: UseAnswer['clause'],
): UseAnswer {
  const { question, standing } = facts;
  const { id, certificate } = standing.asset;
  return {
    schema: 'may-use/1',
    question,
    allowed,
    asset: id,
    ...(certificate ? { certificate } : {}),
    chain: (candidate?.chain ?? []).map((link) => linkAt(link, question.time)),
    clause,
  };
}

const refused = (facts: Facts, { code, params }: No, candidate?: Candidate) =>
  said(facts, false, candidate, { code, citation: errors[code].citation, params: text(params) });

/** True when the recipient processes the asset by right, without anybody's licence. */
function byRight({ question, standing: { asset } }: Facts): boolean {
  const right = rightsOf(asset)?.find((one) => one.right === 'process' && one.holder === question.recipient);
  return asset.state === 'registered' && right !== undefined && inForceAt(right, question.time);
}

const { citation } = errors.USE_UNLICENSED;

/**
 * Yes or no, by which chain of agreements, and the clause that decides: the recipient's own right, or the first of its
 * agreements that allows the use; else what the newest of them does not meet. The same on every peer.
 */
export function answer(facts: Facts): UseAnswer {
  const { question, standing, candidates } = facts;
  const { recipient, agreement } = question;
  if (!agreement && byRight(facts)) {
    return said(facts, true, undefined, { code: 'RIGHT', citation, params: { right: 'process', holder: recipient } });
  }
  const judged = candidates.map((candidate) => ({ candidate, broken: verdict(facts, candidate) }));
  const allowing = judged.find((one) => one.broken === undefined);
  if (allowing) {
    const params = { agreement: allowing.candidate.chain[0].id };
    return said(facts, true, allowing.candidate, { code: 'AGREEMENT', citation, params });
  }
  const newest = judged.at(-1);
  if (newest?.broken) return refused(facts, newest.broken, newest.candidate);
  const asset = standing.asset.id;
  return refused(
    facts,
    agreement
      ? { code: 'USE_AGREEMENT', params: { agreement, recipient } }
      : { code: 'USE_UNLICENSED', params: { recipient, asset } },
  );
}

/** Refuses a use that the answer does not allow, by the clause that decided. */
export function mustAllow({ allowed, clause }: UseAnswer): void {
  if (!allowed) throw refuse(clause.code as ErrorCode, clause.params);
}

/** A no is put on record when the ledger still gives it, to the letter. */
export function recordable(given: UseAnswer, digest: string, time: string): void {
  if (given.question.time > time) throw refuse('USE_AHEAD', { time: given.question.time }, 'question.time');
  if (given.allowed) throw refuse('USE_ALLOWED', {}, 'question');
  const now = digestOf(given);
  if (now !== digest) throw refuse('USE_ANSWER', { digest: now }, 'answer');
}
