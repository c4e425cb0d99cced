import {
  type Batch,
  type BatchLeaf,
  type Case,
  includes,
  isSealed,
  leafCertificate,
  leafNumber,
  type Objection,
  Refusal,
  readLeafNumber,
} from '@suyuan/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { active } from '../../chaincode/src/batch/rules/application.ts';
import { objectedLeaf } from '../../chaincode/src/batch/rules/exclusion.ts';
import { changeLeaf, type FirstUse, materialise } from '../../chaincode/src/batch/rules/leaf.ts';
import { attest } from '../../chaincode/src/batch/rules/seal.ts';
import type { Recorded } from '../../chaincode/src/ledger/keys.ts';
import { appeal, decideAppeal } from '../../chaincode/src/registration/rules/appeals.ts';
import type { Party } from '../../chaincode/src/registration/rules/case.ts';
import { receipt } from '../../chaincode/src/registration/rules/custody.ts';
import {
  accept,
  openPublicity,
  returnForCorrection,
  review,
} from '../../chaincode/src/registration/rules/decisions.ts';
import { resubmit, submit } from '../../chaincode/src/registration/rules/intake.ts';
import { issueBatch } from '../../chaincode/src/registration/rules/issuance.ts';
import { decide, object } from '../../chaincode/src/registration/rules/objections.ts';
import { precheck, precheckLeaf } from '../../chaincode/src/registration/rules/precheck.ts';
import { advance } from '../../chaincode/src/registration/rules/silence.ts';
import { madeBatch } from '../support/batches.ts';
import { initial, profile, txId } from '../support/builders.ts';
import { at, entity, factsAt, people, roster, who } from '../support/cases.ts';
import { refused } from '../support/refusals.ts';

const START = '2026-03-02T02:00:00.000Z';
const DAY = 86_400_000;
const later = (from: string, ms: number) => new Date(Date.parse(from) + ms).toISOString();
const made = madeBatch('huaxin', 37);
const { evidence } = initial('huaxin', 'x');
const application = { type: 'batch' as const, batch: made.text, evidence };

type World = {
  found: Case;
  batch: Batch;
  objections: Map<number, Objection>;
  own: Map<number, BatchLeaf>;
  time: string;
  n: number;
};

function apply(world: World, documents: readonly Recorded[]): World {
  const next = { ...world, objections: new Map(world.objections), own: new Map(world.own), n: world.n + 1 };
  for (const document of documents) {
    if (document.schema === 'case/1') next.found = document;
    if (document.schema === 'batch/1') next.batch = document;
    if (document.schema === 'objection/1') next.objections.set(document.n, document);
    if (document.schema === 'batch-leaf/1') next.own.set(document.index, document);
  }
  return next;
}

const facts = (time: string) => factsAt(time, { application, sealedAs: undefined });
const setting = (world: World) => at(world.time, world.n);

function applied(): World {
  const { found, asset } = submit({ facts: facts(START), by: people.holder, duplicates: [] }, at(START));
  return { found, batch: asset as Batch, objections: new Map(), own: new Map(), time: START, n: 2 };
}

function inPublicity(): World {
  let world = applied();
  const documents = [...evidence.map(({ sha256 }) => sha256), made.text.file.sha256];
  world = apply(world, [receipt(world.found, people.acceptor, documents, setting(world))]);
  world = apply(world, [accept(world.found, people.acceptor, setting(world))]);
  world = apply(world, [review(world.found, people.reviewer, setting(world))]);
  return apply(world, [openPublicity(world.found, people.reviewer, setting(world))]);
}

const objectTo = (world: World, index: number, by: Party = people.other, ground: Objection['ground'] = 'content') =>
  apply(
    world,
    object(
      world.found,
      by,
      { ground, statement: '异议', evidence: [], leaf: objectedLeaf(world.batch, made.proof(index)) },
      setting(world),
    ),
  );

function decided(world: World, n: number, uphold: boolean): World {
  const objection = world.objections.get(n) as Objection;
  const decision = { uphold, reason: '理由' };
  return apply(world, decide(world.found, objection, world.batch, people.reviewer, decision, setting(world)));
}

