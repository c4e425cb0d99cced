import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { Client } from '@suyuan/client';
import { commitment } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose, type Gateway } from '../../gateway/src/compose.ts';
import { makeLog } from '../../gateway/src/log.ts';
import { Recorder } from '../conformance/recorder.ts';
import { adoptProfile, PROFILE } from '../conformance/scenarios/platform.ts';
import { TestConsortium } from '../fabric/consortium.ts';
import { temporary, testConfig } from '../gateway/support/gateway.ts';
import { assetText, initial, releaseText, sheet } from '../support/builders.ts';
import { acting, enter, register } from '../support/journey.ts';
import { abreast, commandId, found, type TestNetwork, testNetwork } from '../support/network.ts';
import { signedIn } from '../support/people.ts';
import { registerSealed, sealedInitial } from '../support/vaults.ts';

type Node = { id: string; visible: boolean; commitment: string; salt: string | null; hop: number; grade: string };
type Page = {
  nodes: Node[];
  edges: { from: string; to: string; state: string; edge: { from: string } | null }[];
  counts: { nodes: number; edges: number; hidden: number };
};
const PAGE = `{ nodes { id visible commitment salt hop grade }
  edges { from to state edge { from } } counts { nodes edges hidden } }`;

/** `ENGINE=fabric`: the same on real Fabric, in a minute. */
async function networkOf(engine: string | undefined): Promise<TestNetwork> {
  if (engine !== 'fabric') return testNetwork();
  const consortium = new TestConsortium();
  await consortium.run('up', '--engine', 'fabric');
  const network = consortium.connect();
  const stop = async () => {
    await network.stop();
    await consortium.run('down');
    rmSync(consortium.home, { recursive: true, force: true });
  };
  return { ...network, stop };
}

