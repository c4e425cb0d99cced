import { setTimeout as sleep } from 'node:timers/promises';
import { sealAsset, sealRelease } from '@suyuan/client';
import { type Asset, type CommandName, Refusal } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoProfile } from '../../gateway/tools/src/demo/profile.ts';
import { Recorder } from '../conformance/recorder.ts';
import { adoptProfile, PROFILE } from '../conformance/scenarios/platform.ts';
import { assetText, initial, releaseText } from '../support/builders.ts';
import { notice, terms } from '../support/licences.ts';
import { abreast, commandId, found, type TestNetwork, testNetwork } from '../support/network.ts';
import { listingText } from '../support/trade.ts';
import { askAt, privately, sealedInitial } from '../support/vaults.ts';

const OPEN = { profile: { id: 'general', version: 1 }, registrar: 'registry' };
const DEMO = { ...OPEN, profile: PROFILE };
const NAMED = initial('huaxin', 'files').evidence;
const FILES = NAMED.map(({ name: _, ...file }) => file);
const SECRET = '绝密标题 a-title-that-nobody-else-may-see';
const HOST = 'GroupMSP';

describe('a restricted asset', { timeout: 60_000 }, () => {
  let network: TestNetwork;

  beforeAll(async () => {
    network = await testNetwork();
    await found(network);
    const { citation } = demoProfile();
    const second = { amount: 1, unit: 'second' as const, citation };
    await adoptProfile(new Recorder(network), {
      clocks: { ...demoProfile().clocks, appeal: second },
      retention: second,
    });
  });
  afterAll(() => network.stop());

  const act = async (person: string, name: CommandName, command: object, msp?: string) => {
    const outcome = await network.as(person, msp).submit(name, { commandId: commandId(), ...command });
    await abreast(network);
    return outcome;
  };
  const told = async (sent: Promise<unknown>) => {
    const error = await sent.then(
      (value) => new Error(`accepted: ${JSON.stringify(value)}`),
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof Refusal)) throw error;
    return error.body;
  };
  const store = (sealing: { vault: string; fields: Parameters<typeof privately>[4]['fields'] }, person = 'li-holder') =>
    privately(network, person, 'vault:store', { vault: sealing.vault }, { fields: sealing.fields, host: HOST });
  const deliver = (sealing: { vault: string; fields: Parameters<typeof privately>[4]['fields'] }, to = 'registry') =>
    privately(
      network,
      'li-holder',
      'vault:deliver',
      { vault: sealing.vault, to },
      {
        fields: sealing.fields,
        host: 'RegistrarMSP',
      },
    );
  const secret = () =>
    sealedInitial('huaxin', {
      asset: assetText('huaxin', { descriptor: { ...assetText('huaxin').descriptor, title: { zh: SECRET } } }),
    });
  const submitted = async (to: object = OPEN) => {
    const { application, sealings } = secret();
    for (const sealing of sealings) await store(sealing);
    const outcome = await act('li-holder', 'registration:submit', { ...to, application });
    return { on: { case: outcome.subject }, asset: outcome.asset ?? '', application, sealings };
  };

  /** Opened to the registrar, accepted, reviewed, published, issued. */
  const decided = async ({ subject }: { subject: string }, sealings: Parameters<typeof store>[0][]) => {
    const on = { case: subject };
    for (const sealing of sealings) {
      await act('li-holder', 'vault:open', { vault: sealing.vault, to: 'registry', ground: 'registration' });
      await deliver(sealing);
    }
    await act('lin-acceptor', 'registration:receipt', { ...on, documents: FILES.map(({ sha256 }) => sha256) });
    await act('lin-acceptor', 'registration:accept', on);
    await act('zhou-reviewer', 'registration:review', on);
    await act('zhou-reviewer', 'registration:openPublicity', on);
    await sleep(1500);
    return act('wu-issuer', 'registration:issue', on);
  };
  const register = async (
    release = {},
    inputs: Parameters<typeof sealedInitial>[2] = [],
    asset = assetText('huaxin'),
  ) => {
    const made = sealedInitial('huaxin', { asset, release: releaseText(commandId(), release) }, inputs);
    for (const sealing of made.sealings) await store(sealing);
    const outcome = await act('li-holder', 'registration:submit', { ...DEMO, application: made.application });
    const done = await decided(outcome, [...made.sealings]);
    return { asset: done.asset ?? '', release: done.release ?? '', sealings: made.sealings };
  };

  it('is taken only when its vault bears the commitments out', async () => {
    const { application, sealings } = secret();
    const command = { commandId: commandId(), ...OPEN, application };
    const submit = (change: object = {}) =>
      told(network.as('li-holder').submit('registration:submit', { ...command, ...change }));
    expect(await submit()).toMatchObject({ code: 'VAULT_NOT_THERE', params: { host: HOST } });
    for (const sealing of sealings) await store(sealing);
    const { commitments } = application.sealed;
    const forged = { ...commitments, title: commitments.subject };
    expect(
      await submit({ application: { ...application, sealed: { ...application.sealed, commitments: forged } } }),
    ).toMatchObject({ code: 'VAULT_MISMATCH', params: { name: 'title' } });
    const { title: _, ...less } = commitments;
    expect(
      await submit({ application: { ...application, sealed: { ...application.sealed, commitments: less } } }),
    ).toMatchObject({ code: 'COMMAND_MALFORMED', field: 'application.sealed.commitments.title' });
    expect(
      await submit({ application: { ...application, sealed: { ...application.sealed, grade: 'core' } } }),
    ).toMatchObject({ code: 'PRECHECK_FAILED', findings: [{ code: 'RULE_CORE', field: 'application.sealed.grade' }] });
    await act('li-holder', 'registration:submit', command);
    expect(await submit({ commandId: commandId() })).toMatchObject({ code: 'VAULT_NAMED' });
  });

  it('shows its host the rules that its hidden values break, and nobody else anything', async () => {
    const bad = sealedInitial('huaxin', {
      asset: assetText('huaxin', { personalInformation: { contains: true }, rights: [] as never }),
      release: releaseText('x', { grade: 'important' }),
    });
    const claimed = {
      ...bad.application,
      release: { ...(bad.application as { release: object }).release, grade: 'general', rank: 7 },
    };
    for (const sealing of bad.sealings) await store(sealing);
    const ask = (person: string, host: string, application: object) =>
      askAt(network, person, host, 'registration:precheck', { ...OPEN, application });
    expect(await ask('li-holder', HOST, bad.application)).toMatchObject([
      { code: 'RULE_GRADE_FLOOR' },
      { code: 'VAULT_SHAPE', field: 'application.sealed' },
    ]);
    const lying = sealedInitial('huaxin', {
      asset: assetText('huaxin', { personalInformation: { contains: true }, grade: 'important' }),
    });
    for (const sealing of lying.sealings) await store(sealing);
    const told3 = (await ask('li-holder', HOST, {
      ...lying.application,
      sealed: { ...(lying.application as { sealed: object }).sealed, grade: 'general' },
      release: { ...(lying.application as { release: object }).release, rank: 7 },
    })) as { code: string; field: string }[];
    expect(told3.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'RULE_PERSONAL_BASIS application.asset.personalInformation',
      'RULE_EVIDENCE application.evidence',
      'VAULT_CLAIM application.sealed.grade',
      'VAULT_CLAIM application.release.rank',
    ]);
    expect(await told(ask('li-holder', 'RegistrarMSP', claimed))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is opened to its registrar before that accepts it, who examines it by the same rules', async () => {
    const { on, application, sealings } = await submitted();
    const [text, version] = sealings;
    if (!text || !version) throw new Error('two vaults');
    await act('lin-acceptor', 'registration:receipt', {
      ...on,
      documents: application.evidence.map(({ sha256 }) => sha256),
    });
    const accept = () =>
      told(network.as('lin-acceptor').submit('registration:accept', { commandId: commandId(), ...on }));
    expect(await accept()).toMatchObject({ code: 'VAULT_UNOPENED', params: { entity: 'registry' } });
    expect(await told(deliver(text))).toMatchObject({ code: 'VAULT_UNOPENED' });
    const opening = (vault: string, to = 'registry') => ({ vault, to, ground: 'registration' });
    expect(
      await told(network.as('lin-acceptor').submit('vault:open', { commandId: commandId(), ...opening(text.vault) })),
    ).toMatchObject({
      code: 'VAULT_OWNER',
    });
    for (const { vault } of sealings) await act('li-holder', 'vault:open', opening(vault));
    expect(
      await told(network.as('li-holder').submit('vault:open', { commandId: commandId(), ...opening(text.vault) })),
    ).toMatchObject({ code: 'VAULT_OPENED' });
    expect(await accept()).toMatchObject({ code: 'VAULT_UNDELIVERED', params: { host: 'RegistrarMSP' } });
    const forged = { ...text, fields: { ...text.fields, title: { salt: '0'.repeat(32), value: { zh: '另一标题' } } } };
    expect(await told(deliver(forged))).toMatchObject({ code: 'VAULT_MISMATCH', params: { name: 'title' } });
    for (const sealing of sealings) await deliver(sealing);
    expect(await askAt(network, 'lin-acceptor', 'RegistrarMSP', 'registration:examine', on)).toEqual({
      findings: [],
      duplicates: [],
    });
    expect(
      await askAt(network, 'lin-acceptor', 'RegistrarMSP', 'vault:read', { vault: text.vault, fields: ['title'] }),
    ).toMatchObject({ title: { value: { zh: SECRET } } });
    expect(await act('lin-acceptor', 'registration:accept', on)).toMatchObject({ state: 'accepted' });
  });

  it('is read by its own entity, and by those to whom the ledger says it was opened', async () => {
    const { sealings } = await submitted();
    const { vault } = sealings[0] ?? { vault: '' };
    const read = (person: string, host = HOST) =>
      askAt(network, person, host, 'vault:read', { vault, fields: ['title'] });
    expect(await read('li-holder')).toMatchObject({ title: { value: { zh: SECRET } } });
    expect(await told(read('lin-acceptor'))).toMatchObject({ code: 'VAULT_OWNER' });
    expect(await told(read('qian-regulator'))).toMatchObject({ code: 'VAULT_OWNER' });
    const demand = { vault, to: 'regulator', ground: 'supervision' };
    expect(
      await told(network.as('qian-regulator').submit('vault:open', { commandId: commandId(), ...demand })),
    ).toMatchObject({ code: 'VAULT_GROUND' });
    await act('qian-regulator', 'vault:open', { ...demand, reason: '例行检查' });
    expect(await read('qian-regulator')).toMatchObject({ title: { value: { zh: SECRET } } });
    expect(await network.as('xu-analyst').evaluate('vault:opening', { vault, to: 'regulator' })).toMatchObject({
      ground: 'supervision',
      reason: '例行检查',
      by: { person: 'qian-regulator' },
    });
  });

  it('is registered with a first release whose inputs are hidden, and publishes more', async () => {
    const upstream = await register();
    const downstream = await register({ inputs: [{ release: upstream.release }] }, [{ rank: 1, grade: 'general' }]);
    expect(await network.as('xu-analyst').evaluate('asset:release', { release: downstream.release })).toMatchObject({
      disclosure: 'restricted',
      rank: 2,
    });
    const text = releaseText(commandId(), { inputs: [{ release: downstream.release }], label: SECRET });
    const sealing = sealRelease(text, [{ rank: 2, grade: 'general' }]);
    const publish = () => act('li-holder', 'asset:publishSealed', { asset: downstream.asset, release: sealing.sealed });
    expect(await told(publish())).toMatchObject({ code: 'VAULT_NOT_THERE' });
    await store(sealing);
    const made = await publish();
    const from = sealing.sealed.inputs[0]?.commitment;
    const edge = await network.as('xu-analyst').evaluate('lineage:read', { from, to: made.release });
    expect(edge).toMatchObject({ from, grade: 'general', disclosure: 'restricted', state: 'claimed' });
    expect(await told(act('li-holder', 'asset:publish', { asset: upstream.asset, release: text }))).toMatchObject({
      code: 'VAULT_NEEDED',
    });
  });

  it('is licensed and listed once its holder has revealed whose rights they are, as its commitments have them', async () => {
    const right = (kind: 'hold' | 'operate') => ({
      right: kind,
      holder: 'huaxin',
      from: '2026-01-01',
      basis: '自行生产',
    });
    const text = assetText('huaxin', { rights: [right('hold'), right('operate')] });
    const { asset, release, sealings } = await register({}, [], text);
    const from = new Date(Date.now() - 60_000).toISOString();
    const offer = { asset, terms: terms({ from }), notice };
    expect(await told(act('li-holder', 'licence:offer', offer))).toMatchObject({ code: 'LICENCE_UNREADABLE' });
    const listing = { listing: listingText({ release, terms: terms({ from }) }) };
    expect(await told(act('li-holder', 'trade:list', listing))).toMatchObject({ code: 'TRADE_UNREADABLE' });

    const { rights, encumbrances } = (sealings[0]?.fields ?? {}) as Record<string, { salt: string; value: unknown }>;
    const wider = { asset, rights: { ...rights, value: [right('hold')] }, encumbrances };
    expect(await told(act('li-holder', 'asset:reveal', wider))).toMatchObject({
      code: 'VAULT_MISMATCH',
      params: { name: 'rights' },
    });
    await act('li-holder', 'asset:reveal', { asset, rights, encumbrances });
    const shown = (await network.as('xu-analyst').evaluate('asset:read', { asset })) as Asset;
    expect(shown).toMatchObject({ revealed: { rights: text.rights, encumbrances: [] } });
    expect(shown).not.toHaveProperty('text');

    const offered = await act('li-holder', 'licence:offer', offer);
    const accepted = await act('xu-analyst', 'licence:accept', { offer: offered.subject, version: 1 });
    const question = {
      release,
      action: 'derive',
      purpose: 'research',
      recipient: 'yanjiu',
      time: new Date().toISOString(),
    };
    expect(await network.as('xu-analyst').evaluate('usage:mayUse', question)).toMatchObject({
      allowed: true,
      chain: [{ agreement: accepted.subject, grantor: 'huaxin', licensee: 'yanjiu' }],
    });
    expect(await act('li-holder', 'trade:list', listing)).toMatchObject({ state: 'listed' });

    const anew = sealAsset(text);
    await store(anew);
    const change = { type: 'change', assetId: asset, sealed: anew.sealed, evidence: FILES };
    await decided(await act('li-holder', 'registration:submit', { ...DEMO, application: change }), [anew]);
    expect(await network.as('xu-analyst').evaluate('asset:read', { asset })).not.toHaveProperty('revealed');
    expect(await told(act('li-holder', 'licence:offer', offer))).toMatchObject({ code: 'LICENCE_UNREADABLE' });
  });

  it('is changed by another vault, and never in the open', async () => {
    const { asset } = await register();
    const text = sealAsset(assetText('huaxin', { grade: 'important' }));
    await store(text);
    const change = { type: 'change', assetId: asset, sealed: text.sealed, evidence: FILES };
    await decided(await act('li-holder', 'registration:submit', { ...DEMO, application: change }), [text]);
    expect(await network.as('xu-analyst').evaluate('asset:read', { asset })).toMatchObject({
      vault: { id: text.vault, host: HOST },
      gradeFloor: 'important',
      version: 2,
    });
    const back = sealAsset(assetText('huaxin'));
    await store(back);
    const lowered = { ...change, sealed: back.sealed };
    expect(await told(act('li-holder', 'registration:submit', { ...DEMO, application: lowered }))).toMatchObject({
      findings: [{ code: 'RULE_KEEPS', field: 'application.sealed.grade' }],
    });
    const open = { ...change, sealed: undefined, asset: assetText('huaxin') };
    const { sealed: _, ...inTheOpen } = open;
    expect(
      await told(act('li-holder', 'registration:submit', { ...DEMO, application: { ...inTheOpen, evidence: NAMED } })),
    ).toMatchObject({ findings: [{ code: 'VAULT_NEEDED' }] });
  });

  it('is purged when nothing holds it: certified, and its absence attested', async () => {
    const { on, sealings } = await submitted(DEMO);
    const { vault } = sealings[0] ?? { vault: '' };
    const record = await askAt(network, 'li-holder', HOST, 'vault:record', { vault });
    const purge = { vault, host: HOST, record, reason: '撤回后清除' };
    const refusedPurge = () => told(act('li-holder', 'vault:purge', purge));
    expect(await refusedPurge()).toMatchObject({ code: 'VAULT_IN_USE', params: { why: on.case } });
    await act('qian-regulator', 'vault:hold', { vault, reason: '调查中' });
    await act('li-holder', 'registration:withdraw', on);
    expect(await refusedPurge()).toMatchObject({ code: 'VAULT_HELD', params: { entity: 'regulator' } });
    await act('qian-regulator', 'vault:lift', { vault, reason: '调查结束' });
    expect(await refusedPurge()).toMatchObject({ code: 'VAULT_DISPUTED' });
    await sleep(1500);
    const attest = (msp: string) => act('admin', 'vault:attest', { vault, host: HOST }, msp);
    expect(await told(attest('ExchangeMSP'))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await told(act('wang-hosted', 'vault:purge', purge))).toMatchObject({ code: 'CALLER_NOT_MEMBER' });
    expect(
      await told(act('li-holder', 'vault:purge', { ...purge, record: { ...(record as object), fields: ['title'] } })),
    ).toMatchObject({
      code: 'VAULT_RECORD',
    });
    const fields = ['title', 'kind'];
    const presence = () => network.as('sun-arbiter').evaluate('vault:presence', { vault, host: HOST, fields });
    expect(await presence()).toMatchObject({ record: 'present', fields: { title: 'present', kind: 'present' } });
    expect(await act('li-holder', 'vault:purge', purge)).toMatchObject({ subject: vault, state: 'erased' });
    expect(await presence()).toMatchObject({ record: 'absent', fields: { title: 'absent', kind: 'absent' } });
    expect(await told(askAt(network, 'li-holder', HOST, 'vault:read', { vault, fields }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    await attest('ExchangeMSP');
    await attest('GroupMSP');
    expect(await network.as('xu-analyst').evaluate('vault:erasure', { vault, host: HOST })).toMatchObject({
      entity: 'huaxin',
      reason: '撤回后清除',
      by: { person: 'li-holder' },
    });
  });
});
