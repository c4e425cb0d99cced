import { type BatchLeaf, type Certificate, type Freeze, leafIds, type Measure, Refusal } from '@suyuan/schemas';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { appeal } from '../../chaincode/src/measure/rules.ts';
import { batchDocument } from '../gateway/support/sealed.ts';
import { madeBatch } from '../support/batches.ts';
import { at, people, roster } from '../support/cases.ts';
import type { Caller, MemoryLedger } from '../support/memory.ts';
import { refused } from '../support/refusals.ts';
import { asset, NUMBER, world } from '../support/registered.ts';

const DAY = 86_400_000;
const on = { certificate: NUMBER, reason: '投诉' };
const stateOf = (ledger: MemoryLedger) => ledger.read<Certificate>(`certificate/${NUMBER}`).state;
const measureOf = (ledger: MemoryLedger, id: string | undefined) => ledger.read<Measure>(`measure/${id}`);

describe('a suspension', () => {
  let ledger: MemoryLedger;
  let who: Record<'li' | 'lin' | 'zhou' | 'he' | 'qian' | 'sun', Caller>;
  let measure = '';
  const code = async (by: Caller, name: Parameters<MemoryLedger['submit']>[1], command: object) =>
    (await ledger.refusal(by, name, command)).code;

  beforeAll(async () => {
    const made = await world();
    ledger = made.ledger;
    who = made.people;
    measure = (await ledger.submit(who.lin, 'certificate:suspend', on)).measure ?? '';
  });

  it('is a measure that the holder alone appeals, to somebody who had no part in it', async () => {
    expect(measureOf(ledger, measure)).toMatchObject({ kind: 'suspension', orderer: 'registry', state: 'in-force' });
    expect(ledger.read<Certificate>(`certificate/${NUMBER}`).changed?.measure).toBe(measure);
    const grounds = { measure, grounds: '不服' };
    expect(await code(who.he, 'measure:appeal', grounds)).toBe('MEASURE_PARTY');
    expect(await code(who.lin, 'measure:advance', { measure })).toBe('DEADLINE_NONE');
    await ledger.submit(who.li, 'measure:appeal', grounds);
    expect(measureOf(ledger, measure)).toMatchObject({
      state: 'appealed',
      next: { entity: 'arbitration', action: 'measure:decide', silence: 'deny' },
    });
    expect(await code(who.li, 'measure:appeal', grounds)).toBe('MEASURE_APPEALED');
  });

  it('is decided by the body that hears the appeal, within its time', async () => {
    const allow = { measure, allow: true, reason: '理由成立' };
    expect(await code(who.qian, 'measure:decide', allow)).toBe('MEASURE_BODY');
    expect(await code(who.li, 'measure:advance', { measure })).toBe('DEADLINE_AHEAD');
    const late = ledger.fork();
    late.time += 200 * DAY;
    expect((await late.refusal(who.sun, 'measure:decide', allow)).code).toBe('DEADLINE_PASSED');
    await late.submit(who.he, 'measure:advance', { measure });
    expect(measureOf(late, measure)).toMatchObject({ state: 'in-force', appeal: { outcome: 'unanswered' } });
    expect(stateOf(late)).toBe('suspended');
    await ledger.submit(who.sun, 'measure:decide', allow);
    expect(stateOf(ledger)).toBe('active');
    expect(measureOf(ledger, measure)).toMatchObject({ state: 'lifted', appeal: { outcome: 'allowed' } });
    expect(await code(who.sun, 'measure:decide', allow)).toBe('MEASURE_STATE');
  });

  it('that was denied is lifted by another person of who ordered it', async () => {
    const { measure: next } = await ledger.submit(who.lin, 'certificate:suspend', on);
    await ledger.submit(who.li, 'measure:appeal', { measure: next, grounds: '不服' });
    await ledger.submit(who.sun, 'measure:decide', { measure: next, allow: false, reason: '维持' });
    expect(stateOf(ledger)).toBe('suspended');
    await ledger.submit(who.zhou, 'certificate:reinstate', on);
    expect(measureOf(ledger, next)).toMatchObject({ state: 'lifted', appeal: { outcome: 'denied' } });
  });

  it('that becomes a revocation is replaced, which leaves an appeal without its matter', async () => {
    const { measure: first } = await ledger.submit(who.lin, 'certificate:suspend', on);
    await ledger.submit(who.li, 'measure:appeal', { measure: first, grounds: '不服' });
    const { measure: second } = await ledger.submit(who.zhou, 'certificate:revoke', on);
    expect(measureOf(ledger, first)).toMatchObject({ state: 'replaced', appeal: { outcome: 'moot' } });
    ledger.time += 200 * DAY;
    expect(await code(who.li, 'measure:appeal', { measure: second, grounds: '不服' })).toBe('MEASURE_LATE');
  });
});