/** Time passes until the case may be issued. */
function sealed(world: World): World {
  const time = later(world.time, 40 * DAY);
  const due = { ...world, time };
  const open = { ...due, found: { ...due.found, next: { ...due.found.next, deadline: later(time, DAY) } } } as World;
  const what = { found: open.found, batch: open.batch, by: people.issuer, sealedAs: undefined };
  return apply(open, issueBatch(what, setting(open)));
}

const held = (world: World, ...msps: string[]) =>
  msps.reduce((so, msp) => {
    const said = { file: made.text.file.sha256, root: made.text.root, already: false };
    return apply(so, attest(so.batch, said, { msp, person: 'admin' }, so.time));
  }, world);

const inForce = () => held(sealed(inPublicity()), 'AMSP', 'BMSP');

function firstUse(world: World, index: number, change: Partial<FirstUse> = {}) {
  const use: FirstUse = {
    batch: active(world.batch),
    index,
    own: world.own.get(index),
    line: made.lines[index] as FirstUse['line'],
    path: made.proof(index).path,
    inputs: [],
    content: { marks: [], duplicates: [] },
    answerBy: world.time,
    ...change,
  };
  return materialise(use, { txId: txId(900 + index), time: world.time });
}

describe('an application for a batch', () => {
  const findings = (change: Partial<typeof made.text>) =>
    precheck({ ...facts(START), application: { ...application, batch: { ...made.text, ...change } } }).map(
      ({ code, field }) => [code, field],
    );
  const { summary } = made.text;

  it('is one case, about one batch', () => {
    const { found, batch } = applied();
    expect(found).toMatchObject({ type: 'initial', asset: batch.id, state: 'submitted' });
    expect(batch).toMatchObject({ entity: 'huaxin', case: found.id, state: 'applied', text: made.text });
  });

  it.each([
    ['a summary that does not add up', { count: 36 }, ['RULE_BATCH_COUNT', 'application.batch.summary.kinds']],
    ['core data', { summary: { ...summary, grades: { core: 37 } } }, ['RULE_CORE', 'application.batch.summary.grades']],
    [
      'a source without authority',
      { summary: { ...summary, sources: { unauthorised: 37 } } },
      ['RULE_UNAUTHORISED', 'application.batch.summary.sources'],
    ],
    [
      'a kind that the profile does not take',
      { summary: { ...summary, kinds: { 'ip-work': 37 } } },
      ['RULE_BATCH_KIND', 'application.batch.summary.kinds'],
    ],
    [
      'evidence that its leaves ask for',
      { summary: { ...summary, sources: { purchase: 37 } } },
      ['RULE_EVIDENCE', 'application.evidence'],
    ],
  ])('is found wanting for %s', (_, change, finding) => {
    expect(findings(change as Partial<typeof made.text>)).toContainEqual(finding);
  });

  it('is refused for leaves that are sealed already', () => {
    const again = precheck({ ...facts(START), sealedAs: 'bat-1' });
    expect(again).toMatchObject([{ code: 'RULE_BATCH_SEALED', field: 'application.batch.root' }]);
  });

  it('has each leaf checked as an asset of its own, in the words of its line', () => {
    const [line] = made.lines as [FirstUse['line']];
    const about = { profile: profile(), applicant: entity('huaxin'), inputs: [], time: START };
    expect(precheckLeaf(line, about)).toEqual([]);
    const core = { ...line, asset: { ...line.asset, grade: 'core' as const } };
    expect(precheckLeaf(core, about)).toMatchObject([{ code: 'RULE_CORE', field: 'asset.grade' }]);
    const other = precheckLeaf(line, { ...about, applicant: entity('qixiang') });
    expect(other).toMatchObject([{ code: 'RULE_RIGHTS', field: 'asset.rights' }]);
  });

  it('answers a return with other leaves, but not once they were in publicity', () => {
    const reasons = [{ field: 'batch', code: 'unclear' as const, text: '不清' }];
    const otherText = { ...madeBatch('huaxin', 5, 'other').text };
    const answer = (world: World) => {
      const other = {
        ...facts(world.time),
        application: { ...application, batch: otherText },
        answering: world.found.id,
      };
      return resubmit(world.found, world.batch, { facts: other, by: people.holder, duplicates: [] }, setting(world));
    };
    const before = applied();
    const returned = apply(before, [returnForCorrection(before.found, people.acceptor, reasons, setting(before))]);
    expect(apply(returned, answer(returned)).batch.text).toEqual(otherText);
    const { publicity } = inPublicity().found;
    const published = { ...returned, found: { ...returned.found, publicity } } as World;
    expect(refused('RULE_BATCH_KEPT', () => answer(published)).field).toBe('application.batch.root');
  });
});

