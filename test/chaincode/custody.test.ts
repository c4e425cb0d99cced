import type { Application, Case } from '@suyuan/schemas';
import { digest } from '@suyuan/schemas';
import { describe, expect, it } from 'vitest';
import { appeal, decideAppeal } from '../../chaincode/src/registration/rules/appeals.ts';
import { receipt } from '../../chaincode/src/registration/rules/custody.ts';
import { accept, refuseCase, returnForCorrection, review } from '../../chaincode/src/registration/rules/decisions.ts';
import { resubmit } from '../../chaincode/src/registration/rules/intake.ts';
import { advance } from '../../chaincode/src/registration/rules/silence.ts';
import { initial, profile, profileNames } from '../support/builders.ts';
import { at, factsAt, people, received, roster, submitted } from '../support/cases.ts';
import { refused } from '../support/refusals.ts';

const MONDAY = '2026-03-02T02:00:00.000Z';
const TUESDAY = '2026-03-03T02:00:00.000Z';
const LATE = '2026-03-03T16:00:00.001Z';
const { found: opened, asset } = submitted(MONDAY);
const named = opened.application?.evidence.map(({ sha256 }) => sha256) ?? [];
const reasons = [{ field: 'evidence', code: 'evidence' as const, text: '材料未收到' }];
const caseOf = (documents: readonly { schema: string }[]) => documents.find((d): d is Case => d.schema === 'case/1');

describe('the custody receipt', () => {
  it.each(profileNames)('is owed within one working day, by a figure that %s cites', (name) => {
    expect(profile(name).clocks.custody).toMatchObject({
      amount: 1,
      unit: 'workingDay',
      citation: { source: expect.stringContaining('2') },
    });
  });

  it('is what the registrar owes first, and starts the clock of acceptance', () => {
    expect(opened.next).toEqual({
      mover: 'registrar',
      entity: 'registry',
      action: 'registration:receipt',
      deadline: '2026-03-03T16:00:00.000Z',
      silence: 'pass-on',
    });
    const held = received(opened, TUESDAY);
    expect(held).toMatchObject({
      state: 'submitted',
      since: opened.since,
      receipt: { by: people.acceptor, documents: named, time: TUESDAY },
      next: { action: 'registration:accept', deadline: '2026-03-10T16:00:00.000Z' },
    });
  });

  it('comes before any decision on the documents, and takes no office', () => {
    expect(refused('RECEIPT_OWED', () => accept(opened, people.acceptor, at(MONDAY))).params).toEqual({
      entity: 'registry',
    });
    refused('RECEIPT_OWED', () => refuseCase(opened, asset, people.acceptor, reasons, at(MONDAY)));
    const held = received(opened, MONDAY, people.reviewer);
    expect(held.held).toEqual([]);
    const accepted = accept(held, people.acceptor, at(MONDAY));
    expect(review(accepted, people.reviewer, at(MONDAY)).people.reviewer).toEqual(people.reviewer);
  });

  it('need not come where the registrar says what did not arrive', () => {
    expect(returnForCorrection(opened, people.acceptor, reasons, at(MONDAY)).state).toBe('returned');
  });

  it('covers every document of the application and no other', () => {
    const say = (documents: string[]) => receipt(opened, people.acceptor, documents, at(MONDAY));
    const [first = '', ...others] = named;
    expect(refused('RECEIPT_MISSING', () => say(others))).toMatchObject({
      field: 'documents',
      params: { missing: first },
    });
    expect(refused('RECEIPT_UNKNOWN', () => say([...named, digest('another')]))).toMatchObject({
      field: `documents.${named.length}`,
      params: { sha256: digest('another') },
    });
    expect(say([...others, first]).receipt?.documents).toEqual(named);
  });

  it('is given once, by the registrar of the case, in time', () => {
    refused('RECEIPT_GIVEN', () => received(received(opened, MONDAY), MONDAY));
    refused('CASE_PARTY', () => received(opened, MONDAY, people.southern));
    refused('CASE_STATE', () => received(returnForCorrection(opened, people.acceptor, reasons, at(MONDAY)), MONDAY));
    expect(refused('DEADLINE_PASSED', () => received(opened, LATE)).params.deadline).toBe(opened.next?.deadline);
  });

  it('missing in time, passes the case on: the next registrar owes its own, and the last silence lapses it', () => {
    const second = caseOf(advance(opened, asset, [], roster, at(LATE))) as Case;
    expect(second).toMatchObject({
      state: 'submitted',
      registrar: 'south-registry',
      passedBy: ['registry'],
      next: { entity: 'south-registry', action: 'registration:receipt', deadline: '2026-03-05T16:00:00.000Z' },
    });
    expect(caseOf(advance(second, asset, [], roster, at('2026-03-06T00:00:00.000Z')))?.state).toBe('lapsed');
  });

  it('of a registrar that then stays silent does not bind the next one', () => {
    const held = received(opened, MONDAY);
    const second = caseOf(advance(held, asset, [], roster, at('2026-03-10T00:00:00.000Z')));
    expect(second).not.toHaveProperty('receipt');
    expect(second?.next?.action).toBe('registration:receipt');
  });

  describe('after a resubmission', () => {
    const held = received(opened, MONDAY);
    const returned = returnForCorrection(held, people.acceptor, reasons, at(MONDAY));
    const answer = (application: Application) => {
      const facts = factsAt(TUESDAY, { application, answering: returned.id });
      return caseOf(resubmit(returned, asset, { facts, by: people.holder, duplicates: [] }, at(TUESDAY)));
    };
    const { evidence } = initial('huaxin', 'divisions.json');

    it('is owed anew for new documents', () => {
      const [first] = evidence;
      const more = first ? [...evidence, { ...first, sha256: digest('a new statement') }] : [];
      const again = answer(initial('huaxin', 'divisions.json', { evidence: more }));
      expect(again?.next?.action).toBe('registration:receipt');
      expect(again).not.toHaveProperty('receipt');
    });

    it('stands where the documents are those that the registrar holds', () => {
      const again = answer(initial('huaxin', 'divisions.json'));
      expect(again?.next).toMatchObject({
        action: 'registration:accept',
        deadline: '2026-03-10T16:00:00.000Z',
      });
      expect(again?.receipt).toEqual(held.receipt);
    });
  });

  it('is owed, and names nothing, where an application has no documents', () => {
    const bare: Case = { ...opened, application: initial('huaxin', 'divisions.json', { evidence: [] }) };
    expect(receipt(bare, people.acceptor, [], at(MONDAY))).toMatchObject({
      receipt: { documents: [] },
      next: { action: 'registration:accept' },
    });
  });

  it('is owed by the registrar to whom an appeal brings a case, before its review', () => {
    const lost = refuseCase(received(opened, MONDAY), asset, people.acceptor, reasons, at(MONDAY));
    const appealed = appeal(
      caseOf(lost) as Case,
      people.holder,
      { grounds: '不服', objection: undefined },
      roster,
      at(MONDAY),
    );
    const decision = { allow: true, reason: '理由' };
    const revived = caseOf(decideAppeal(appealed, asset, [], people.arbiter, decision, roster, at(MONDAY))) as Case;
    expect(revived).toMatchObject({ state: 'accepted', next: { action: 'registration:receipt' } });
    refused('RECEIPT_OWED', () => review(revived, people.southern, at(MONDAY)));
    expect(received(revived, TUESDAY, people.southern)).toMatchObject({
      state: 'accepted',
      next: { action: 'registration:review', deadline: '2026-03-31T16:00:00.000Z' },
    });
  });
});
