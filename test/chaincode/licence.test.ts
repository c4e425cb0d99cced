import type { Agreement, Certificate, Offer, Quota } from '@suyuan/schemas';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  assetId,
  certificateNumber,
  DAY,
  evidence,
  LicenceWorld,
  notice,
  releaseId,
  route,
  terms,
} from '../support/licences.ts';

let world: LicenceWorld;
beforeAll(async () => {
  world = await LicenceWorld.create();
});
beforeEach(() => world.reset());

const agreement = (id: string) => world.ledger.read<Agreement>(`agreement/${id}`);
const code = async (refused: Promise<{ code: string }>) => (await refused).code;
const YEAR = '2027-03-02T02:00:00.000Z';

describe('an offer', () => {
  const said = (change = {}) => ({ asset: assetId(1), terms: terms(), notice, ...change });

  it('is made by who has the right to operate, in the normal form of its terms', async () => {
    const id = await world.offer({
      terms: terms({ actions: ['train', 'derive'], purposes: ['research', 'credit-risk'] }),
    });
    expect(world.ledger.read<Offer>(`offer/${id}`)).toMatchObject({
      grantor: 'huaxin',
      version: 1,
      state: 'open',
      terms: { actions: ['derive', 'train'], purposes: ['credit-risk', 'research'] },
    });
    expect(await world.refused('qixiang', 'licence:offer', said())).toMatchObject({ code: 'LICENCE_PARTY' });
    expect(await world.refused('huaxin', 'licence:offer', said({ asset: assetId(3) }))).toMatchObject({
      code: 'LICENCE_RIGHT',
      field: 'asset',
    });
  });

  it('lies within the term of that right, and is not over', async () => {
    const until = [
      { right: 'operate' as const, holder: 'huaxin', from: '2026-01-01', until: '2026-12-31', basis: '授权' },
    ];
    world.asset(2, until);
    expect(await world.refused('huaxin', 'licence:offer', said({ asset: assetId(2) }))).toMatchObject({
      code: 'LICENCE_WIDER',
      field: 'terms.until',
      params: { base: assetId(2), constraint: 'period' },
    });
    await world.offer({ asset: assetId(2), terms: terms({ until: '2026-12-31T00:00:00.000Z' }) });
    expect(
      await world.refused('huaxin', 'licence:offer', said({ terms: terms({ until: '2026-03-01T00:00:00.000Z' }) })),
    ).toMatchObject({ code: 'LICENCE_TERMS', field: 'terms.until' });
  });

  it('is of a release of that asset, which may circulate', async () => {
    expect(await code(world.refused('huaxin', 'licence:offer', said({ release: releaseId(2) })))).toBe('NOT_FOUND');
    await world.submit('regulator', 'asset:freeze', { asset: assetId(1), reason: '核查' });
    expect(await code(world.refused('huaxin', 'licence:offer', said()))).toBe('STANDING_FROZEN');
  });

  it('names a route where data would leave the territory of their holder', async () => {
    for (const territories of [['CN', 'SG'], undefined]) {
      const { territories: _, ...rest } = terms();
      const abroad = { ...rest, ...(territories ? { territories } : {}) };
      expect(await world.refused('huaxin', 'licence:offer', said({ terms: abroad }))).toMatchObject({
        code: 'LICENCE_ROUTE',
        field: 'route',
      });
      await world.offer({ terms: abroad, route });
    }
    const domestic = await world.offer();
    expect(await code(world.refused('abroad', 'licence:accept', { offer: domestic, version: 1 }))).toBe(
      'LICENCE_ROUTE',
    );
    expect(agreement(await world.agree('abroad', { route }))).toMatchObject({ route: { kind: 'standard-contract' } });
  });

  it('is changed in versions; who accepts says which one it has read', async () => {
    const offer = await world.offer();
    await world.submit('huaxin', 'licence:change', { offer, terms: terms({ actions: ['read'] }), notice });
    expect(await world.refused('qixiang', 'licence:accept', { offer, version: 1 })).toMatchObject({
      code: 'LICENCE_VERSION',
      params: { version: 2 },
    });
    const { subject } = await world.submit('qixiang', 'licence:accept', { offer, version: 2 });
    expect(agreement(subject)).toMatchObject({ terms: { actions: ['read'] }, offer: { id: offer, version: 2 } });
  });

  it('that was withdrawn is neither accepted nor changed', async () => {
    const offer = await world.offer();
    expect(await code(world.refused('qixiang', 'licence:withdraw', { offer }))).toBe('LICENCE_PARTY');
    await world.submit('huaxin', 'licence:withdraw', { offer });
    expect(await code(world.refused('qixiang', 'licence:accept', { offer, version: 1 }))).toBe('LICENCE_STATE');
    expect(await code(world.refused('huaxin', 'licence:withdraw', { offer }))).toBe('LICENCE_STATE');
  });
});

