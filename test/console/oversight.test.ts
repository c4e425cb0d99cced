import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { actAddress } from '../../gateway/console/src/oversight/act-address.ts';
import { movesOfAsset, movesOfEncumbrance } from '../../gateway/console/src/oversight/asset-moves.ts';
import { checkStretch, digestOf } from '../../gateway/console/src/oversight/log-check.ts';
import {
  type Me,
  movesOfAlias,
  movesOfBasis,
  movesOfKey,
  movesOfMeasure,
  movesOfNotice,
  movesOfRecall,
  movesOfRecognition,
  movesOfReport,
} from '../../gateway/console/src/oversight/moves.ts';
import { traceUnder } from '../../gateway/console/src/oversight/trace-under.ts';

const NOW = Date.parse('2026-11-28T00:00:00.000Z');
const AHEAD = '2026-11-29T00:00:00.000Z';
const PAST = '2026-11-27T00:00:00.000Z';

const person = (entity: string | null, ...roles: Me['roles']): Me => ({
  name: 'li',
  msp: 'GroupMSP',
  admin: entity === null,
  entity,
  roles,
});
const names = (moves: readonly { readonly command: string }[]) => moves.map(({ command }) => command);

describe('What one may do about a measure', () => {
  const freeze = {
    id: 'msr-1',
    kind: 'FREEZE',
    state: 'IN_FORCE',
    assetId: 'ast-1',
    asset: { entityId: 'huaxin' },
    orderer: { id: 'regulator' },
    appealUntil: AHEAD,
  } as const;
  const appealed = { ...freeze, state: 'APPEALED', appeal: {}, next: { entity: 'court', deadline: AHEAD } } as const;

  it('is for the holder to appeal, once and in time', () => {
    const holder = person('huaxin', 'HOLDER');
    expect(movesOfMeasure(freeze, holder, NOW)).toEqual([{ command: 'measure:appeal', known: { measure: 'msr-1' } }]);
    expect(movesOfMeasure({ ...freeze, appealUntil: PAST }, holder, NOW)).toEqual([]);
    expect(movesOfMeasure({ ...freeze, appeal: {} }, holder, NOW)).toEqual([]);
    expect(movesOfMeasure(freeze, person('other', 'HOLDER'), NOW)).toEqual([]);
    expect(movesOfMeasure(freeze, undefined, NOW)).toEqual([]);
  });

  it('is for who ordered it to lift, as what it is', () => {
    expect(movesOfMeasure(freeze, person('regulator', 'REGULATOR'), NOW)).toEqual([
      { command: 'asset:unfreeze', known: { asset: 'ast-1' } },
    ]);
    const registry = person('registry', 'REGISTRAR');
    const suspension = { ...freeze, kind: 'SUSPENSION', orderer: { id: 'registry' } } as const;
    expect(movesOfMeasure({ ...suspension, certificate: { number: 'SY-1' } }, registry, NOW)).toEqual([
      { command: 'certificate:reinstate', known: { certificate: 'SY-1' } },
    ]);
    expect(movesOfMeasure({ ...suspension, leaf: { batchId: 'bat-1', index: 7 } }, registry, NOW)).toEqual([
      { command: 'leaf:reinstate', known: { batch: 'bat-1', index: 7 } },
    ]);
    expect(movesOfMeasure({ ...freeze, state: 'LIFTED' }, person('regulator', 'REGULATOR'), NOW)).toEqual([]);
  });

  it('is for the appeal body to decide in time, and for anybody to advance after it', () => {
    const court = person('court', 'ARBITER');
    expect(names(movesOfMeasure(appealed, court, NOW))).toEqual(['measure:decide']);
    const late = { ...appealed, next: { entity: 'court', deadline: PAST } };
    expect(names(movesOfMeasure(late, court, NOW))).toEqual(['measure:advance']);
    expect(names(movesOfMeasure(late, person('other', 'HOLDER'), NOW))).toEqual(['measure:advance']);
    expect(movesOfMeasure(late, person(null), NOW)).toEqual([]);
  });
});

describe('What one may do about a recall', () => {
  const recall = { id: 'rcl-1', state: 'ORDERED', orderedBy: { entity: 'huaxin' } } as const;

  it('is for who ordered it to withdraw, and for whom it reaches to acknowledge', () => {
    expect(names(movesOfRecall(recall, person('huaxin', 'HOLDER')))).toEqual(['recall:withdraw']);
    expect(movesOfRecall(recall, person('qixiang', 'HOLDER'))).toEqual([]);
    expect(movesOfRecall({ ...recall, state: 'WITHDRAWN' }, person('huaxin', 'HOLDER'))).toEqual([]);
    const releases = Array.from({ length: 120 }, (_, n) => ({ id: `rel-${n}` }));
    const [acknowledge] = movesOfNotice({ recall, releases }, person('qixiang', 'HOLDER'));
    expect(acknowledge?.known).toMatchObject({ recall: 'rcl-1' });
    expect(acknowledge?.known.releases).toHaveLength(100);
  });
});