describe('a freeze', () => {
  it('is appealed and lifted like any measure', async () => {
    const { ledger, people: who } = await world();
    const { measure } = await ledger.submit(who.qian, 'asset:freeze', { asset: asset.id, reason: '调查' });
    await ledger.submit(who.li, 'measure:appeal', { measure, grounds: '不服' });
    await ledger.submit(who.sun, 'measure:decide', { measure, allow: true, reason: '无据' });
    expect(ledger.read<Freeze>(`freeze/${asset.id}`).state).toBe('lifted');
    const refusal = await ledger.refusal(who.qian, 'asset:unfreeze', { asset: asset.id, reason: '查清' });
    expect(refusal.code).toBe('FREEZE_STATE');
    const again = await ledger.submit(who.qian, 'asset:freeze', { asset: asset.id, reason: '再查' });
    await ledger.submit(who.qian, 'asset:unfreeze', { asset: asset.id, reason: '查清' });
    expect(measureOf(ledger, again.measure).state).toBe('lifted');
  });

  it('is not appealed where everybody who could hear it had a part in it', () => {
    const measure: Measure = {
      schema: 'measure/1',
      id: `msr-${'0'.repeat(32)}`,
      kind: 'freeze',
      asset: asset.id,
      by: people.arbiter,
      orderer: 'regulator',
      reason: '调查',
      orderedAt: asset.time,
      state: 'in-force',
      involved: [...roster.appealBodies, ...roster.registrars],
      appealUntil: '2026-04-01T00:00:00.000Z',
      time: asset.time,
    };
    refused('MEASURE_NOBODY', () => appeal(measure, 'huaxin', people.holder, '不服', roster, at(asset.time)));
  });
});

