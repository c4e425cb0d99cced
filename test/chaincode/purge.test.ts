import { sealAsset } from '@suyuan/client';
import type { Asset, Case, LegalHold, NamedVault, Opening, VaultRecord } from '@suyuan/schemas';
import { describe, expect, it } from 'vitest';
import { type Facts, precheck } from '../../chaincode/src/registration/rules/precheck.ts';
import { mayRead } from '../../chaincode/src/vault/rules/content.ts';
import { type Kept, mayName, mustBear } from '../../chaincode/src/vault/rules/naming.ts';
import { hold, lift, open, openedOf } from '../../chaincode/src/vault/rules/opening.ts';
import { type Held, mustBeAbsent, purge } from '../../chaincode/src/vault/rules/purge.ts';
import { assetText, profile, txId } from '../support/builders.ts';
import { entity, factsAt, people, submitted } from '../support/cases.ts';
import { refused } from '../support/refusals.ts';

const STORED = '2026-03-02T02:00:00.000Z';
const LATER = '2026-03-04T02:00:00.000Z';
const vault = `vlt-${'0'.repeat(32)}`;
const record: VaultRecord = {
  schema: 'vault/1',
  vault,
  entity: 'huaxin',
  commandId: 'command-1',
  fields: ['title', 'kind'],
  time: STORED,
};
const { found: submittedCase, asset: applied } = submitted(STORED);
const { openCase: _, ...free } = applied;
const commitments = { title: `sha256:${'1'.repeat(64)}` };
const named: NamedVault = {
  schema: 'named-vault/1',
  vault,
  host: 'GroupMSP',
  entity: 'huaxin',
  asset: applied.id,
  part: 'asset',
  case: submittedCase.id,
  profile: { id: 'national-public-data', version: 1 },
  commitments,
  time: STORED,
};
const ended: Asset = { ...free, state: 'ended' };
const withdrawn: Case = { ...submittedCase, state: 'withdrawn' };
const accepted: Case = { ...withdrawn, held: [{ office: 'acceptor', by: people.acceptor }] };
const kept: Held = {
  host: 'GroupMSP',
  record,
  named: undefined,
  asset: undefined,
  found: undefined,
  openCase: undefined,
  profile: undefined,
  legalHold: undefined,
};
const ofEnded: Held = { ...kept, named, asset: ended, found: withdrawn, profile: profile() };
const ordered: LegalHold = {
  schema: 'legal-hold/1',
  vault,
  state: 'in-force',
  by: { msp: 'RegulatorMSP', entity: 'regulator', person: 'qian' },
  reason: '调查',
  time: STORED,
};
const at = (time: string) => ({ txId: txId(9), time });

describe('a purge', () => {
  const wrong: [string, Parameters<typeof refused>[0], Held, string][] = [
    ['of a vault that nothing names, within a day', 'VAULT_YOUNG', kept, '2026-03-03T02:00:00.000Z'],
    ['under a legal hold', 'VAULT_HELD', { ...ofEnded, legalHold: ordered }, LATER],
    ['while its case is open', 'VAULT_IN_USE', { ...ofEnded, openCase: submittedCase, found: submittedCase }, LATER],
    [
      'while its case is disputed',
      'VAULT_DISPUTED',
      { ...ofEnded, openCase: { ...submittedCase, state: 'objected' } },
      LATER,
    ],
    [
      'while its case is under appeal',
      'VAULT_DISPUTED',
      { ...ofEnded, found: { ...submittedCase, state: 'appealed' } },
      LATER,
    ],
    [
      'while its case can be appealed',
      'VAULT_DISPUTED',
      { ...ofEnded, found: { ...withdrawn, appealUntil: LATER } },
      LATER,
    ],
    [
      'of the text that is registered',
      'VAULT_IN_USE',
      { ...ofEnded, asset: { ...free, state: 'registered', vault: { id: vault, host: 'GroupMSP' } } },
      LATER,
    ],
    [
      'of a release of a registered asset',
      'VAULT_IN_USE',
      { ...ofEnded, named: { ...named, part: 'release' }, asset: { ...free, state: 'registered' } },
      LATER,
    ],
    ['within retention', 'VAULT_RETAINED', { ...ofEnded, found: accepted }, LATER],
  ];

  it.each(wrong)('is refused %s', (__, code, what, time) => {
    refused(code, () => purge(what, people.holder, '清除', at(time)));
  });

  it('names the rule that retains', () => {
    const body = refused('VAULT_RETAINED', () =>
      purge({ ...ofEnded, found: accepted }, people.holder, '清除', at(LATER)),
    );
    expect(body.params.source).toBe(profile().retention.citation.source);
    expect(String(body.params.until).slice(0, 4)).toBe(String(2026 + profile().retention.amount));
  });

  it('is for the vault’s own entity', () => {
    refused('VAULT_OWNER', () => purge(ofEnded, people.other, '清除', at(LATER)));
  });

  it.each<[string, Held, string]>([
    ['of a vault that nothing names, after a day', kept, '2026-03-03T02:00:00.001Z'],
    ['of what no registrar accepted', ofEnded, LATER],
    ['after retention', { ...ofEnded, found: accepted }, '2096-03-04T02:00:00.000Z'],
    ['after a hold was lifted', { ...ofEnded, legalHold: { ...ordered, state: 'lifted' } }, LATER],
  ])('is certified: %s', (__, what, time) => {
    expect(purge(what, people.holder, '清除', at(time))).toMatchObject({
      schema: 'erasure/1',
      vault,
      host: 'GroupMSP',
      fields: ['title', 'kind'],
      storedAt: STORED,
      by: people.holder,
      purgedIn: txId(9),
    });
  });
});