describe('publicity of a batch', () => {
  it('takes objections to single leaves, by their proof', () => {
    const world = inPublicity();
    const proof = made.proof(7);
    refused('OBJECTION_LEAF', () => objectedLeaf(world.batch, undefined));
    refused('OBJECTION_LEAF', () => objectedLeaf({ schema: 'asset/1' }, proof));
    refused('LEAF_PROOF', () => objectedLeaf(world.batch, { ...proof, leaf: { ...proof.leaf, index: 8 } }));
    expect(objectTo(world, 7).found).toMatchObject({ state: 'objected', objections: [{ leaf: 7, state: 'open' }] });
  });

  it('takes one objection of an entity to a leaf, and fifty to the batch', () => {
    const world = objectTo(inPublicity(), 7);
    refused('OBJECTION_REPEATED', () => objectTo(world, 7));
    const entry = world.found.objections[0] as Case['objections'][0];
    const many = {
      ...world,
      found: { ...world.found, objections: Array.from({ length: 50 }, (_, n) => ({ ...entry, n, leaf: n + 40 })) },
    };
    refused('OBJECTION_MANY', () => objectTo(many as World, 8));
  });

  it('excludes a leaf against which one is upheld, and goes on with the others', () => {
    const world = decided(objectTo(inPublicity(), 7), 1, true);
    expect(world.found.state).toBe('in_publicity');
    expect(world.batch.excluded).toEqual([7]);
    expect(world.own.get(7)).toMatchObject({ state: 'excluded', case: world.found.id });
    expect([...world.own.keys()]).toEqual([7]);
    expect(sealed(world).batch).toMatchObject({ state: 'sealed', excluded: [7] });
    refused('LEAF_STATE', () => objectTo(world, 7, who('yanjiu', 'xu')));
  });

  it('lets the applicant appeal that, once; allowed, the leaf is back', () => {
    const world = decided(objectTo(inPublicity(), 7), 1, true);
    const said = { grounds: '不服', objection: 1 };
    refused('CASE_PARTY', () => appeal(world.found, people.other, said, roster, setting(world)));
    const appealed = apply(world, [appeal(world.found, people.holder, said, roster, setting(world))]);
    expect(appealed.found.state).toBe('appealed');
    const verdict = (allow: boolean) =>
      apply(
        appealed,
        decideAppeal(
          appealed.found,
          appealed.batch,
          [...appealed.objections.values()],
          people.arbiter,
          { allow, reason: '理由' },
          roster,
          setting(appealed),
        ),
      );
    expect(verdict(false)).toMatchObject({ batch: { excluded: [7] }, found: { state: 'in_publicity' } });
    const allowed = verdict(true);
    expect(allowed).toMatchObject({ batch: { excluded: [] }, found: { state: 'in_publicity' } });
    expect(allowed.own.get(7)?.state).toBe('active');
    refused('OBJECTION_CLOSED', () =>
      appeal(
        {
          ...allowed.found,
          objections: [{ ...(allowed.found.objections[0] as Case['objections'][0]), state: 'open' }],
        },
        people.other,
        said,
        roster,
        setting(allowed),
      ),
    );
  });

  it('ends, where nobody decides, without the leaves whose ownership is disputed', () => {
    let world = objectTo(inPublicity(), 3, people.other, 'ownership');
    world = objectTo(world, 4, people.other, 'content');
    const time = later(world.found.next?.deadline ?? '', 1);
    const silent = { ...world, time };
    const after = apply(
      silent,
      advance(silent.found, silent.batch, [...silent.objections.values()], roster, setting(silent)),
    );
    expect(after.batch.excluded).toEqual([3]);
    expect(after.found).toMatchObject({
      state: 'in_publicity',
      objections: [{ state: 'upheld' }, { state: 'dismissed' }],
    });
  });
});

