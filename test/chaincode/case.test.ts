import type { Case, Objection } from '@suyuan/schemas';
import { describe, expect, it } from 'vitest';
import { appeal, decideAppeal } from '../../chaincode/src/registration/rules/appeals.ts';
import {
  accept,
  openPublicity,
  refuseCase,
  returnForCorrection,
  review,
} from '../../chaincode/src/registration/rules/decisions.ts';
import { withdraw } from '../../chaincode/src/registration/rules/intake.ts';
import { issue } from '../../chaincode/src/registration/rules/issuance.ts';
import { decide, object } from '../../chaincode/src/registration/rules/objections.ts';
import { advance } from '../../chaincode/src/registration/rules/silence.ts';
import { at, people, received, roster, submitted, unheld, who } from '../support/cases.ts';
import { refused } from '../support/refusals.ts';

const MONDAY = '2026-03-02T02:00:00.000Z';
const { found: fresh, asset } = submitted(MONDAY);
const opened = received(fresh, MONDAY);
const inReview = () => review(accept(opened, people.acceptor, at(MONDAY)), people.reviewer, at(MONDAY));
const inPublicity = () => openPublicity(inReview(), people.reviewer, at(MONDAY));
const afterPublicity = '2026-03-17T02:00:00.000Z';
const caseOf = (documents: readonly { schema: string }[]) =>
  documents.find((d): d is Case => d.schema === 'case/1') as Case;
const reasons = [{ field: 'asset.descriptor.abstract', code: 'unclear' as const, text: '摘要不清' }];
const complaint = { ground: 'content' as const, statement: '数据重复', evidence: [] };

describe('a case on its way to a certificate', () => {
  it('says in every state who moves next, until when, and what silence does', () => {
    expect(opened.next).toMatchObject({
      mover: 'registrar',
      entity: 'registry',
      deadline: '2026-03-09T16:00:00.000Z',
      silence: 'pass-on',
    });
    expect(inReview().next).toMatchObject({
      action: 'registration:openPublicity',
      deadline: '2026-03-30T16:00:00.000Z',
    });
    expect(inPublicity().publicity?.until).toBe('2026-03-16T16:00:00.000Z');
  });

  it('ends in a certificate, a registered asset, a release with its grade', () => {
    const documents = issue(
      { found: inPublicity(), asset, ...unheld, inputs: [], by: people.issuer },
      at(afterPublicity, 9),
    );
    expect(documents.map((document) => document.schema)).toEqual([
      'case/1',
      'asset/1',
      'certificate/1',
      'release/1',
      'grade/1',
    ]);
    expect(documents[2]).toMatchObject({ state: 'active', validUntil: '2029-03-17T02:00:00.000Z', holder: 'huaxin' });
    expect(caseOf(documents)).not.toHaveProperty('next');
  });

  it('needs three different people', () => {
    const accepted = accept(opened, people.acceptor, at(MONDAY));
    expect(refused('CASE_SAME_PERSON', () => review(accepted, people.acceptor, at(MONDAY))).params).toMatchObject({
      as: 'acceptor',
    });
    const what = { found: inPublicity(), asset, ...unheld, inputs: [], by: people.reviewer };
    refused('CASE_SAME_PERSON', () => issue(what, at(afterPublicity)));
  });

  it('is not issued while publicity lasts, nor by another registrar', () => {
    const what = { found: inPublicity(), asset, ...unheld, inputs: [], by: people.issuer };
    refused('DEADLINE_AHEAD', () => issue(what, at('2026-03-16T16:00:00.000Z')));
    refused('CASE_PARTY', () => issue({ ...what, by: people.southern }, at(afterPublicity)));
  });

  it('is returned at most twice', () => {
    const twice: Case = { ...opened, returns: 2 };
    refused('CASE_RETURNS', () => returnForCorrection(twice, people.acceptor, reasons, at(MONDAY)));
  });

  it('refuses a step out of order, naming where it stands', () => {
    expect(refused('CASE_STATE', () => openPublicity(opened, people.reviewer, at(MONDAY))).params).toEqual({
      state: 'submitted',
      allowed: 'in_review',
    });
  });
});

