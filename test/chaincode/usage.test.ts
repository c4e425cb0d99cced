import { type Asset, digestOf, type Use, type UseAnswer, type UseRefusal } from '@suyuan/schemas';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as make from '../gateway/support/documents.ts';
import { assetId, certificateNumber, DAY, LicenceWorld, releaseId, terms } from '../support/licences.ts';

let world: LicenceWorld;
beforeAll(async () => {
  world = await LicenceWorld.create();
});
beforeEach(() => world.reset());

const intended = { release: releaseId(1), action: 'read' as const, purpose: 'research' };
type Change = Partial<UseAnswer['question']>;
const asking = (change: Change = {}) => ({
  ...intended,
  recipient: 'qixiang',
  time: world.ledger.now,
  ...change,
});
const mayUse = (change: Change = {}, who = 'qixiang') =>
  world.ledger.evaluate(world.who(who), 'usage:mayUse', asking(change)) as Promise<UseAnswer>;
const clause = async (change: Change = {}) => (await mayUse(change)).clause.code;
const code = async (refused: Promise<{ code: string }>) => (await refused).code;

describe('whether a use is allowed', () => {
  it('is answered with the chain of agreements and the clause that decided', async () => {
    expect(await mayUse()).toMatchObject({ allowed: false, chain: [], clause: { code: 'USE_UNLICENSED' } });
    const base = await world.agree('e1', { terms: terms({ onward: 1 }) });
    const said = { under: base, terms: terms({ actions: ['read'] }) };
    const sub = await world.agree('qixiang', said, undefined, 'e1');
    expect(await mayUse()).toMatchObject({
      schema: 'may-use/1',
      allowed: true,
      asset: assetId(1),
      certificate: certificateNumber(1),
      chain: [
        { agreement: sub, grantor: 'e1', licensee: 'qixiang', state: 'concluded' },
        { agreement: base, grantor: 'huaxin', licensee: 'e1', state: 'concluded' },
      ],
      clause: { code: 'AGREEMENT', citation: expect.stringContaining('6 Licence'), params: { agreement: sub } },
    });
  });

  it('by right, for who holds the right to process', async () => {
    expect(await mayUse({ recipient: 'huaxin' }, 'huaxin')).toMatchObject({
      allowed: true,
      clause: { code: 'RIGHT', params: { holder: 'huaxin' } },
    });
    const about = { ...asking({ recipient: 'huaxin', release: releaseId(3) }) };
    expect(await world.ledger.evaluate(world.who('huaxin'), 'usage:mayUse', about)).toMatchObject({ allowed: false });
  });

  it('no: action, purpose, territory, recipient, period, by the clause that the agreement lacks', async () => {
    const until = '2026-06-01T00:00:00.000Z';
    await world.agree('qixiang', { terms: terms({ purposes: ['research'], until }) });
    expect(await clause()).toBe('AGREEMENT');
    expect(await clause({ action: 'train' })).toBe('USE_ACTION');
    expect(await clause({ purpose: 'credit-risk' })).toBe('USE_PURPOSE');
    expect(await clause({ territory: 'SG' })).toBe('USE_TERRITORY');
    expect(await clause({ time: '2026-06-01T00:00:00.001Z' })).toBe('USE_CHAIN');
    expect(await clause({ time: '2026-03-02T01:00:00.000Z' })).toBe('USE_CHAIN');
    world.reset();
    await world.agree('qixiang', { terms: terms({ from: '2026-05-01T00:00:00.000Z' }) });
    expect(await clause()).toBe('USE_PERIOD');
  });

  it('looks through all agreements of the recipient, or at the one that is named', async () => {
    const narrow = await world.agree('qixiang', { terms: terms({ actions: ['display'] }) });
    const wide = await world.agree('qixiang');
    expect(await mayUse()).toMatchObject({ allowed: true, clause: { params: { agreement: wide } } });
    expect(await mayUse({ agreement: narrow })).toMatchObject({ allowed: false, clause: { code: 'USE_ACTION' } });
    const ofOther = await world.agree('e1');
    expect(await clause({ agreement: ofOther })).toBe('USE_AGREEMENT');
    const ofRelease = await world.agree('e1', { release: releaseId(1) });
    world.put(make.release(9, 'huaxin', { asset: assetId(1) }));
    world.put(make.grade(9));
    const named = { recipient: 'e1', agreement: ofRelease };
    expect((await mayUse({ ...named }, 'e1')).allowed).toBe(true);
    expect((await mayUse({ ...named, release: releaseId(9) }, 'e1')).clause.code).toBe('USE_AGREEMENT');
  });

  it('no new use while suspended or frozen; to their term when expired; none after revocation', async () => {
    const agreement = await world.agree('qixiang');
    const certificate = { certificate: certificateNumber(1), reason: '核查' };
    await world.submit('registry', 'certificate:suspend', certificate);
    expect(await mayUse()).toMatchObject({ clause: { code: 'USE_HELD', params: { condition: 'suspended' } } });
    await world.submit('other-registrar', 'certificate:reinstate', certificate);
    expect(await clause()).toBe('AGREEMENT');
    await world.submit('regulator', 'asset:freeze', { asset: assetId(1), reason: '核查' });
    expect(await mayUse()).toMatchObject({ clause: { code: 'USE_HELD', params: { condition: 'frozen' } } });
    await world.submit('regulator', 'asset:unfreeze', { asset: assetId(1), reason: '查清' });
    world.put(make.certificate(1, 'huaxin', { validUntil: '2026-03-01T00:00:00.000Z' }));
    expect(await clause()).toBe('AGREEMENT');
    world.put(make.certificate(1, 'huaxin'));
    await world.submit('registry', 'certificate:revoke', certificate);
    expect(await mayUse()).toMatchObject({ clause: { code: 'USE_ENDED', params: { condition: 'revoked' } } });
    await world.submit('other-registrar', 'certificate:reinstate', certificate);
    expect(await mayUse({ agreement })).toMatchObject({
      clause: { code: 'USE_ENDED', params: { condition: 'revoked' } },
    });
    world.wait(1000);
    await world.agree('qixiang');
    expect(await clause()).toBe('AGREEMENT');
    expect(await clause({ agreement })).toBe('USE_ENDED');
  });

  it('no when a raised grade is above what was agreed, core, or above the recipient’s clearance', async () => {
    await world.agree('qixiang');
    world.put(make.grade(1, 'important'));
    expect(await clause()).toBe('STANDING_GRADE');
    world.put(make.grade(1, 'core'));
    expect(await clause()).toBe('STANDING_CORE');
    world.reset();
    const asset = world.ledger.read<Asset>(`asset/${assetId(1)}`);
    world.ledger.state.set(`asset/${assetId(1)}`, JSON.stringify({ ...asset, gradeFloor: 'important' }));
    world.put(make.grade(1, 'important'));
    await world.agree('qixiang');
    expect(await clause()).toBe('AGREEMENT');
    world.member('qixiang', { clearance: 'general' });
    expect(await clause()).toBe('USE_GRADE');
  });

  it('no when what it rests on has ended; a transfer passes agreements on', async () => {
    const base = await world.agree('e1', { terms: terms({ onward: 1 }) });
    await world.agree('qixiang', { under: base, terms: terms() }, undefined, 'e1');
    const { text, ...asset } = world.ledger.read<Asset>(`asset/${assetId(1)}`);
    const rights = text?.rights.map((right) => ({ ...right, holder: 'e8' })) ?? [];
    const transferred = { ...asset, entity: 'e8', text: text && { ...text, rights } };
    world.ledger.state.set(`asset/${assetId(1)}`, JSON.stringify(transferred));
    expect(await clause()).toBe('AGREEMENT');
    const end = { agreement: base, ground: 'notice' as const, reason: '终止', evidence: [] };
    expect(await code(world.refused('huaxin', 'licence:terminate', end))).toBe('LICENCE_PARTY');
    await world.submit('e8', 'licence:terminate', end);
    world.wait(29 * DAY);
    expect(await clause()).toBe('AGREEMENT');
    world.wait(2 * DAY);
    expect(await mayUse()).toMatchObject({
      clause: { code: 'USE_CHAIN', params: { agreement: base, state: 'terminated' } },
      chain: [{ state: 'concluded' }, { state: 'terminated' }],
    });
  });

  it('is asked by the recipient, parties of its agreements, the holder and oversight', async () => {
    await world.agree('qixiang');
    for (const who of ['qixiang', 'huaxin', 'regulator']) expect((await mayUse({}, who)).allowed).toBe(true);
    for (const who of ['e1', 'yanjiu', 'registry'])
      await expect(mayUse({}, who)).rejects.toMatchObject({ body: { code: 'USE_ASKER', field: 'recipient' } });
  });

  it('names recipients that no longer fit', async () => {
    const agreement = await world.agree('qixiang', { terms: terms({ recipients: ['qixiang'] }) });
    const stored = world.ledger.read<{ terms: object }>(`agreement/${agreement}`);
    world.ledger.state.set(
      `agreement/${agreement}`,
      JSON.stringify({ ...stored, terms: { ...stored.terms, recipients: ['e1'] } }),
    );
    expect(await clause()).toBe('USE_RECIPIENT');
  });
});

