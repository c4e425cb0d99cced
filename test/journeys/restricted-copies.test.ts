import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, type ErasureCertificate, fromPem, type Sealing, sealAsset, signIn } from '@suyuan/client';
import { commitment, digestOf, Refusal } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { compose, type Gateway } from '../../gateway/src/compose.ts';
import { makeLog } from '../../gateway/src/log.ts';
import { demoProfile } from '../../gateway/tools/src/demo/profile.ts';
import { Recorder } from '../conformance/recorder.ts';
import { adoptProfile, PROFILE } from '../conformance/scenarios/platform.ts';
import { temporary, testConfig } from '../gateway/support/gateway.ts';
import { assetText, releaseText, sheet } from '../support/builders.ts';
import { acting, enter } from '../support/journey.ts';
import { commandId, found, type TestNetwork, testNetwork } from '../support/network.ts';
import { runScript } from '../support/platform.ts';
import { askAt, privately, sealedInitial } from '../support/vaults.ts';

const HOST = 'GroupMSP';
const TITLE = '客户画像（受限）';
const OUTSIDE = { namespace: 'warehouse', name: 'customers' };
const DEMO = { profile: PROFILE, registrar: 'registry' };

describe('a restricted asset and its copies', { timeout: 90_000 }, () => {
  let network: TestNetwork;
  let group: Gateway;
  let registrar: Gateway;
  const home = { group: temporary(), registrar: temporary() };
  const clients = new Map<string, Client>();
  const act = acting(() => network);
  const texts = (holder: string) =>
    assetText(holder, { descriptor: { ...assetText(holder).descriptor, title: { zh: TITLE } } });
  const first = sealedInitial(
    'huaxin',
    { asset: texts('huaxin'), release: releaseText(commandId(), { inputs: [{ external: OUTSIDE }] }) },
    [{ rank: 0, grade: 'general' }],
  );
  const [text, release] = first.sealings as [Sealing<object>, Sealing<object>];
  const bought = sealAsset(texts('qixiang'));
  let asset = '';
  let released = '';

  const startGateway = async (operator: 'group' | 'registrar') => {
    const env = { SUYUAN_CONNECTION: network.connectionFile, SUYUAN_OPERATOR: operator };
    return compose(testConfig(home[operator], env), makeLog('silent'));
  };
  const signedIn = async (name: string, gateway: Gateway) => {
    const person = network.connection.operators.flatMap(({ people }) => people).find((one) => one.name === name);
    if (!person) throw new Error(`nobody is called ${name}`);
    const identity = await fromPem(readFileSync(person.certificate, 'utf8'), readFileSync(person.key, 'utf8'));
    clients.set(name, await signIn(gateway.url, identity));
  };
  const clientOf = (name: string) => clients.get(name) as Client;
  const seen = async (name: string, query: string, id: string) => {
    const answer = await clientOf(name).query<{ seen: Record<string, unknown> }>(
      `query ($id: ID!) { seen: ${query} }`,
      { id },
    );
    return answer.seen;
  };
  const store = (person: string, { vault, fields }: Sealing<object>) =>
    privately(network, person, 'vault:store', { vault }, { fields, host: HOST });
  const toRegistrar = async (person: string, { vault, fields }: Sealing<object>) => {
    await act(person, 'vault:open', { vault, to: 'registry', ground: 'registration' });
    await privately(network, person, 'vault:deliver', { vault, to: 'registry' }, { fields, host: 'RegistrarMSP' });
  };
  const decided = async (on: { case: string }, evidence: readonly { sha256: string }[]) => {
    await act('lin-acceptor', 'registration:receipt', { ...on, documents: evidence.map(({ sha256 }) => sha256) });
    await act('lin-acceptor', 'registration:accept', on);
    await act('zhou-reviewer', 'registration:review', on);
    await act('zhou-reviewer', 'registration:openPublicity', on);
    await sleep(1500);
    return act('wu-issuer', 'registration:issue', on);
  };
  const codeOf = async (sent: Promise<unknown>) => {
    const error = await sent.catch((thrown: unknown) => thrown);
    return error instanceof Refusal ? error.body.code : error;
  };
  const eventually = <T>(look: () => Promise<T>) => vi.waitFor(look, { timeout: 30_000, interval: 100 });

  beforeAll(async () => {
    network = await testNetwork();
    await found(network);
    const { clocks, citation } = demoProfile();
    const second = { amount: 1, unit: 'second' as const, citation };
    await adoptProfile(new Recorder(network), { clocks: { ...clocks, appeal: second }, retention: second });
    await enter(act);
    [group, registrar] = await Promise.all([startGateway('group'), startGateway('registrar')]);
    for (const name of ['li-holder', 'wang-hosted']) await signedIn(name, group);
    await signedIn('lin-acceptor', registrar);
  }, 120_000);
  afterAll(async () => {
    await Promise.all([group, registrar].map((gateway) => gateway.stop()));
    await network.stop();
    for (const folder of Object.values(home)) rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('is registered, and its text is shown at the gateways of its host and of the registrar to whom it was opened', async () => {
    for (const sealing of [text, release]) await store('li-holder', sealing);
    const { application } = first;
    const { subject } = await act('li-holder', 'registration:submit', { ...DEMO, application });
    for (const sealing of [text, release]) await toRegistrar('li-holder', sealing);
    const issued = await decided({ case: subject }, application.evidence);
    asset = issued.asset ?? '';
    released = issued.release ?? '';
    const query = 'asset(id: $id) { text { descriptor { title { zh } } } }';
    for (const who of ['li-holder', 'lin-acceptor'])
      await eventually(async () =>
        expect(await seen(who, query, asset)).toEqual({ text: { descriptor: { title: { zh: TITLE } } } }),
      );
    expect(await seen('wang-hosted', query, asset)).toEqual({ text: null });
    const shown = await seen(
      'lin-acceptor',
      'case(id: $id) { application { type asset { kind } release { label } } }',
      subject,
    );
    expect(shown).toMatchObject({
      application: { type: 'INITIAL', asset: { kind: 'DATASET' }, release: { label: '2026-01' } },
    });
  });

  it('reveals one hidden input to another member, who checks it against the ledger and reads nothing else', async () => {
    const { vault, fields } = release;
    const given = { vault, to: 'exchange', ground: 'agreement', fields: ['edge0'] };
    await act('li-holder', 'vault:open', given);
    const { edge0 } = fields;
    if (!edge0) throw new Error('an input');
    const delivery = { fields: { edge0 }, host: 'ExchangeMSP' };
    await privately(network, 'li-holder', 'vault:deliver', { vault, to: 'exchange' }, delivery);
    const read = (asked: string[], at = 'ExchangeMSP') =>
      askAt(network, 'zhao-exchange', at, 'vault:read', { vault, fields: asked });
    const { edge0: told } = (await read(['edge0'])) as { edge0: { salt: string; value: unknown } };
    expect(told.value).toEqual({ external: OUTSIDE });
    const edge = await network
      .as('zhao-exchange')
      .evaluate('lineage:read', { from: commitment(told.salt, 'edge0', told.value), to: released });
    expect(edge).toMatchObject({ disclosure: 'restricted', to: released });
    for (const at of ['ExchangeMSP', HOST]) expect(await codeOf(read(['label'], at))).toBe('VAULT_UNOPENED');
    const shown = await seen('li-holder', 'release(id: $id) { revealedInputs { value commitment } }', released);
    expect(shown).toMatchObject({ revealedInputs: [{ value: { external: OUTSIDE } }] });
  });

  it('is transferred: the transferee consents with the text in a vault of its own', async () => {
    const evidence = [sheet('source-statement'), sheet('transfer-contract')];
    const application = { type: 'transfer', assetId: asset, transferee: 'qixiang', evidence };
    const { subject } = await act('li-holder', 'registration:submit', { ...DEMO, application });
    const on = { case: subject };
    const consent = () => act('wang-hosted', 'registration:consent', { ...on, sealed: bought.sealed });
    expect(await codeOf(consent())).toBe('VAULT_NOT_THERE');
    await store('wang-hosted', bought);
    await consent();
    await act('lin-acceptor', 'registration:receipt', { ...on, documents: evidence.map(({ sha256 }) => sha256) });
    expect(await codeOf(act('lin-acceptor', 'registration:accept', on))).toBe('VAULT_UNOPENED');
    await toRegistrar('wang-hosted', bought);
    expect(await askAt(network, 'lin-acceptor', 'RegistrarMSP', 'registration:examine', on)).toMatchObject({
      findings: [],
    });
    await act('lin-acceptor', 'registration:accept', on);
    await act('zhou-reviewer', 'registration:review', on);
    await act('zhou-reviewer', 'registration:openPublicity', on);
    await sleep(1500);
    await act('wu-issuer', 'registration:issue', on);
    expect(await network.as('xu-analyst').evaluate('asset:read', { asset })).toMatchObject({
      entity: 'qixiang',
      version: 2,
      vault: { id: bought.vault, host: HOST },
      commitments: bought.sealed.commitments,
    });
    const query = 'asset(id: $id) { entityId text { rights { holder } } }';
    const whole = { entityId: 'qixiang', text: { rights: [{ holder: 'qixiang' }] } };
    for (const who of ['wang-hosted', 'lin-acceptor'])
      await eventually(async () => expect(await seen(who, query, asset)).toEqual(whole));
    expect(await seen('li-holder', query, asset)).toEqual({ entityId: 'qixiang', text: null });
  });

  it('leaves no copy with an addressee that is purged by one command, whose certificate says who attested', async () => {
    const { vault, fields } = text;
    const held = async (gateway: Gateway) => (await gateway.services.vaults.held(vault)) !== undefined;
    const kept = (gateway: Gateway) =>
      gateway.services.documents.has(digestOf([fields.title?.salt, 'title', { zh: TITLE }]));
    for (const gateway of [group, registrar]) {
      await eventually(async () => expect(await kept(gateway)).toBe(true));
      expect(await held(gateway)).toBe(true);
    }
    const to = join(home.group, 'erasure.json');
    const env = { SUYUAN_CONNECTION: network.connectionFile, SUYUAN_URL: group.url };
    const order = [
      '--vault',
      vault,
      '--host',
      'RegistrarMSP',
      '--reason',
      '转让后清除副本',
      '--seconds',
      '40',
      '--to',
      to,
    ];
    const erase = (...more: string[]) =>
      runScript('gateway/tools/src/erase/main.ts', env, ['li-holder', ...order, ...more]);
    const erasing = erase();
    // Two of the committee have no gateway here: their administrators give their word.
    await eventually(() => network.as('xu-analyst').evaluate('vault:erasure', { vault, host: 'RegistrarMSP' }));
    for (const msp of ['ExchangeMSP', 'RegulatorMSP'])
      await act('admin', 'vault:attest', { vault, host: 'RegistrarMSP' }, msp);
    const { code, output } = await erasing;
    expect(output).toContain('nothing is left');
    expect(code).toBe(0);
    const certificate = JSON.parse(readFileSync(to, 'utf8')) as ErasureCertificate;
    expect(certificate.erasure).toMatchObject({
      vault,
      host: 'RegistrarMSP',
      entity: 'huaxin',
      reason: '转让后清除副本',
    });
    expect(certificate.attested.answer.record).toBe('absent');
    expect(certificate.attested.signers.length).toBeGreaterThanOrEqual(2);
    expect(certificate.absences).toEqual(expect.arrayContaining(['RegistrarMSP', 'ExchangeMSP', 'RegulatorMSP']));
    await eventually(async () => expect([await held(registrar), await kept(registrar)]).toEqual([false, false]));
    expect([await held(group), await kept(group)]).toEqual([true, true]);
    expect(
      await codeOf(askAt(network, 'lin-acceptor', 'RegistrarMSP', 'vault:read', { vault, fields: ['title'] })),
    ).toBe('NOT_FOUND');
    expect(await askAt(network, 'li-holder', HOST, 'vault:read', { vault, fields: ['title'] })).toMatchObject({
      title: { value: { zh: TITLE } },
    });
    const told = 'vault(id: $id) { erasures { host absences { msp by { person } } } }';
    await eventually(async () =>
      expect(await seen('li-holder', told, vault)).toMatchObject({
        erasures: [
          { host: 'RegistrarMSP', absences: expect.arrayContaining([{ msp: HOST, by: { person: 'gateway' } }]) },
        ],
      }),
    );
    expect(await erase('--admins')).toMatchObject({ code: 0, output: expect.stringContaining('purged before') });
  });
});