describe('a sealed batch', () => {
  it('is in force once two operators have signed that they hold the file', () => {
    const world = sealed(inPublicity());
    expect(world.found.state).toBe('issued');
    const one = held(world, 'AMSP');
    expect(one.batch).toMatchObject({ state: 'sealed', custodians: ['AMSP'] });
    const two = held(one, 'BMSP');
    expect(two.batch).toMatchObject({ state: 'active', custodians: ['AMSP', 'BMSP'] });
    const said = { file: made.text.file.sha256, root: made.text.root, already: false };
    const third = attest(two.batch, said, { msp: 'CMSP', person: 'admin' }, world.time);
    expect(third.map(({ schema }) => schema)).toEqual(['batch-custody/1']);
    refused('CUSTODY_REPEATED', () =>
      attest(one.batch, { ...said, already: true }, { msp: 'AMSP', person: 'a' }, START),
    );
    expect(
      refused('CUSTODY_OTHER', () =>
        attest(one.batch, { ...said, file: said.root }, { msp: 'BMSP', person: 'a' }, START),
      ).field,
    ).toBe('file');
    expect(
      refused('CUSTODY_OTHER', () =>
        attest(one.batch, { ...said, root: said.file }, { msp: 'BMSP', person: 'a' }, START),
      ).field,
    ).toBe('root');
    refused('BATCH_STATE', () => attest(applied().batch, said, { msp: 'AMSP', person: 'a' }, START));
  });

  it('is not sealed twice', () => {
    const world = inPublicity();
    const time = later(world.time, 15 * DAY);
    const what = { found: world.found, batch: world.batch, by: people.issuer, sealedAs: 'bat-1' };
    refused('RULE_BATCH_SEALED', () => issueBatch(what, at(time)));
  });

  it('gives each leaf a number of its own, from which batch and index are read', () => {
    const { seal } = inForce().batch;
    const numbers = made.lines.map((_, index) => leafNumber(seal?.numbers ?? '', index));
    expect(new Set(numbers).size).toBe(37);
    numbers.forEach((number, index) => {
      expect(readLeafNumber(number)).toEqual({ numbers: seal?.numbers, index });
      expect(readLeafNumber(number.replace(/.$/, (last) => (last === '0' ? '1' : '0')))).toBeUndefined();
    });
  });
});

