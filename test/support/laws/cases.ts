import type { Asset, Case, Objection } from '@suyuan/schemas';
import fc from 'fast-check';
import { expect } from 'vitest';
import { PROFILE } from '../../conformance/scenarios/platform.ts';
import { initial } from '../builders.ts';
import type { Sent } from './licences.ts';

/** States in which nobody moves a case on any more. */
export const FINAL = ['issued', 'refused', 'withdrawn', 'lapsed', 'upheld'];

/** A case with its asset and objections. */
export type CaseWorld = {
  readonly found: Case;
  readonly asset: Asset;
  readonly objections: ReadonlyMap<number, Objection>;
};

/** What holds of a case after whatever anybody did. */
export function caseLaws({ found, asset, objections }: CaseWorld): void {
  const final = FINAL.includes(found.state);
  expect(final, found.state).toBe(found.next === undefined);
  expect(found.returns).toBeLessThanOrEqual(2);
  const { acceptor, reviewer, issuer } = found.people;
  const persons = [acceptor, reviewer, issuer].flatMap((actor) => (actor ? [`${actor.msp}/${actor.person}`] : []));
  expect(new Set(persons).size).toBe(persons.length);
  expect(new Set(found.objections.map((objection) => objection.entity)).size).toBe(found.objections.length);
  expect(new Set(found.appeals.map(({ by }) => by.entity)).size).toBe(found.appeals.length);
  for (const { body, by } of found.appeals) expect([found.applicant, by.entity]).not.toContain(body);
  if (['in_review', 'in_publicity', 'issued'].includes(found.state)) expect(found.receipt).toBeDefined();
  if (found.next?.action === 'registration:receipt') expect(found.receipt).toBeUndefined();
  if (found.state === 'issued') expect(found.objections.filter((one) => one.state !== 'dismissed')).toEqual([]);
  if (found.state === 'objected') {
    const ownership = found.objections.some((one) => one.state === 'open' && one.ground === 'ownership');
    expect(found.next?.silence).toBe(ownership ? 'lapse' : 'dismiss');
  }
  for (const objection of found.objections) expect(objection.entity).not.toBe(found.registrar);
  for (const one of found.held) {
    const others = found.held.filter((two) => two.office !== one.office && two.by.person === one.by.person);
    expect(others).toEqual([]);
  }
  for (const entry of found.objections) expect(objections.get(entry.n)?.state).toBe(entry.state);
  if (found.state === 'issued') expect(asset).toMatchObject({ state: 'registered', certificate: found.certificate });
  else if (final) expect(asset).toMatchObject({ state: 'ended' });
}

const DECISIONS = [
  'receipt',
  'accept',
  'returnForCorrection',
  'resubmit',
  'review',
  'openPublicity',
  'refuse',
  'object',
  'decideObjection',
  'issue',
  'advance',
  'appeal',
  'decideAppeal',
  'withdraw',
] as const;
const PEOPLE = [
  'lin',
  'zhou',
  'wu',
  'he',
  'huaxin',
  'qixiang',
  'yanjiu',
  'arbitration',
  'regulator',
  'exchange',
] as const;
/** Who would do a thing, so that sequences get somewhere. */
const ENTITLED: Readonly<Record<(typeof DECISIONS)[number], (typeof PEOPLE)[number]>> = {
  receipt: 'lin',
  accept: 'lin',
  returnForCorrection: 'lin',
  resubmit: 'huaxin',
  review: 'zhou',
  openPublicity: 'zhou',
  refuse: 'zhou',
  object: 'qixiang',
  decideObjection: 'zhou',
  issue: 'wu',
  advance: 'yanjiu',
  appeal: 'huaxin',
  decideAppeal: 'arbitration',
  withdraw: 'huaxin',
};

export const caseStep = fc.record({
  action: fc.constantFrom('submit' as const, 'next' as const, 'next' as const, 'next' as const, ...DECISIONS),
  who: fc.constantFrom(...PEOPLE),
  fit: fc.constantFrom(true, true, false),
  flag: fc.boolean(),
  pick: fc.nat(20),
  name: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 16, maxLength: 16 }),
});
export type CaseStep = typeof caseStep extends fc.Arbitrary<infer S> ? S : never;

/** The command of a step, about one of the newest cases. */
export function caseCommand(cases: readonly Case[], one: CaseStep): Sent | undefined {
  const open = cases.filter(({ state }) => !FINAL.includes(state));
  const found = (open.length > 0 ? open : cases).at(-1 - (one.pick % 3));
  const application = () => initial('huaxin', one.name);
  if (one.action === 'submit' || !found) {
    const command = { profile: PROFILE, registrar: 'registry', application: application() };
    return { who: one.fit ? 'huaxin' : one.who, name: 'registration:submit', command };
  }
  const next = found.next?.action.slice('registration:'.length) as (typeof DECISIONS)[number] | undefined;
  const action = one.action === 'next' ? next : one.action;
  if (!action || !(action in ENTITLED)) return undefined;
  const on = { case: found.id };
  const who = one.fit ? ENTITLED[action] : one.who;
  const said: Partial<Record<typeof action, object>> = {
    receipt: { documents: found.application?.evidence.map(({ sha256 }) => sha256) ?? [] },
    returnForCorrection: { reasons: [{ field: 'asset', code: 'unclear', text: '不清' }] },
    refuse: { reasons: [{ field: 'asset', code: 'unclear', text: '不清' }] },
    resubmit: { application: application() },
    object: { ground: one.flag ? 'ownership' : 'content', statement: '异议', evidence: [] },
    decideObjection: { objection: 1, uphold: one.flag, reason: '理由' },
    appeal: { grounds: '不服' },
    decideAppeal: { allow: one.flag, reason: '理由' },
  };
  return { who, name: `registration:${action}`, command: { ...on, ...said[action] } };
}
