import { sealAsset, sealRelease } from '@suyuan/client';
import {
  type Application,
  type Asset,
  type Case,
  type Certificate,
  encumbrancesInForce,
  rightsOf,
  type SealedApplication,
} from '@suyuan/schemas';
import { describe, expect, it } from 'vitest';
import { reveal } from '../../chaincode/src/asset/rules/reveal.ts';
import { claims, transferred, unsealed } from '../../chaincode/src/registration/rules/hidden.ts';
import { consent, submit } from '../../chaincode/src/registration/rules/intake.ts';
import { issue } from '../../chaincode/src/registration/rules/issuance.ts';
import { assetText, initial, releaseText, txId } from '../support/builders.ts';
import { at, factsAt, people, submitted } from '../support/cases.ts';
import { refused } from '../support/refusals.ts';

const NOW = '2026-03-02T02:00:00.000Z';
const LATER = '2026-06-02T02:00:00.000Z';
const text = sealAsset(assetText('huaxin'));
const release = sealRelease(releaseText('x', { inputs: [{ release: `rel-${'1'.repeat(32)}` }] }), [
  { rank: 3, grade: 'general' },
]);
const evidence = initial('huaxin', 'x').evidence.map(({ name: _, ...file }) => file);
const application: SealedApplication = { type: 'initial', sealed: text.sealed, release: release.sealed, evidence };
const values = (fields: Record<string, { value: unknown }>) =>
  Object.fromEntries(Object.entries(fields).map(([field, { value }]) => [field, value]));
const inPublicity = ({ next: _, ...found }: Case): Case => ({
  ...found,
  state: 'in_publicity',
  publicity: { from: NOW, until: '2026-03-20T02:00:00.000Z' },
});

describe('a restricted application', () => {
  const made = submit({ facts: factsAt(NOW, { application }), by: people.holder, duplicates: [] }, at(NOW));

  it('leaves nothing of its text in the case, nor in the asset', () => {
    expect(made.found).toMatchObject({ sealed: application, commitments: text.sealed.commitments });
    expect(made.found.application).toBeUndefined();
    expect(made.asset).toMatchObject({
      disclosure: 'restricted',
      gradeFloor: 'general',
      vault: { id: text.vault, host: 'huaxin-msp' },
    });
    expect('text' in made.asset).toBe(false);
    expect(JSON.stringify(made)).not.toContain('行政区划');
  });

  it('is issued with a release whose inputs are commitments', () => {
    const found = inPublicity(made.found);
    const documents = issue(
      { found, asset: made.asset as Asset, certificate: undefined, inputs: [], by: people.issuer } as never,
      at('2026-03-23T02:00:00.000Z', 5),
    );
    const of = (schema: string) => documents.filter((document) => document.schema === schema);
    expect(of('release/1')).toMatchObject([{ rank: 4, vault: { id: release.vault }, disclosure: 'restricted' }]);
    expect(of('edge/1')).toMatchObject([{ from: release.sealed.inputs[0]?.commitment, grade: 'general' }]);
    expect(of('certificate/1')).toMatchObject([{ commitments: text.sealed.commitments }]);
  });

  it('is, opened, the application that it would be in the open; its claims are held against it', () => {
    const opened = unsealed(application, { asset: values(text.fields), release: values(release.fields) });
    const open = ('application' in opened ? opened.application : undefined) as Extract<
      Application,
      { type: 'initial' }
    >;
    expect(open.asset).toEqual(assetText('huaxin'));
    expect(open.release.inputs).toEqual([{ release: `rel-${'1'.repeat(32)}` }]);
    const input = { id: 'rel', release: {}, holder: 'x', rank: 3, grade: 'important' } as never;
    expect(claims(application, open, [input]).map(({ code, field }) => `${code} ${field}`)).toEqual([
      'VAULT_CLAIM release.inputs.0.grade',
    ]);
    expect(claims(application, open, [])).toMatchObject([{ field: 'release.rank' }, { field: 'release.inputs' }]);
    const { title: _, ...untitled } = values(text.fields);
    expect(unsealed(application, { asset: untitled, release: values(release.fields) })).toMatchObject({
      breaches: [{ code: 'VAULT_SHAPE', field: 'sealed', params: { at: 'descriptor.title' } }],
    });
  });
});