describe('an agreement', () => {
  it('has both signatures, and binds whom the terms name and who is cleared', async () => {
    const offer = await world.offer({ terms: terms({ recipients: ['qixiang', 'e1'] }) });
    const { subject } = await world.submit('qixiang', 'licence:accept', { offer, version: 1 });
    expect(agreement(subject)).toMatchObject({
      state: 'concluded',
      grantor: 'huaxin',
      licensee: 'qixiang',
      parties: ['qixiang', 'huaxin'],
      restsOn: [],
      signatures: { grantor: { entity: 'huaxin' }, licensee: { entity: 'qixiang' } },
    });
    expect(await code(world.refused('e2', 'licence:accept', { offer, version: 1 }))).toBe('LICENCE_RECIPIENT');
    expect(await code(world.refused('huaxin', 'licence:accept', { offer: await world.offer(), version: 1 }))).toBe(
      'LICENCE_SELF',
    );
    world.asset(2);
    const important = world.ledger.read<object>(`asset/${assetId(2)}`);
    world.ledger.state.set(`asset/${assetId(2)}`, JSON.stringify({ ...important, gradeFloor: 'important' }));
    const graded = await world.offer({ asset: assetId(2) });
    world.member('e1', { clearance: 'general' });
    expect(await code(world.refused('e1', 'licence:accept', { offer: graded, version: 1 }))).toBe('LICENCE_CLEARANCE');
    await world.submit('qixiang', 'licence:accept', { offer: graded, version: 1 });
  });

  const proposed = async (who: string, licensee = 'qixiang') =>
    (
      await world.submit(who, 'licence:propose', {
        asset: assetId(1),
        licensee,
        terms: terms({ count: 100 }),
        notice,
        answerBy: '2026-03-10T00:00:00.000Z',
      })
    ).subject;

  it('of negotiated terms is proposed by either side and signed by the other', async () => {
    for (const [one, other] of [
      ['huaxin', 'qixiang'],
      ['qixiang', 'huaxin'],
    ] as const) {
      const id = await proposed(one);
      expect(agreement(id)).toMatchObject({ state: 'proposed', next: { entity: other, silence: 'lapse' } });
      for (const nobody of [one, 'e1'])
        expect(await code(world.refused(nobody, 'licence:conclude', { agreement: id }))).toBe('LICENCE_PARTY');
      await world.submit(other, 'licence:conclude', { agreement: id });
      expect(agreement(id)).toMatchObject({
        state: 'concluded',
        signatures: { grantor: { entity: 'huaxin' }, licensee: { entity: 'qixiang' } },
      });
      expect(agreement(id)).not.toHaveProperty('next');
      expect(await code(world.refused(other, 'licence:conclude', { agreement: id }))).toBe('LICENCE_STATE');
    }
    const said = { asset: assetId(1), licensee: 'qixiang', terms: terms(), notice, answerBy: YEAR };
    expect(await code(world.refused('e1', 'licence:propose', said))).toBe('LICENCE_PARTY');
    expect(await code(world.refused('huaxin', 'licence:propose', { ...said, licensee: 'nobody' }))).toBe(
      'CALLER_NOT_MEMBER',
    );
  });

  it('is declined, withdrawn, or lapses by silence', async () => {
    const declined = await proposed('huaxin');
    expect(await code(world.refused('e1', 'licence:decline', { agreement: declined, reason: '不' }))).toBe(
      'LICENCE_PARTY',
    );
    await world.submit('qixiang', 'licence:decline', { agreement: declined, reason: '价格' });
    expect(agreement(declined).state).toBe('declined');
    const withdrawn = await proposed('huaxin');
    await world.submit('huaxin', 'licence:decline', { agreement: withdrawn, reason: '改条款' });
    expect(agreement(withdrawn).state).toBe('withdrawn');

    const silent = await proposed('huaxin');
    expect(await code(world.refused('e1', 'licence:advance', { agreement: silent }))).toBe('DEADLINE_AHEAD');
    world.wait(9 * DAY);
    expect(await code(world.refused('qixiang', 'licence:conclude', { agreement: silent }))).toBe('DEADLINE_PASSED');
    await world.submit('e1', 'licence:advance', { agreement: silent });
    expect(agreement(silent).state).toBe('lapsed');
    expect(await code(world.refused('e1', 'licence:advance', { agreement: silent }))).toBe('DEADLINE_NONE');
  });

  it('is not concluded by who lost the right to grant it meanwhile', async () => {
    const id = await proposed('qixiang');
    const offer = await world.offer();
    world.asset(1, [{ right: 'operate', holder: 'e1', from: '2026-01-01', basis: '受让' }]);
    expect(await world.refused('huaxin', 'licence:conclude', { agreement: id })).toMatchObject({
      code: 'LICENCE_PARTY',
      params: { entity: 'e1' },
    });
    expect(await code(world.refused('qixiang', 'licence:accept', { offer, version: 1 }))).toBe('LICENCE_PARTY');
  });

  it('divides what is counted, and nothing else', async () => {
    const counted = await world.agree('qixiang', { terms: terms({ count: 10 }) }, { lanes: 3, kept: 4 });
    expect(world.ledger.read<Quota>(`quota/${counted}`)).toMatchObject({
      count: 10,
      kept: 4,
      drawn: 0,
      lanes: [2, 2, 2],
    });
    const offer = await world.offer({ terms: terms({ count: 2 }) });
    const uncounted = await world.offer();
    for (const [on, division] of [
      [offer, { lanes: 1, kept: 3 }],
      [offer, { lanes: 3, kept: 0 }],
      [uncounted, { lanes: 1, kept: 0 }],
    ] as const)
      expect(await code(world.refused('e1', 'licence:accept', { offer: on, version: 1, division }))).toBe(
        'LICENCE_DIVISION',
      );
    const proposal = await proposed('qixiang');
    expect(
      await world.refused('huaxin', 'licence:conclude', { agreement: proposal, division: { lanes: 1, kept: 0 } }),
    ).toMatchObject({ code: 'LICENCE_PARTY', field: 'division' });
  });

  it('is one of sixty-four at most that a licensee has on an asset at a time', async () => {
    const offer = await world.offer({ terms: terms({ until: YEAR }) });
    for (let n = 0; n < 64; n += 1) await world.submit('qixiang', 'licence:accept', { offer, version: 1 });
    expect(await code(world.refused('qixiang', 'licence:accept', { offer, version: 1 }))).toBe('LICENCE_MANY');
    world.wait(366 * DAY);
    await world.submit('qixiang', 'licence:accept', { offer: await world.offer(), version: 1 });
    expect(world.ledger.read<{ agreements: string[] }>(`licences/${assetId(1)}/qixiang`).agreements).toHaveLength(1);
  });
});