it('an absence is attested of nothing that is there', () => {
  const erasure = purge(ofEnded, people.holder, '清除', at(LATER));
  expect(() => mustBeAbsent(erasure, { record: 'absent', title: 'absent' })).not.toThrow();
  expect(refused('VAULT_PRESENT', () => mustBeAbsent(erasure, { title: 'present' })).params.name).toBe('title');
});

it('a sealed change of an open asset, and an open one of a restricted, are told by pre-check', () => {
  const { sealed } = sealAsset(assetText('huaxin'));
  const asset: Asset = { ...free, state: 'registered' };
  const codes = (change: Partial<Facts>) =>
    precheck(factsAt(LATER, change)).map(({ code, field }) => `${code} ${field}`);
  const about = { assetId: asset.id, evidence: [] };
  expect(codes({ asset, application: { type: 'change', sealed, ...about } })).toContain(
    'VAULT_OPEN_ASSET application.sealed',
  );
  const restricted: Asset = { ...asset, disclosure: 'restricted' };
  expect(codes({ asset: restricted, application: { type: 'change', asset: assetText('huaxin'), ...about } })).toContain(
    'VAULT_NEEDED application.asset',
  );
});

describe('opening a vault', () => {
  const grant = {
    to: entity('registry', ['registrar']),
    toId: 'registry',
    ground: 'registration' as const,
    fields: undefined,
    reason: undefined,
    before: undefined,
    byRegulator: false,
  };
  const regulator = { msp: 'RegulatorMSP', entity: 'regulator', person: 'qian' };
  const demand = {
    ...grant,
    to: entity('regulator', ['regulator']),
    toId: 'regulator',
    ground: 'supervision' as const,
  };

  it('is for its entity, to a member, once', () => {
    expect(open(named, grant, people.holder, LATER)).toMatchObject({ to: 'registry', toHost: 'registry-msp' });
    refused('VAULT_OWNER', () => open(named, grant, people.other, LATER));
    refused('NOT_FOUND', () => open(named, { ...grant, to: undefined }, people.holder, LATER));
    const before = open(named, grant, people.holder, LATER);
    refused('VAULT_OPENED', () => open(named, { ...grant, before }, people.holder, LATER));
  });

  it('is for single fields, such as one hidden input, and for more of them later', () => {
    const several = { ...named, commitments: { ...commitments, edge0: commitments.title, edge1: commitments.title } };
    const give = (fields: string[] | undefined, before?: Opening) =>
      open(several, { ...grant, fields, before }, people.holder, LATER);
    const first = give(['edge1']);
    expect(first.fields).toEqual(['edge1']);
    expect(openedOf(several, first)).toEqual({ edge1: commitments.title });
    refused('NOT_FOUND', () => give(['edge2']));
    refused('VAULT_OPENED', () => give(['edge1'], first));
    const second = give(['edge0'], first);
    expect(second.fields).toEqual(['edge0', 'edge1']);
    expect(give(['title'], second)).not.toHaveProperty('fields');
    expect(give(undefined, second)).not.toHaveProperty('fields');
    refused('VAULT_OPENED', () => give(['edge0'], give(undefined)));
    const read = (fields: string[]) => mayRead({ ...record, entity: 'huaxin' }, 'registry', first, fields);
    expect(() => read(['edge1'])).not.toThrow();
    expect(() => read([])).not.toThrow();
    expect(refused('VAULT_UNOPENED', () => read(['edge0', 'edge1'])).field).toBe('fields');
  });

  it('is a regulator’s right with a reason, to itself alone', () => {
    const may = { ...demand, reason: '检查', byRegulator: true };
    expect(open(named, may, regulator, LATER)).toMatchObject({ to: 'regulator', ground: 'supervision' });
    refused('VAULT_GROUND', () => open(named, { ...may, reason: undefined }, regulator, LATER));
    refused('VAULT_GROUND', () => open(named, { ...may, byRegulator: false }, people.holder, LATER));
    refused('VAULT_GROUND', () => open(named, { ...may, to: grant.to }, regulator, LATER));
  });

  it('knows legal holds, which their orderer lifts', () => {
    expect(hold(vault, undefined, regulator, '调查', LATER).state).toBe('in-force');
    refused('VAULT_HOLD_STATE', () => hold(vault, ordered, regulator, '调查', LATER));
    refused('VAULT_HOLD_STATE', () => lift(vault, undefined, regulator, '结束', LATER));
    refused('CASE_PARTY', () => lift(vault, ordered, { ...regulator, entity: 'arbitration' }, '结束', LATER));
    expect(lift(vault, ordered, regulator, '结束', LATER)).toMatchObject({ state: 'lifted', liftedBecause: '结束' });
  });
});

describe('naming a vault', () => {
  const where = { id: vault, host: 'GroupMSP' };
  const good: Kept = { digest: commitments.title, guarded: true };

  it('needs every commitment borne out by a guarded key', () => {
    expect(() => mustBear(where, commitments, { title: good })).not.toThrow();
    refused('VAULT_NOT_THERE', () => mustBear(where, commitments, {}));
    refused('VAULT_MISMATCH', () =>
      mustBear(where, commitments, { title: { ...good, digest: `sha256:${'2'.repeat(64)}` } }),
    );
    refused('VAULT_POLICY', () => mustBear(where, commitments, { title: { ...good, guarded: false } }));
  });

  it('is done for one asset alone', () => {
    expect(() => mayName(undefined, applied.id, commitments)).not.toThrow();
    expect(() => mayName(named, applied.id, commitments)).not.toThrow();
    refused('VAULT_NAMED', () => mayName(named, `ast-${'9'.repeat(32)}`, commitments));
    refused('VAULT_MISMATCH', () => mayName(named, applied.id, { title: `sha256:${'2'.repeat(64)}` }));
  });
});