describe('What one may do about a legal basis', () => {
  const basis = { id: 'bas-1', agencyId: 'agency', state: 'IN_FORCE', until: AHEAD, starts: ['rel-1'] } as const;

  it('is for its agency to use and end while it stands, and for a regulator to end', () => {
    const agency = person('agency', 'AGENCY');
    expect(movesOfBasis(basis, agency, NOW)).toEqual([
      { command: 'basis:use', known: { basis: 'bas-1', start: 'rel-1' } },
      { command: 'basis:end', known: { basis: 'bas-1' } },
    ]);
    expect(names(movesOfBasis(basis, person('regulator', 'REGULATOR'), NOW))).toEqual(['basis:end']);
    expect(movesOfBasis({ ...basis, until: PAST }, agency, NOW)).toEqual([]);
    expect(movesOfBasis({ ...basis, state: 'ENDED' }, agency, NOW)).toEqual([]);
    expect(movesOfBasis(basis, person('other', 'AGENCY'), NOW)).toEqual([]);
  });

  it('leads from a use to the trace that it allows, and no further', () => {
    const use = { id: 'bus-1', start: 'rel-1', direction: 'UPSTREAM', depth: 4 } as const;
    expect(traceUnder(use)).toBe('/trace/rel-1?use=bus-1&direction=upstream&depth=4');
  });
});

describe('What one may do about a report, an outside name and a key', () => {
  it('lets a registrar that is no party decide, and who accepted a report revoke it', () => {
    const signed = { id: 'rpt-1', entityId: 'huaxin', state: 'SIGNED', assessor: { id: 'assessment' } } as const;
    const accepted = { ...signed, state: 'ACCEPTED', registrar: { id: 'registry' } } as const;
    expect(names(movesOfReport(signed, person('registry', 'REGISTRAR')))).toEqual(['report:accept', 'report:refuse']);
    expect(movesOfReport(signed, person('assessment', 'REGISTRAR'))).toEqual([]);
    expect(names(movesOfReport(accepted, person('registry', 'REGISTRAR')))).toEqual(['report:revoke']);
    expect(movesOfReport(accepted, person('south', 'REGISTRAR'))).toEqual([]);
  });

  it('lets the holder answer a name, even late, its claimant take it back, and anybody apply silence', () => {
    const alias = {
      external: 'ext-1',
      assetId: 'ast-1',
      state: 'CLAIMED',
      asset: { entityId: 'huaxin' },
      claimedBy: { entity: 'qixiang' },
      next: { deadline: AHEAD },
    } as const;
    const all = ['alias:confirm', 'alias:decline', 'alias:withdraw'];
    expect(names(movesOfAlias(alias, person('huaxin', 'HOLDER'), NOW))).toEqual(all);
    expect(names(movesOfAlias(alias, person('qixiang', 'HOLDER'), NOW))).toEqual(['alias:withdraw']);
    const late = { ...alias, next: { deadline: PAST } };
    expect(names(movesOfAlias(late, person('other', 'BANK'), NOW))).toEqual(['alias:advance']);
    expect(movesOfAlias({ ...alias, state: 'DECLINED', next: null }, person('huaxin', 'HOLDER'), NOW)).toEqual([]);
  });

  it('takes one word on a key of each who may give one, never of the key itself', () => {
    const key = {
      fingerprint: 'f0',
      state: 'REPORTED',
      entity: { id: 'huaxin', host: 'GroupMSP' },
      words: [{ by: { msp: 'GroupMSP', person: 'wang' } }],
    } as const;
    expect(names(movesOfKey(key, person('huaxin', 'HOLDER'), 'f1'))).toEqual(['key:confirm']);
    expect(names(movesOfKey(key, person(null), 'f1'))).toEqual(['key:confirm']);
    expect(movesOfKey(key, { ...person('huaxin', 'HOLDER'), name: 'wang' }, 'f1')).toEqual([]);
    expect(movesOfKey(key, person('huaxin', 'HOLDER'), 'f0')).toEqual([]);
    expect(movesOfKey(key, person('other', 'HOLDER'), 'f1')).toEqual([]);
  });
});