describe('a sub-licence', () => {
  const under = (id: string, change: Partial<Parameters<LicenceWorld['offer']>[0]> = {}) => ({ under: id, ...change });

  it('lies within what it rests on, passed on once', async () => {
    const base = await world.agree('qixiang', {
      terms: terms({ onward: 1, purposes: ['research'] }),
      release: releaseId(1),
    });
    const said = { asset: assetId(1), release: releaseId(1), under: base, notice };
    const wider = (change: object) =>
      world.refused('qixiang', 'licence:offer', { ...said, terms: terms({ purposes: ['research'], ...change }) });
    expect(await wider({ actions: ['read', 'train'] })).toMatchObject({
      code: 'LICENCE_WIDER',
      field: 'terms.actions',
    });
    expect(await wider({ purposes: ['research', 'credit-risk'] })).toMatchObject({ field: 'terms.purposes' });
    expect(await wider({ onward: 1 })).toMatchObject({ field: 'terms.onward' });
    const inside = terms({ purposes: ['research'] });
    expect(
      await world.refused('qixiang', 'licence:offer', { asset: assetId(1), under: base, notice, terms: inside }),
    ).toMatchObject({ code: 'LICENCE_SUBJECT', field: 'release' });
    expect(
      await world.refused('qixiang', 'licence:offer', { asset: assetId(2), under: base, notice, terms: inside }),
    ).toMatchObject({ code: 'LICENCE_SUBJECT', field: 'asset' });
    expect(await code(world.refused('e1', 'licence:offer', { ...said, terms: inside }))).toBe('LICENCE_PARTY');
    const sub = await world.agree('e1', { ...said, terms: inside }, undefined, 'qixiang');
    expect(agreement(sub)).toMatchObject({ restsOn: [base], parties: ['e1', 'qixiang', 'huaxin'], grantor: 'qixiang' });
    expect(await world.refused('e1', 'licence:offer', { ...said, under: sub, terms: inside })).toMatchObject({
      code: 'LICENCE_ONWARD',
      params: { agreement: sub },
    });
  });

  it('rests on eight agreements at most', async () => {
    let last = await world.agree('qixiang', { terms: terms({ onward: 7 }) });
    for (let n = 1; n <= 7; n += 1) {
      const by = n === 1 ? 'qixiang' : `e${n - 1}`;
      last = await world.agree(`e${n}`, under(last, { terms: terms({ onward: 7 - n }) }), undefined, by);
    }
    expect(agreement(last).restsOn).toHaveLength(7);
    // What the schema forbids, an onward count above seven, is what would let a chain grow longer.
    const deep = agreement(last);
    world.ledger.state.set(`agreement/${last}`, JSON.stringify({ ...deep, terms: { ...deep.terms, onward: 1 } }));
    const said = { asset: assetId(1), under: last, terms: terms(), notice };
    expect(await code(world.refused('e7', 'licence:offer', said))).toBe('LICENCE_DEPTH');
  });

  it('draws its quota from its parent’s remainder, lanes included, and not beyond it', async () => {
    const base = await world.agree('qixiang', { terms: terms({ onward: 2, count: 10 }) }, { lanes: 2, kept: 4 });
    const use = { agreement: base, release: releaseId(1), action: 'read' as const, purpose: 'research' };
    await world.submit('qixiang', 'usage:spend', { ...use, lane: 0, uses: 3 });
    const sub = (count: number) => under(base, { terms: terms({ count }) });
    const offer = await world.offer(sub(8), 'qixiang');
    expect(await world.refused('e1', 'licence:accept', { offer, version: 1 })).toMatchObject({
      code: 'LICENCE_QUOTA',
      params: { remainder: 7, count: 8 },
    });
    await world.agree('e1', sub(5), undefined, 'qixiang');
    expect(world.ledger.read<Quota>(`quota/${base}`)).toMatchObject({ kept: 0, drawn: 5, lanes: [3, 2] });
    await world.agree('e2', sub(2), undefined, 'qixiang');
    expect(await code(world.refused('qixiang', 'usage:spend', { ...use, lane: 1, uses: 1 }))).toBe('USE_LANE');
    expect(
      await code(world.refused('qixiang', 'licence:offer', { asset: assetId(1), under: base, terms: terms(), notice })),
    ).toBe('LICENCE_WIDER');
    const last = await world.offer(sub(1), 'qixiang');
    expect(await code(world.refused('e3', 'licence:accept', { offer: last, version: 1 }))).toBe('LICENCE_QUOTA');
  });

  it('is not made under what has ended', async () => {
    const base = await world.agree('qixiang', { terms: terms({ onward: 2 }) });
    const sub = await world.agree('e1', under(base, { terms: terms({ onward: 1 }) }), undefined, 'qixiang');
    await world.submit('huaxin', 'licence:terminate', {
      agreement: base,
      ground: 'notice',
      reason: '到期',
      evidence: [],
    });
    world.wait(31 * DAY);
    for (const [who, on] of [
      ['qixiang', base],
      ['e1', sub],
    ] as const)
      expect(
        await world.refused(who, 'licence:offer', { asset: assetId(1), under: on, terms: terms(), notice }),
      ).toMatchObject({ code: 'LICENCE_STATE', params: { id: base, state: 'terminated' } });
  });
});