describe('whoever orders, appeals, decides and lifts, in whatever order', () => {
  it('each measure is appealed once at most, never decided by who had a part, and the certificate says which holds it', async () => {
    const founded = await world();
    const callers = Object.values(founded.people);
    const actions = [
      'suspend',
      'revoke',
      'reinstate',
      'appeal',
      'allow',
      'deny',
      'advance',
      'freeze',
      'unfreeze',
    ] as const;
    const steps = fc.array(
      fc.record({
        action: fc.constantFrom(...actions),
        by: fc.constantFrom(...callers),
        last: fc.nat(2),
        wait: fc.constantFrom(0, 0, 60 * DAY),
      }),
      { minLength: 4, maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (drawn) => {
        const ledger = founded.ledger.fork();
        const measures: string[] = [];
        for (const { action, by, last, wait } of drawn) {
          ledger.time += wait;
          const measure = measures.at(-1 - last) ?? `msr-${'0'.repeat(32)}`;
          const sent = {
            suspend: ['certificate:suspend', on],
            revoke: ['certificate:revoke', on],
            reinstate: ['certificate:reinstate', on],
            appeal: ['measure:appeal', { measure, grounds: '不服' }],
            allow: ['measure:decide', { measure, allow: true, reason: '理由' }],
            deny: ['measure:decide', { measure, allow: false, reason: '理由' }],
            advance: ['measure:advance', { measure }],
            freeze: ['asset:freeze', { asset: asset.id, reason: '调查' }],
            unfreeze: ['asset:unfreeze', { asset: asset.id, reason: '查清' }],
          } as const;
          const [name, command] = sent[action];
          try {
            const outcome = await ledger.submit(by, name, command);
            if (['suspend', 'revoke', 'freeze'].includes(action)) measures.push(outcome.measure ?? '');
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
          }
          const all = measures.map((id) => measureOf(ledger, id));
          const inForce = all.filter(({ state }) => state === 'in-force' || state === 'appealed');
          const held = inForce.filter(({ kind }) => kind !== 'freeze').map(({ id }) => id);
          const { state, changed } = ledger.read<Certificate>(`certificate/${NUMBER}`);
          expect(held).toEqual(state === 'active' ? [] : [changed?.measure]);
          const frozen = ledger.read<Freeze | null>(`freeze/${asset.id}`)?.state === 'frozen';
          expect(inForce.filter(({ kind }) => kind === 'freeze')).toHaveLength(frozen ? 1 : 0);
          for (const one of all) {
            expect(one.next === undefined).toBe(one.state !== 'appealed');
            expect([one.orderer, 'huaxin', 'registry']).not.toContain(one.appeal?.body);
            if (one.appeal?.decidedBy) expect(one.appeal.decidedBy.entity).toBe(one.appeal.body);
          }
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe('a leaf of a batch that nobody has used', () => {
  const made = madeBatch('huaxin', 3);
  const { key, document } = batchDocument(7, made);
  const leaf = { batch: document.id, index: 1, reason: '投诉' };
  const stateAt = (ledger: MemoryLedger) => ledger.read<BatchLeaf>(`batch/${document.id}/1`).state;
  const started = async () => {
    const { ledger, people: who } = await world();
    ledger.state.set(key, JSON.stringify({ ...document, time: ledger.now }));
    return { ledger, who };
  };

  it('is held by a measure, which its batch’s entity appeals and its registrar lifts', async () => {
    const { ledger, who } = await started();
    const { measure = '' } = await ledger.submit(who.lin, 'leaf:suspend', leaf);
    expect(measureOf(ledger, measure)).toMatchObject({
      kind: 'suspension',
      leaf: { batch: document.id, index: 1 },
      asset: leafIds(document.seal.transaction, 1).asset,
      orderer: 'registry',
    });
    const grounds = { measure, grounds: '不服' };
    expect((await ledger.refusal(who.he, 'measure:appeal', grounds)).code).toBe('MEASURE_PARTY');
    await ledger.submit(who.li, 'measure:appeal', grounds);
    await ledger.submit(who.zhou, 'leaf:reinstate', leaf);
    expect(measureOf(ledger, measure)).toMatchObject({ state: 'lifted', appeal: { outcome: 'moot' } });
    expect(stateAt(ledger)).toBe('active');
  });

  it('is free again when the appeal is allowed, and stays as it is when nobody decides', async () => {
    for (const allow of [true, false]) {
      const { ledger, who } = await started();
      const suspended = await ledger.submit(who.lin, 'leaf:suspend', leaf);
      const { measure = '' } = await ledger.submit(who.lin, 'leaf:revoke', leaf);
      expect(measureOf(ledger, suspended.measure).state).toBe('replaced');
      await ledger.submit(who.li, 'measure:appeal', { measure, grounds: '不服' });
      if (allow) await ledger.submit(who.sun, 'measure:decide', { measure, allow, reason: '成立' });
      else {
        ledger.time += 200 * DAY;
        await ledger.submit(who.he, 'measure:advance', { measure });
      }
      expect(measureOf(ledger, measure).appeal?.outcome).toBe(allow ? 'allowed' : 'unanswered');
      expect(stateAt(ledger)).toBe(allow ? 'active' : 'revoked');
    }
  });
});