describe('silence', () => {
  const late = '2026-03-09T16:00:00.001Z';

  it('takes the move from a registrar that let its deadline pass', () => {
    refused('DEADLINE_PASSED', () => accept(opened, people.acceptor, at(late)));
    refused('DEADLINE_AHEAD', () => advance(opened, asset, [], roster, at('2026-03-09T16:00:00.000Z')));
  });

  it('passes the case from registrar to registrar, and lapses it after the last', () => {
    const second = caseOf(advance(opened, asset, [], roster, at(late)));
    expect(second).toMatchObject({ state: 'submitted', registrar: 'south-registry', passedBy: ['registry'] });
    const ended = advance(second, asset, [], roster, at('2026-04-01T00:00:00.000Z'));
    expect(caseOf(ended)).toMatchObject({ state: 'lapsed' });
    expect(ended[1]).toMatchObject({ schema: 'asset/1', state: 'ended' });
  });

  it('lapses a return that the applicant does not answer', () => {
    const returned = returnForCorrection(opened, people.acceptor, reasons, at(MONDAY));
    expect(caseOf(advance(returned, asset, [], roster, at('2026-04-01T00:00:00.000Z'))).state).toBe('lapsed');
  });

  it('dismisses an objection, but lapses the case on an ownership dispute', () => {
    const [objected, objection] = object(inPublicity(), people.other, complaint, at(MONDAY));
    expect(caseOf(advance(objected, asset, [objection], roster, at(afterPublicity))).state).toBe('in_publicity');
    const [disputed, dispute] = object(inPublicity(), people.other, { ...complaint, ground: 'ownership' }, at(MONDAY));
    expect(caseOf(advance(disputed, asset, [dispute], roster, at('2026-03-20T00:00:00.000Z'))).state).toBe('lapsed');
  });
});

describe('objections', () => {
  it('come once from an entity that is neither applicant nor registrar', () => {
    refused('OBJECTION_OWN', () => object(inPublicity(), people.holder, complaint, at(MONDAY)));
    const [objected] = object(inPublicity(), people.other, complaint, at(MONDAY));
    refused('OBJECTION_REPEATED', () => object(objected, who('qixiang', 'somebody-else'), complaint, at(MONDAY)));
  });

  it('upheld, end the case; dismissed, let publicity go on', () => {
    const [objected, objection] = object(inPublicity(), people.other, complaint, at(MONDAY));
    const ruling = (uphold: boolean) =>
      decide(objected, objection, asset, people.reviewer, { uphold, reason: '理由' }, at(MONDAY));
    expect(caseOf(ruling(true)).state).toBe('upheld');
    expect(caseOf(ruling(false))).toMatchObject({ state: 'in_publicity', objections: [{ n: 1, state: 'dismissed' }] });
  });

  it('keep the case objected while another is open', () => {
    const [one, first] = object(inPublicity(), people.other, complaint, at(MONDAY));
    const [two] = object(one, who('yanjiu', 'xu'), complaint, at(MONDAY));
    expect(
      caseOf(decide(two, first, asset, people.reviewer, { uphold: false, reason: '理由' }, at(MONDAY))).state,
    ).toBe('objected');
  });
});

describe('an objection', () => {
  const ruling = (found: Case, objection: Objection, uphold: boolean, time = MONDAY) =>
    decide(found, objection, asset, people.reviewer, { uphold, reason: '理由' }, at(time));

  it('in the last moment has its whole clock', () => {
    const [first] = object(inPublicity(), people.other, complaint, at(MONDAY));
    const [second] = object(first, who('yanjiu', 'xu'), complaint, at('2026-03-16T15:59:00.000Z'));
    expect(second.next?.deadline).toBe('2026-03-30T16:00:00.000Z');
  });

  it('decides by its ground what silence does, also when another one is settled', () => {
    const [first, ownership] = object(inPublicity(), people.other, { ...complaint, ground: 'ownership' }, at(MONDAY));
    const [second] = object(first, who('yanjiu', 'xu'), complaint, at(MONDAY));
    expect(second.next?.silence).toBe('lapse');
    expect(caseOf(ruling(second, ownership, false)).next?.silence).toBe('dismiss');
  });

  it('that nobody decided stays open when an appeal revives the case: nothing is issued over it', () => {
    const [disputed, dispute] = object(inPublicity(), people.other, { ...complaint, ground: 'ownership' }, at(MONDAY));
    const lapsed = caseOf(advance(disputed, asset, [dispute], roster, at('2026-03-20T00:00:00.000Z')));
    const appealed = appeal(
      lapsed,
      people.holder,
      { grounds: '不服', objection: undefined },
      roster,
      at('2026-03-20T00:00:00.000Z'),
    );
    const setting = at('2026-03-20T00:00:00.000Z');
    const revived = caseOf(
      decideAppeal(appealed, asset, [dispute], people.arbiter, { allow: true, reason: '理由' }, roster, setting),
    );
    const accepted = accept(received(revived, setting.time, people.southern), people.southern, setting);
    const gao = who('south-registry', 'gao');
    expect(openPublicity(review(accepted, gao, setting), gao, setting).state).toBe('objected');
  });

  it('dismissed can be appealed for its whole time before anything is issued', () => {
    const [objected, objection] = object(inPublicity(), people.other, complaint, at('2026-03-16T00:00:00.000Z'));
    const dismissed = caseOf(ruling(objected, objection, false, '2026-03-17T02:00:00.000Z'));
    const what = { found: dismissed, asset, ...unheld, inputs: [], by: people.issuer };
    expect(refused('DEADLINE_AHEAD', () => issue(what, at('2026-03-18T00:00:00.000Z'))).params.deadline).toBe(
      '2026-03-31T16:00:00.000Z',
    );
    const said = { grounds: '不服', objection: 1 };
    expect(appeal(dismissed, people.other, said, roster, at('2026-03-20T00:00:00.000Z')).state).toBe('appealed');
    refused('APPEAL_LATE', () => appeal(dismissed, people.other, said, roster, at('2026-04-02T00:00:00.000Z')));
  });

  it('keeps its registrar from taking the case over', () => {
    const [objected, objection] = object(inPublicity(), people.southern, complaint, at(MONDAY));
    const resumed = caseOf(ruling(objected, objection, false));
    expect(caseOf(advance(resumed, asset, [], roster, at('2026-06-01T00:00:00.000Z'))).state).toBe('lapsed');
  });
});