describe('an end', () => {
  const end = (id: string, ground: 'notice' | 'breach' | 'order', change = {}) => ({
    agreement: id,
    ground,
    reason: '终止',
    evidence: [],
    ...change,
  });

  it('comes when the agreed notice has run out, by either side', async () => {
    for (const who of ['huaxin', 'qixiang']) {
      const id = await world.agree('qixiang');
      expect(await code(world.refused('e1', 'licence:terminate', end(id, 'notice')))).toBe('LICENCE_PARTY');
      await world.submit(who, 'licence:terminate', end(id, 'notice'));
      expect(agreement(id)).toMatchObject({
        state: 'concluded',
        termination: { effectiveAt: '2026-04-01T16:00:00.000Z' },
      });
      expect(await code(world.refused('huaxin', 'licence:terminate', end(id, 'notice')))).toBe('LICENCE_NOTICE');
    }
  });

  it('is taken back by who gave notice, before it takes effect', async () => {
    const id = await world.agree('qixiang');
    expect(await code(world.refused('huaxin', 'licence:retract', { agreement: id }))).toBe('LICENCE_NOTICE');
    expect(await code(world.refused('huaxin', 'licence:terminate', end(id, 'breach')))).toBe('LICENCE_GROUND');
    await world.submit('huaxin', 'licence:terminate', end(id, 'breach', { evidence: [evidence] }));
    expect(await code(world.refused('qixiang', 'licence:retract', { agreement: id }))).toBe('LICENCE_PARTY');
    await world.submit('huaxin', 'licence:retract', { agreement: id });
    expect(agreement(id)).not.toHaveProperty('termination');
    await world.submit('huaxin', 'licence:terminate', end(id, 'notice'));
    world.wait(31 * DAY);
    expect(await code(world.refused('huaxin', 'licence:retract', { agreement: id }))).toBe('LICENCE_STATE');
  });

  it('is ordered at once by a regulator, even while notice runs', async () => {
    const id = await world.agree('qixiang');
    await world.submit('huaxin', 'licence:terminate', end(id, 'notice'));
    expect(await code(world.refused('huaxin', 'licence:terminate', end(id, 'order')))).toBe('CALLER_ROLE');
    await world.submit('regulator', 'licence:terminate', end(id, 'order'));
    expect(agreement(id).termination).toMatchObject({ ground: 'order', effectiveAt: world.ledger.now });
    expect(await code(world.refused('regulator', 'licence:terminate', end(id, 'order')))).toBe('LICENCE_STATE');
  });

  it('by revocation stays when the certificate is reinstated; what is agreed afterwards stands', async () => {
    const before = await world.agree('qixiang', { terms: terms({ onward: 1 }) });
    const certificate = { certificate: certificateNumber(1), reason: '造假' };
    world.wait(1000);
    await world.submit('registry', 'certificate:revoke', certificate);
    expect(await code(world.refused('huaxin', 'licence:offer', { asset: assetId(1), terms: terms(), notice }))).toBe(
      'STANDING_CERTIFICATE',
    );
    world.wait(1000);
    await world.submit('other-registrar', 'certificate:reinstate', certificate);
    expect(world.ledger.read<Certificate>(`certificate/${certificateNumber(1)}`)).toMatchObject({ state: 'active' });
    expect(
      await code(
        world.refused('qixiang', 'licence:offer', { asset: assetId(1), under: before, terms: terms(), notice }),
      ),
    ).toBe('LICENCE_STATE');
    const after = await world.agree('qixiang', { terms: terms({ onward: 1 }) });
    await world.offer(under(after), 'qixiang');
  });

  const under = (id: string) => ({ under: id });
});