describe('What one may do about a recognition', () => {
  it('is for its registrar alone: to have seen what changed, to say what became of one elsewhere, to withdraw', () => {
    const own = { id: 'rcg-1', registrarId: 'south', ground: 'LEDGER', state: 'SUSPENDED', changed: true } as const;
    const registrar = person('south', 'REGISTRAR');
    expect(movesOfRecognition({ ...own, certificate: { state: 'SUSPENDED' } }, registrar)).toEqual([
      { command: 'recognition:acknowledge', known: { recognition: 'rcg-1', state: 'suspended' } },
      { command: 'recognition:withdraw', known: { recognition: 'rcg-1' } },
    ]);
    const claimed = { ...own, ground: 'CLAIM', state: 'ACTIVE', changed: false } as const;
    expect(names(movesOfRecognition(claimed, registrar))).toEqual(['recognition:update', 'recognition:withdraw']);
    expect(movesOfRecognition({ ...own, state: 'WITHDRAWN' }, registrar)).toEqual([]);
    expect(movesOfRecognition(own, person('registry', 'REGISTRAR'))).toEqual([]);
  });
});

describe('The address of a form', () => {
  it('says what is known, and a list by its name again and again', () => {
    expect(actAddress('measure:advance')).toBe('/act/measure:advance');
    const known = { recall: 'rcl-1', releases: ['rel-1', 'rel-2'] };
    expect(actAddress('recall:acknowledge', known)).toBe(
      '/act/recall:acknowledge?recall=rcl-1&releases=rel-1&releases=rel-2',
    );
  });
});

describe('The check of a read log', () => {
  const lines = Array.from({ length: 2300 }, (_, n) => JSON.stringify({ at: n, who: '钱监管' }));
  const digest = `sha256:${createHash('sha256')
    .update(lines.map((line) => `${line}\n`).join(''))
    .digest('hex')}`;
  const stretch = { from: PAST, until: AHEAD, count: lines.length, digest };
  const from = (all: readonly string[]) => async (first: number, skip: number) => all.slice(skip, skip + first);

  it('reads page by page, and agrees with what the ledger has', async () => {
    expect(await digestOf(lines)).toBe(digest);
    const told: number[] = [];
    const checked = await checkStretch(stretch, from(lines), (n) => told.push(n));
    expect(checked).toEqual({ lines, digest, agrees: true });
    expect(told).toEqual([1000, 2000, 2300]);
  });

  it('tells that a line was changed, lost or put in', async () => {
    const agrees = async (all: readonly string[]) => (await checkStretch(stretch, from(all), () => undefined)).agrees;
    expect(await agrees(lines.with(7, 'another'))).toBe(false);
    expect(await agrees(lines.slice(1))).toBe(false);
    expect(await agrees([...lines, 'more'])).toBe(false);
  });
});

describe('What one may order about an asset', () => {
  const asset = {
    id: 'ast-1',
    entityId: 'huaxin',
    state: 'REGISTERED',
    certificate: { number: 'SY-1', state: 'ACTIVE', registrar: { id: 'registry' } },
    releases: [{ id: 'rel-2' }, { id: 'rel-1' }],
  } as const;

  it('differs for a regulator, the registrar of its certificate and its holder', () => {
    expect(movesOfAsset(asset, person('regulator', 'REGULATOR'))).toEqual([
      { command: 'asset:freeze', known: { asset: 'ast-1' } },
      { command: 'recall:order', known: { release: 'rel-2' } },
    ]);
    const registrar = ['certificate:suspend', 'certificate:revoke', 'asset:encumber', 'grading:raise'];
    expect(names(movesOfAsset(asset, person('registry', 'REGISTRAR')))).toEqual(registrar);
    const holder = ['asset:encumber', 'grading:raise', 'recall:order', 'alias:claim'];
    expect(names(movesOfAsset(asset, person('huaxin', 'HOLDER')))).toEqual(holder);
    expect(movesOfAsset(asset, person('other', 'HOLDER', 'REGISTRAR'))).toEqual([]);
    expect(movesOfAsset({ ...asset, state: 'ENDED' }, person('huaxin', 'HOLDER'))).toEqual([]);
  });

  it('lets an encumbrance be lifted by the registrar, a pledge by its beneficiary too, never by the holder', () => {
    const pledge = { kind: 'PLEDGE', reference: '2026-7', beneficiary: 'bank' } as const;
    const lift = [{ command: 'asset:unencumber', known: { asset: 'ast-1', kind: 'pledge', reference: '2026-7' } }];
    expect(movesOfEncumbrance(pledge, asset, person('bank', 'BANK'))).toEqual(lift);
    expect(movesOfEncumbrance(pledge, asset, person('registry', 'REGISTRAR'))).toEqual(lift);
    expect(movesOfEncumbrance({ ...pledge, kind: 'SEIZURE' }, asset, person('bank', 'BANK'))).toEqual([]);
    expect(movesOfEncumbrance(pledge, asset, person('huaxin', 'HOLDER'))).toEqual([]);
  });
});