describe('appeals', () => {
  const refusedCase = () => refuseCase(opened, asset, people.acceptor, reasons, at(MONDAY));
  const lost = () => caseOf(refusedCase());
  const said = { grounds: '不服', objection: undefined };

  it('go once to somebody uninvolved, within the stored time', () => {
    const appealed = appeal(lost(), people.holder, said, roster, at(MONDAY));
    expect(appealed).toMatchObject({ state: 'appealed', next: { entity: 'arbitration', silence: 'deny' } });
    refused('APPEAL_LATE', () => appeal(lost(), people.holder, said, roster, at('2026-06-01T00:00:00.000Z')));
    const denied = caseOf(advance(appealed, asset, [], roster, at('2026-06-01T00:00:00.000Z')));
    expect(denied).toMatchObject({ state: 'refused', appeals: [{ outcome: 'unanswered' }] });
    refused('APPEAL_REPEATED', () => appeal(denied, people.holder, said, roster, at(MONDAY)));
  });

  it('allowed, bring a refused case before another registrar', () => {
    const [, ended] = refusedCase();
    const appealed = appeal(lost(), people.holder, said, roster, at(MONDAY));
    refused('APPEAL_INVOLVED', () =>
      decideAppeal(appealed, asset, [], people.southern, { allow: true, reason: '理由' }, roster, at(MONDAY)),
    );
    const documents = decideAppeal(
      appealed,
      ended as typeof asset,
      [],
      people.arbiter,
      { allow: true, reason: '理由' },
      roster,
      at(MONDAY),
    );
    expect(caseOf(documents)).toMatchObject({ state: 'accepted', registrar: 'south-registry' });
    expect(documents[1]).toMatchObject({ state: 'applied', openCase: opened.id });
  });

  it('allowed against an upheld objection, resume publicity and dismiss the objection', () => {
    const [objected, objection] = object(inPublicity(), people.other, complaint, at(MONDAY));
    const upheld = decide(objected, objection, asset, people.reviewer, { uphold: true, reason: '理由' }, at(MONDAY));
    const settled = upheld.find((d): d is Objection => d.schema === 'objection/1') as Objection;
    const appealed = appeal(caseOf(upheld), people.holder, said, roster, at(MONDAY));
    const documents = decideAppeal(
      appealed,
      asset,
      [settled],
      people.arbiter,
      { allow: true, reason: '理由' },
      roster,
      at(MONDAY),
    );
    expect(caseOf(documents)).toMatchObject({ state: 'in_publicity', objections: [{ state: 'dismissed' }] });
  });

  it('of an objector against a dismissal, end the case when allowed', () => {
    const [objected, objection] = object(inPublicity(), people.other, complaint, at(MONDAY));
    const dismissed = decide(
      objected,
      objection,
      asset,
      people.reviewer,
      { uphold: false, reason: '理由' },
      at(MONDAY),
    );
    const settled = dismissed.find((d): d is Objection => d.schema === 'objection/1') as Objection;
    const appealed = appeal(caseOf(dismissed), people.other, { grounds: '不服', objection: 1 }, roster, at(MONDAY));
    const documents = decideAppeal(
      appealed,
      asset,
      [settled],
      people.arbiter,
      { allow: true, reason: '理由' },
      roster,
      at(MONDAY),
    );
    expect(caseOf(documents)).toMatchObject({ state: 'upheld', objections: [{ state: 'upheld' }] });
  });

  it('are open after a withdrawal too', () => {
    expect(
      appeal(caseOf(withdraw(opened, asset, people.holder, at(MONDAY))), people.holder, said, roster, at(MONDAY)).state,
    ).toBe('appealed');
  });
});