describe('an agency traces across entities, at the gateway of its own operator', { timeout: 90_000 }, () => {
  let network: TestNetwork;
  let gateway: Gateway;
  const home = temporary();
  const act = acting(() => network);
  const clients = new Map<string, Client>();
  /** An open release of huaxin, a restricted one made of it, and qixiang's that was made of that. */
  const releases = { first: '', restricted: '', derived: '' };
  let basis = '';

  const as = async (name: string): Promise<Client> => {
    const client = clients.get(name) ?? (await signedIn(network.connection, gateway.url, name));
    clients.set(name, client);
    return client;
  };
  const refusal = async (asked: Promise<unknown>) =>
    asked.then(
      () => 'answered',
      (error: { code?: string }) => error.code,
    );
  const ask = async (name: string, query: string) =>
    (await as(name)).query<{ page: Page }>(`{ page: ${query} ${PAGE} }`);
  const traced = (name: string, use?: string) =>
    ask(name, `trace(release: "${releases.derived}"${use ? `, use: "${use}"` : ''})`);
  const ways = (name: string, use?: string) =>
    ask(name, `tracePaths(from: "${releases.restricted}", to: "${releases.derived}"${use ? `, use: "${use}"` : ''})`);
  const common = (name: string, uses = '') =>
    ask(name, `commonAncestors(one: "${releases.derived}", other: "${releases.restricted}"${uses})`);
  /** Sent by the agency's own hand, and read by its gateway. */
  const sends: Client['transact'] = async (name, command) => {
    const receipt = await (await as('feng-agency')).transact(name, command);
    await gateway.services.projector.reach(receipt.block, 20_000);
    return receipt;
  };
  const use = async (start: string, reason = '核查来源') =>
    (await sends('basis:use', { basis, start, direction: 'upstream', depth: 10, reason })).subject;

  beforeAll(async () => {
    network = await networkOf(process.env.ENGINE);
    await found(network);
    await adoptProfile(new Recorder(network));
    await abreast(network);
    await enter(act);
    const [first] = await register(act, 'li-holder', initial('huaxin', commandId()));
    releases.first = first?.release ?? '';
    const sealed = sealedInitial(
      'huaxin',
      { asset: assetText('huaxin'), release: releaseText(commandId(), { inputs: [{ release: releases.first }] }) },
      [{ rank: 1, grade: 'general' }],
    );
    releases.restricted = (await registerSealed(network, act, sealed, PROFILE)).release ?? '';
    const made = releaseText(commandId(), { inputs: [{ release: releases.restricted }] });
    const product = initial('qixiang', commandId(), { asset: assetText('qixiang'), release: made });
    const [derived] = await register(act, 'wang-hosted', product);
    releases.derived = derived?.release ?? '';
    const env = {
      SUYUAN_CONNECTION: network.connectionFile,
      SUYUAN_OPERATOR: 'regulator',
      SUYUAN_READINGS_SECONDS: '1',
    };
    gateway = await compose(testConfig(home, env), makeLog('silent'));
  }, 180_000);
  afterAll(async () => {
    await gateway?.stop();
    await network?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it('is refused every question without a basis', async () => {
    const { first, derived } = releases;
    const reveal = (await as('feng-agency')).query(`{ reveal(nodes: ["${first}"]) { salt } }`);
    const asked = [traced('feng-agency'), ways('feng-agency'), common('feng-agency'), reveal];
    expect(await Promise.all(asked.map(refusal))).toEqual(Array(4).fill('BASIS_NEEDED'));
    expect(derived).not.toBe('');
  });

  it('records its basis on the ledger, and sees the whole of what that allows; others see the same, redacted', async () => {
    const recorded = await sends('basis:record', {
      law: '《数据安全法》第三十五条',
      purpose: '核查来源',
      instruments: [sheet('legal-basis')],
      starts: [releases.derived, releases.restricted],
      until: new Date(Date.now() + 86_400_000).toISOString(),
    });
    basis = recorded.subject;
    const seen = (await traced('feng-agency', await use(releases.derived))).page;
    const [start, through, hidden] = seen.nodes;
    expect([start?.id, through?.id]).toEqual([releases.derived, releases.restricted]);
    expect(seen.counts).toEqual({ nodes: 3, edges: 2, hidden: 1 });
    expect(seen.edges.map(({ edge }) => edge?.from)).toEqual([releases.restricted, hidden?.id]);
    // What a vault keeps is a commitment for who traces by law, too: its holder opens it, or the regulator orders that.
    expect(hidden).toMatchObject({ visible: false, salt: null, hop: 2, grade: 'GENERAL' });
    const other = (await traced('sun-arbiter')).page;
    expect(other.counts).toEqual(seen.counts);
    expect(other.nodes).toEqual(seen.nodes);
    expect(other.edges.map(({ edge }) => edge?.from ?? null)).toEqual([releases.restricted, null]);
    for (const { id, salt, commitment: said } of [start, through] as Node[])
      expect(commitment(salt ?? '', 'node', id)).toBe(said);
  });

  it('asks for ways and for common ancestors under uses that allow them, and for nothing more', async () => {
    const [one, other] = [await use(releases.derived), await use(releases.restricted)];
    const way = (await ways('feng-agency', one)).page.nodes.map(({ id }) => id);
    expect(way).toEqual([releases.restricted, releases.derived]);
    expect(await refusal(ways('feng-agency', other))).toBe('BASIS_USE');
    const both = (await common('feng-agency', `, use: "${one}", otherUse: "${other}"`)).page;
    expect(both.nodes.map(({ id }) => id)).toContain(releases.restricted);
    expect(await refusal(common('feng-agency', `, use: "${one}"`))).toBe('BASIS_USE');
    expect(
      await refusal(
        sends('basis:use', { basis, start: releases.first, direction: 'upstream', depth: 1, reason: '核查' }),
      ),
    ).toBe('BASIS_START');
  });

  it('is on record: each use on the ledger, each answer in the read log, whose digest is on the ledger within its hour', async () => {
    const regulator = await as('qian-regulator');
    type Used = { basisUses: { nodes: { id: string; start: string }[] } };
    const { basisUses } = await regulator.query<Used>('{ basisUses { nodes { id start } } }');
    expect(basisUses.nodes).toHaveLength(3);
    type Log = { readLogLines: { digest: string; count: number; lines: string[] } };
    type Sealed = { from: string; until: string; count: number; digest: string };
    const sealed = () => regulator.ask<Sealed>('reading:read', { msp: 'RegulatorMSP' });
    const logged = ({ from, until }: { from: string; until: string }) =>
      regulator.query<Log>(`{ readLogLines(from: "${from}", until: "${until}", first: 1000) { digest count lines } }`);
    const all = () => logged({ from: '2026-01-01T00:00:00.000Z', until: new Date().toISOString() });
    const traces = async () =>
      (await all()).readLogLines.lines.map((line) => JSON.parse(line)).filter(({ what }) => what === 'trace');
    expect(await traces()).toMatchObject(
      Array(4).fill({ person: 'feng-agency', entity: 'tracing-agency', use: expect.stringMatching(/^bus-/) }),
    );
    await expect.poll(async () => (await sealed()).count, { timeout: 30_000 }).toBeGreaterThan(0);
    const stretch = await sealed();
    const { readLogLines } = await logged(stretch);
    const digest = createHash('sha256').update(readLogLines.lines.map((line) => `${line}\n`).join(''));
    expect(stretch.digest).toBe(`sha256:${digest.digest('hex')}`);
  });

  it('is answered no more once the regulator has ended the basis', async () => {
    const made = await use(releases.derived);
    await act('qian-regulator', 'basis:end', { basis, reason: '核查完毕' });
    const ended = () => refusal(traced('feng-agency', made));
    await expect.poll(ended, { timeout: 20_000 }).toBe('BASIS_USE');
    expect(await refusal(use(releases.derived))).toBe('BASIS_STATE');
  });
});