describe('the transfer of a restricted asset', () => {
  const { found: base, asset: applied } = submitted(NOW);
  const asset = {
    ...(applied as Asset),
    state: 'registered',
    disclosure: 'restricted',
    vault: { id: text.vault, host: 'GroupMSP' },
  } as Asset;
  const found: Case = {
    ...base,
    type: 'transfer',
    application: { type: 'transfer', assetId: asset.id, transferee: 'qixiang', evidence: [] },
  };
  const bought = sealAsset(assetText('qixiang'));
  const sealed = { ...bought.sealed, host: 'ExchangeMSP' };

  it('needs the transferee’s consent with the text in a vault of its own, of no lower grade', () => {
    refused('VAULT_NEEDED', () => consent(found, asset, people.other, undefined, at(NOW)));
    refused('VAULT_OPEN_ASSET', () => consent(found, { ...asset, disclosure: 'open' }, people.other, sealed, at(NOW)));
    refused('RULE_KEEPS', () => consent(found, { ...asset, gradeFloor: 'important' }, people.other, sealed, at(NOW)));
    expect(consent(found, asset, people.other, sealed, at(NOW, 7)).consented).toEqual({
      ...sealed,
      committedIn: txId(7),
    });
  });

  it('leaves the asset with the transferee, in its vault', () => {
    const consented = inPublicity(consent(found, asset, people.other, sealed, at(NOW, 7)));
    const certificate = { number: 'GG-2026-00000000000000001', state: 'active', validUntil: LATER } as Certificate;
    const what = { found: consented, asset, certificate, inputs: [], by: people.issuer };
    const documents = issue(what as never, at('2026-03-23T02:00:00.000Z', 9));
    expect(documents.find((document) => document.schema === 'asset/1')).toMatchObject({
      entity: 'qixiang',
      vault: { id: bought.vault, host: 'ExchangeMSP' },
      commitments: bought.sealed.commitments,
      committedIn: txId(7),
      version: 2,
    });
  });

  it('is examined: the right to hold is the transferee’s', () => {
    expect(transferred(bought.sealed, values(bought.fields), 'qixiang')).toEqual([]);
    expect(transferred(bought.sealed, values(bought.fields), 'huaxin')).toMatchObject([{ code: 'RULE_RIGHTS' }]);
    expect(transferred({ ...bought.sealed, grade: 'important' }, values(bought.fields), 'qixiang')).toMatchObject([
      { code: 'VAULT_CLAIM', field: 'consented.grade' },
    ]);
  });
});

describe('rights that are revealed', () => {
  const { rights, encumbrances } = text.fields as Record<'rights' | 'encumbrances', { salt: string; value: never }>;
  const asset: Asset = {
    ...(submit({ facts: factsAt(NOW, { application }), by: people.holder, duplicates: [] }, at(NOW)).asset as Asset),
    state: 'registered',
  };
  const { openCase: _, ...standing } = asset;

  it('are those that the asset is committed to, by its holder, and of nothing in the open', () => {
    const revealed = reveal(standing, { rights, encumbrances }, people.holder, NOW);
    expect(revealed.revealed).toMatchObject({ rights: assetText('huaxin').rights, encumbrances: [] });
    expect(rightsOf(standing)).toBeUndefined();
    expect(rightsOf(revealed)).toEqual(assetText('huaxin').rights);
    refused('RELEASE_OWNER', () => reveal(standing, { rights, encumbrances }, people.other, NOW));
    const forged = {
      salt: encumbrances.salt,
      value: [{ kind: 'pledge' as const, reference: 'x', from: '2026-01-01' }],
    };
    expect(
      refused('VAULT_MISMATCH', () => reveal(standing, { rights, encumbrances: forged }, people.holder, NOW)).params,
    ).toEqual({ vault: text.vault, name: 'encumbrances' });
    const { vault: __, ...open } = standing;
    refused('VAULT_OPEN_ASSET', () => reveal(open, { rights, encumbrances }, people.holder, NOW));
    refused('ASSET_UNREGISTERED', () =>
      reveal({ ...standing, state: 'ended' }, { rights, encumbrances }, people.holder, NOW),
    );
  });

  it('bring the encumbrances with them', () => {
    const pledge = { kind: 'pledge' as const, reference: '甲', from: '2026-01-01' };
    const pledged = { ...standing, revealed: { rights: [], encumbrances: [pledge], by: people.holder, time: NOW } };
    expect(encumbrancesInForce(pledged, undefined)).toEqual([pledge]);
  });
});