describe('counted uses', () => {
  const spend = (agreement: string, lane: number, uses = 1) => ({ ...intended, agreement, lane, uses });

  it('spend numbered slots of one lane, to the count and no further', async () => {
    const agreement = await world.agree('qixiang', { terms: terms({ count: 5 }) }, { lanes: 2, kept: 1 });
    const { state } = await world.submit('qixiang', 'usage:spend', spend(agreement, 0));
    expect(state).toBe('0/1');
    await world.submit('qixiang', 'usage:spend', spend(agreement, 0));
    expect(await world.refused('qixiang', 'usage:spend', spend(agreement, 0))).toMatchObject({
      code: 'USE_LANE',
      field: 'lane',
      params: { lane: 0, remainder: 0 },
    });
    expect(await code(world.refused('qixiang', 'usage:spend', spend(agreement, 2)))).toBe('USE_LANE');
    expect(await code(world.refused('qixiang', 'usage:spend', spend(agreement, 1, 3)))).toBe('USE_LANE');
    await world.submit('qixiang', 'usage:spend', spend(agreement, 1, 2));
    expect(world.ledger.read<Use>(`use/${agreement}/1`)).toMatchObject({
      spent: 2,
      last: { uses: 2, purpose: 'research' },
    });
    expect(await clause()).toBe('AGREEMENT');
    await world.submit('qixiang', 'usage:allot', { agreement, slots: 1 });
    await world.submit('qixiang', 'usage:spend', spend(agreement, 0));
    expect(await clause()).toBe('USE_SPENT');
    expect(await world.ledger.evaluate(world.who('qixiang'), 'usage:quota', { agreement })).toMatchObject({
      count: 5,
      kept: 0,
      lanes: [3, 2],
      spent: [3, 2],
    });
  });

  it('are counted once when a command is sent again', async () => {
    const agreement = await world.agree('qixiang', { terms: terms({ count: 5 }) });
    const command = { ...spend(agreement, 0), commandId: 'use-once-only' };
    await world.submit('qixiang', 'usage:spend', command);
    expect(await code(world.refused('qixiang', 'usage:spend', command))).toBe('COMMAND_REPEATED');
    expect(world.ledger.read<Use>(`use/${agreement}/0`).spent).toBe(1);
  });

  it('are refused by the clause that decides, and by anybody but the licensee', async () => {
    const agreement = await world.agree('qixiang', { terms: terms({ count: 5 }) });
    expect(await code(world.refused('qixiang', 'usage:spend', { ...spend(agreement, 0), action: 'train' }))).toBe(
      'USE_ACTION',
    );
    expect(await code(world.refused('e1', 'usage:spend', spend(agreement, 0)))).toBe('USE_AGREEMENT');
    expect(await code(world.refused('e1', 'usage:allot', { agreement, slots: 1 }))).toBe('LICENCE_PARTY');
    expect(await code(world.refused('qixiang', 'usage:allot', { agreement, slots: 1 }))).toBe('LICENCE_QUOTA');
    const uncounted = await world.agree('qixiang');
    expect(await code(world.refused('qixiang', 'usage:spend', spend(uncounted, 0)))).toBe('USE_UNCOUNTED');
    expect(await code(world.refused('qixiang', 'usage:allot', { agreement: uncounted, slots: 1 }))).toBe(
      'USE_UNCOUNTED',
    );
  });
});

