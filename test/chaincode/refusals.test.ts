import type { Asset, AssetText, Certificate } from '@suyuan/schemas';
import { digestOf } from '@suyuan/schemas';
import { beforeAll, describe, expect, it } from 'vitest';
import { member } from '../../chaincode/src/access/caller.ts';
import { checkTime } from '../../chaincode/src/access/clock.ts';
import { mayPublish } from '../../chaincode/src/asset/rules.ts';
import { advance, confirm } from '../../chaincode/src/lineage/rules/answer.ts';
import { edge } from '../../chaincode/src/lineage/rules/claim.ts';
import { appeal } from '../../chaincode/src/registration/rules/appeals.ts';
import { accept } from '../../chaincode/src/registration/rules/decisions.ts';
import { resubmit } from '../../chaincode/src/registration/rules/intake.ts';
import { type Facts, precheck } from '../../chaincode/src/registration/rules/precheck.ts';
import { unencumber } from '../../chaincode/src/standing/rules/holds.ts';
import { charterOf } from '../../gateway/tools/src/found/charter.ts';
import { assetText, calendarText, initial, profileText, releaseText } from '../support/builders.ts';
import { at, entity, factsAt, people, received, roster, submitted } from '../support/cases.ts';
import { MemoryLedger } from '../support/memory.ts';
import { topology } from '../support/network.ts';
import { refused } from '../support/refusals.ts';
import { samples } from '../support/samples.ts';

const NOW = '2026-03-02T02:00:00.000Z';
const { found, asset } = submitted(NOW);
const text = asset.text as AssetText;
const registered: Asset = { ...asset, state: 'registered', certificate: 'GG-2026-00000000000000001' };
const certificate = {
  number: 'GG-2026-00000000000000001',
  registrar: 'registry',
  state: 'active',
  validUntil: '2029-03-02T02:00:00.000Z',
  renewableFrom: '2029-01-01T02:00:00.000Z',
} as Certificate;

describe('what pre-check finds', () => {
  const change = {
    type: 'change' as const,
    assetId: asset.id,
    asset: { ...text, grade: 'important' as const },
    evidence: [],
  };
  const about = { asset: { ...registered, openCase: undefined } as unknown as Asset, certificate };
  const wrong: [string, string, Partial<Facts>][] = [
    ['a type that the profile does not take', 'RULE_TYPE', { profile: { ...factsAt(NOW).profile, types: ['change'] } }],
    [
      'a mandatory field that is empty',
      'RULE_MANDATORY',
      {
        application: initial('huaxin', 'a', {
          asset: assetText('huaxin', { descriptor: { ...text.descriptor, spaceCoverage: '' } }),
        }),
      },
    ],
    [
      'a time coverage that begins after it ends',
      'RULE_COVERAGE',
      {
        application: initial('huaxin', 'a', {
          asset: assetText('huaxin', {
            descriptor: { ...text.descriptor, timeCoverage: { from: '2026-01-01', to: '2025-01-01' } },
          }),
        }),
      },
    ],
    [
      'another profile than the asset’s',
      'RULE_PROFILE',
      { ...about, application: change, profile: { ...factsAt(NOW).profile, id: 'general' } },
    ],
    ['a change that changes nothing', 'RULE_NO_CHANGE', { ...about, application: { ...change, asset: text } }],
    [
      'a renewal before its time',
      'RULE_RENEWAL_WINDOW',
      { ...about, application: { type: 'renewal', assetId: asset.id, evidence: [] } },
    ],
    [
      'a transfer to who is no holder',
      'RULE_TRANSFEREE',
      {
        ...about,
        application: { type: 'transfer', assetId: asset.id, transferee: 'yanjiu', evidence: [] },
        transferee: entity('yanjiu', ['analyst']),
      },
    ],
  ];
  it.each(wrong)('%s', (_, code, facts) => {
    expect(precheck(factsAt(NOW, facts)).map((finding) => finding.code)).toContain(code);
  });
});