describe('the first use of a leaf', () => {
  const world = inForce();

  it('makes asset, release, grade and certificate of it', () => {
    const { documents } = firstUse(world, 5);
    expect(documents.map(({ schema }) => schema)).toEqual([
      'asset/1',
      'certificate/1',
      'release/1',
      'grade/1',
      'batch-leaf/1',
    ]);
    const [asset, certificate] = documents;
    expect(asset).toMatchObject({ entity: 'huaxin', state: 'registered', text: made.lines[5]?.asset });
    const batch = world.batch;
    if (!isSealed(batch)) throw new Error('the batch is sealed');
    const { leaf } = made.proof(5);
    const before = leafCertificate(
      batch,
      5,
      { commitments: leaf.commitments, seed: made.lines[5]?.seed ?? '' },
      undefined,
    );
    expect(certificate).toEqual({ ...before, time: world.time });
  });

  it('refuses what is altered, elsewhere, excluded, suspended, revoked, used already, or not in force yet', () => {
    const [line] = made.lines as [FirstUse['line']];
    refused('LEAF_PROOF', () => firstUse(world, 5, { line }));
    refused('LEAF_PROOF', () =>
      firstUse(world, 5, { line: { ...(made.lines[5] as FirstUse['line']), seed: line.seed } }),
    );
    refused('LEAF_PROOF', () => firstUse(world, 5, { path: made.proof(6).path }));
    refused('LEAF_UNKNOWN', () => firstUse(world, 36, { index: 37 }));
    for (const state of ['excluded', 'suspended', 'revoked', 'materialised'] as const) {
      const own: BatchLeaf = { schema: 'batch-leaf/1', batch: world.batch.id, index: 5, state, time: START };
      expect(refused('LEAF_STATE', () => firstUse(world, 5, { own })).params.state).toBe(state);
    }
    refused('BATCH_STATE', () => active(sealed(inPublicity()).batch));
  });

  it('never takes an altered leaf, whatever is altered', () => {
    fc.assert(
      fc.property(fc.nat(36), fc.string({ minLength: 1 }), fc.nat(16), (index, text, at) => {
        const line = made.lines[index] as FirstUse['line'];
        const { descriptor } = line.asset;
        const altered = { ...line, asset: { ...line.asset, descriptor: { ...descriptor, subject: `${text}!` } } };
        refused('LEAF_PROOF', () => firstUse(world, index, { line: altered }));
        const { leaf, path } = made.proof(index);
        const moved = path.filter((_, n) => n !== at % path.length);
        refused('LEAF_PROOF', () => firstUse(world, index, { path: moved }));
        expect(includes({ index, size: 37, hash: leaf.release, path }, made.text.root)).toBe(false);
      }),
    );
  });
});

describe('one leaf of a batch', () => {
  const world = inForce();
  const said = (by: Party) => ({ by, reason: '核查' });
  const change = (so: World, index: number, to: 'suspended' | 'active' | 'revoked', by: Party) =>
    apply(so, [changeLeaf(so.batch, index, so.own.get(index), to, said(by), so.time)]);

  it('is suspended, reinstated by somebody else, revoked; by its registrar', () => {
    const suspended = change(world, 9, 'suspended', people.issuer);
    refused('CERTIFICATE_SAME_PERSON', () => change(suspended, 9, 'active', people.issuer));
    expect(change(suspended, 9, 'active', people.acceptor).own.get(9)?.state).toBe('active');
    refused('CERTIFICATE_STATE', () => change(suspended, 9, 'suspended', people.issuer));
    refused('CERTIFICATE_REGISTRAR', () => change(world, 9, 'revoked', people.southern));
    refused('LEAF_UNKNOWN', () => change(world, 37, 'revoked', people.issuer));
    const used = {
      ...world,
      own: new Map([[9, { ...(suspended.own.get(9) as BatchLeaf), state: 'materialised' as const }]]),
    };
    refused('LEAF_STATE', () => change(used, 9, 'revoked', people.issuer));
  });

  it('keeps its laws whatever anybody does to leaves, in whatever order', () => {
    const actions = fc.array(
      fc.record({
        index: fc.nat(5),
        action: fc.constantFrom('suspended', 'active', 'revoked', 'use'),
        by: fc.constantFrom(people.issuer, people.acceptor, people.southern),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(actions, (drawn) => {
        let so: World = { ...world, own: new Map() };
        const used = new Map<number, number>();
        for (const { index, action, by } of drawn) {
          const before = JSON.stringify([...so.own]);
          const others = JSON.stringify([...so.own].filter(([at]) => at !== index));
          try {
            if (action === 'use') {
              so = apply(so, firstUse(so, index).documents);
              used.set(index, (used.get(index) ?? 0) + 1);
            } else so = change(so, index, action as 'active', by);
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            expect(JSON.stringify([...so.own])).toBe(before);
          }
          expect(JSON.stringify([...so.own].filter(([at]) => at !== index))).toBe(others);
          expect(so.batch).toEqual(world.batch);
        }
        for (const [index, times] of used) {
          expect(times).toBe(1);
          expect(so.own.get(index)?.state).toBe('materialised');
        }
      }),
      { numRuns: 200 },
    );
  });
});