describe('a refused use on record', () => {
  it('is the ledger’s own no, given again, with its digest and its parts', async () => {
    const agreement = await world.agree('qixiang');
    const no = await mayUse({ action: 'train' });
    const said = { question: no.question, answer: digestOf(no) };
    const { subject, state } = await world.submit('huaxin', 'usage:recordRefusal', said);
    expect(state).toBe('USE_ACTION');
    const record = world.ledger.read<UseRefusal>(`use-refusal/${subject}`);
    expect(record).toMatchObject({ digest: said.answer, by: { entity: 'huaxin' }, answer: { chain: [{ agreement }] } });
    expect(digestOf(record.answer)).toBe(said.answer);
  });

  it('is refused when the ledger says yes, says another no, or is asked about what is to come', async () => {
    await world.agree('qixiang');
    const yes = await mayUse();
    expect(
      await code(world.refused('qixiang', 'usage:recordRefusal', { question: yes.question, answer: digestOf(yes) })),
    ).toBe('USE_ALLOWED');
    const no = await mayUse({ action: 'train' });
    const other = { question: no.question, answer: digestOf({ ...no, allowed: true }) };
    expect(await world.refused('qixiang', 'usage:recordRefusal', other)).toMatchObject({
      code: 'USE_ANSWER',
      params: { digest: digestOf(no) },
    });
    const later = await mayUse({ action: 'train', time: '2026-03-03T00:00:00.000Z' });
    expect(
      await code(
        world.refused('qixiang', 'usage:recordRefusal', { question: later.question, answer: digestOf(later) }),
      ),
    ).toBe('USE_AHEAD');
    expect(
      await code(world.refused('e1', 'usage:recordRefusal', { question: no.question, answer: digestOf(no) })),
    ).toBe('USE_ASKER');
  });
});