describe('a case', () => {
  it('keeps its type when it is resubmitted', () => {
    const returned = { ...found, state: 'returned' as const };
    const facts = factsAt(NOW, { application: { type: 'renewal', assetId: asset.id, evidence: [] }, asset });
    refused('CASE_TYPE', () => resubmit(returned, asset, { facts, by: people.holder, duplicates: [] }, at(NOW)));
  });

  it('of a transfer is accepted once the transferee has consented', () => {
    const transfer = { type: 'transfer' as const, assetId: asset.id, transferee: 'qixiang', evidence: [] };
    const asked = { ...received(found, NOW), application: transfer, type: 'transfer' as const };
    refused('CASE_CONSENT', () => accept(asked, people.acceptor, at(NOW)));
  });

  it('is not appealed where everybody who could hear it was involved', () => {
    const everybody = [...roster.appealBodies, ...roster.registrars];
    const lost = { ...found, state: 'refused' as const, appealUntil: '2026-04-01T00:00:00.000Z', involved: everybody };
    const said = { grounds: '不服', objection: undefined };
    refused('APPEAL_NOBODY', () => appeal(lost, people.holder, said, roster, at(NOW)));
  });

  it('has no appeal against an objection that is not dismissed', () => {
    const objected = {
      ...found,
      state: 'objected' as const,
      objections: [{ n: 1, entity: 'qixiang', ground: 'content' as const, state: 'open' as const, decideBy: NOW }],
    };
    refused('OBJECTION_CLOSED', () =>
      appeal(objected, people.other, { grounds: '不服', objection: 1 }, roster, at(NOW)),
    );
  });
});

describe('a release', () => {
  const publish = (of: Asset, by: string, held: Certificate | undefined) =>
    mayPublish(of, held, releaseText('a'), { inputs: [], report: undefined }, by, NOW);

  it('is published by its holder, under a certificate in force, with its text in the open', () => {
    refused('RELEASE_OWNER', () => publish(registered, 'qixiang', certificate));
    refused('RELEASE_UNREGISTERED', () => publish(registered, 'huaxin', { ...certificate, state: 'suspended' }));
    const { text: _, ...restricted } = registered;
    refused('VAULT_NEEDED', () => publish(restricted, 'huaxin', certificate));
  });
});

describe('an edge', () => {
  const claimed = edge(
    {
      from: { id: 'rel-1', release: {} as never, holder: 'huaxin', rank: 1, grade: 'general' },
      to: { id: 'rel-2', entity: 'huaxin', disclosure: 'open' },
      by: people.holder,
      columns: [],
      answerBy: NOW,
    },
    NOW,
  );
  it('that is confirmed is not confirmed again, and waits for nobody', () => {
    const sides = { upstream: 'huaxin', downstream: 'huaxin' };
    refused('EDGE_STATE', () => confirm(claimed, people.holder, sides, {} as never, {} as never, NOW));
    refused('DEADLINE_NONE', () => advance(claimed, NOW));
  });
});

describe('encumbrances', () => {
  it('are counted', () => {
    const entry = (n: number) => ({ kind: 'pledge' as const, reference: `${n}`, from: '2026-01-01' });
    const record = {
      schema: 'encumbrances/1' as const,
      asset: asset.id,
      entries: Array.from({ length: 101 }, (_, n) => entry(n)),
      time: NOW,
    };
    const lift = { commandId: 'command-1', asset: asset.id, ...entry(7), basis: '清偿', evidence: [] };
    refused('ENCUMBRANCE_MANY', () => unencumber({ asset: registered, certificate, record }, lift, people.issuer, NOW));
  });
});

describe('a caller', () => {
  const signer = {
    msp: 'AMSP',
    person: 'li',
    admin: false,
    issuer: 'CN=ca',
    fingerprint: '00',
    entity: 'huaxin',
    roles: ['holder'],
    gateway: false,
  };

  it('acts for the entity of its certificate, at that entity’s host', () => {
    const { entity: _, ...nobody } = signer;
    refused('CALLER_CERTIFICATE', () => member(nobody, entity('huaxin')));
    refused('CALLER_HOST', () => member(signer, entity('huaxin')));
  });

  it('writes near the peer’s clock and not before the ledger’s', () => {
    const now = new Date().toISOString();
    const clock = { schema: 'clock/1' as const, time: now, by: { msp: 'AMSP', person: 'gateway' } };
    refused('TIME_SKEW', () => checkTime('2020-01-01T00:00:00.000Z', clock, true));
    refused('TIME_BEFORE_CLOCK', () => checkTime(new Date(Date.parse(now) - 1).toISOString(), clock, true));
  });
});

describe('the contracts', () => {
  const ledger = new MemoryLedger();
  const charter = charterOf(topology());
  const registrar = () => ledger.caller('RegistrarMSP', 'lin-acceptor', 'registry', ['registrar']);
  const holder = () => ledger.caller('GroupMSP', 'li-holder', 'huaxin', ['holder']);
  const code = async (...[who, name, command]: Parameters<MemoryLedger['refusal']>) =>
    (await ledger.refusal(who, name, command)).code;

  beforeAll(async () => {
    const admin = await ledger.admin('RegistrarMSP');
    const vote = { proposal: `prp-${'0'.repeat(32)}`, inFavour: true };
    expect(await code(admin, 'membership:vote', vote)).toBe('NOT_FOUNDED');
    await ledger.submit(admin, 'membership:found', { charter });
    expect(await code(admin, 'membership:found', { charter })).toBe('CHARTER_EXISTS');
    const digest = digestOf(charter);
    expect(await code(admin, 'membership:ratify', { charter: digest })).toBe('RATIFIED_ALREADY');
    const exchange = await ledger.admin('ExchangeMSP');
    expect(await code(exchange, 'membership:ratify', { charter: `sha256:${'0'.repeat(64)}` })).toBe('CHARTER_DIGEST');
    for (const msp of ['ExchangeMSP', 'RegulatorMSP', 'GroupMSP']) {
      await ledger.submit(await ledger.admin(msp), 'membership:ratify', { charter: digest });
    }
  });

  it('let an operator vote once, a subject never, the regulator where it is asked, and nobody after the end', async () => {
    const admin = await ledger.admin('RegistrarMSP');
    const expiresAt = new Date(ledger.time + 86_400_000).toISOString();
    const content = { kind: 'roles', entity: 'exchange', roles: ['exchange', 'analyst'], clearance: 'general' };
    const { subject: proposal } = await ledger.submit(admin, 'membership:propose', { content, expiresAt });
    const vote = { proposal, inFavour: true };
    await ledger.submit(admin, 'membership:vote', vote);
    expect(await code(admin, 'membership:vote', vote)).toBe('VOTE_REPEATED');
    expect(await code(await ledger.admin('ExchangeMSP'), 'membership:vote', vote)).toBe('VOTE_SUBJECT');
    const regulator = await ledger.caller('RegulatorMSP', 'qian-regulator', 'regulator', ['regulator']);
    expect(await code(regulator, 'membership:approve', vote)).toBe('REGULATOR_NOT_ASKED');
    await ledger.submit(await ledger.admin('GroupMSP'), 'membership:vote', vote);
    await ledger.submit(admin, 'membership:enact', { proposal });
    expect(await code(await ledger.admin('RegulatorMSP'), 'membership:vote', vote)).toBe('PROPOSAL_CLOSED');
  });

  it('take profiles and calendars in their order alone', async () => {
    const submit = samples()['registration:submit'];
    const stale = { ...submit, profile: { id: 'general', version: 2 } };
    expect(await code(await holder(), 'registration:submit', stale)).toBe('PROFILE_UNKNOWN');
    const calendar = { ...calendarText, version: 9 };
    expect(await code(await registrar(), 'registration:publishCalendar', { calendar })).toBe('CALENDAR_VERSION');
  });

  it('let time run forwards in every record', async () => {
    const expiresAt = new Date(ledger.time + 86_400_000).toISOString();
    const content = { kind: 'profile', profile: { ...profileText('general'), version: 2 } };
    const admin = await ledger.admin('RegistrarMSP');
    const { subject: proposal } = await ledger.submit(admin, 'membership:propose', { content, expiresAt });
    for (const msp of ['RegistrarMSP', 'ExchangeMSP', 'GroupMSP']) {
      await ledger.submit(await ledger.admin(msp), 'membership:vote', { proposal, inFavour: true });
    }
    const regulator = await ledger.caller('RegulatorMSP', 'qian-regulator', 'regulator', ['regulator']);
    await ledger.submit(regulator, 'membership:approve', { proposal, inFavour: true });
    ledger.time -= 1000;
    expect(await code(admin, 'membership:enact', { proposal })).toBe('TIME_BACKWARDS');
    ledger.time += 1000;
  });

  it('let only the holder or its registrar raise a grade', async () => {
    const { asset: made = '' } = await ledger.submit(
      await holder(),
      'registration:submit',
      samples()['registration:submit'],
    );
    const release = `rel-${'1'.repeat(32)}`;
    ledger.state.set(
      `release/${release}`,
      JSON.stringify({ schema: 'release/1', id: release, asset: made, time: ledger.now }),
    );
    const other = await ledger.caller('ExchangeMSP', 'he-acceptor', 'south-registry', ['registrar']);
    const raise = { release, grade: 'important', reason: '升级' };
    expect(await code(other, 'grading:raise', raise)).toBe('GRADE_PARTY');
  });
});
