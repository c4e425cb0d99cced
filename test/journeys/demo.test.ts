import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fromPkcs12, SuyuanError, signIn } from '@suyuan/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Platform, runScript, startPlatform } from '../support/platform.ts';

let platform: Platform;
const demo = (...scene: string[]) => {
  const env = { SUYUAN_HOME: platform.home, SUYUAN_URL: platform.url, NO_COLOR: '1' };
  return runScript('gateway/tools/src/demo/main.ts', env, scene);
};

beforeAll(async () => {
  platform = await startPlatform();
});
afterAll(async () => {
  await platform.stop();
  rmSync(platform.home, { recursive: true, force: true });
});

describe('the one-command platform', () => {
  it('says where the page and GraphQL are, and who can sign in', () => {
    expect(platform.output).toContain(`page     ${platform.url}`);
    expect(platform.output).toContain(`${platform.url}graphql`);
    expect(platform.output).toMatch(/group\/li-holder +李持有/);
    for (const part of ['console is built', 'network runs', 'gateway serves'])
      expect(platform.output).toContain(`the ${part}`);
  });

  it('has a profile by which somebody who tries it by hand has a certificate in a sitting', async () => {
    const query = '{ profile(id: "trial") { clocks { accept { unit } publicity { amount unit } } } }';
    const response = await fetch(new URL('/graphql', platform.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { data } = (await response.json()) as { data: { profile: { clocks: object } } };
    expect(data.profile.clocks).toEqual({ accept: { unit: 'DAY' }, publicity: { amount: 30, unit: 'SECOND' } });
  });

  it('plays the whole demo, each step with its transaction and block', async () => {
    const { code, output } = await demo();
    expect(output).toMatch(/启象科技 enters in force → enacted {2}tx [0-9a-f]{16}… {2}block \d+/);
    expect(output).toMatch(/returns《中国行政区划》: .* → returned/);
    expect(output).toMatch(/objects → objected/);
    expect(output.match(/吴发证 issues《.*》 DEMO-\d{4}-\d{16}[\dX] → issued/g)).toHaveLength(4);
    expect(output).toMatch(/━━ confirmed 西雅图逐日气象/);
    expect(output).toMatch(/╌╌ claimed 西雅图逐日气象/);
    expect(code).toBe(0);
  }, 120_000);

  it('plays it again beside what is there', async () => {
    const { code, output } = await demo();
    expect(output).toContain('启象科技 is a member since');
    expect(code).toBe(0);
  }, 120_000);

  it('plays licences: terms, uses, sub-licences, refusals on record, and what ends them', async () => {
    const { code, output } = await demo('licence');
    expect(output).toMatch(/qixiang train \/ research\? 不可 no {2}USE_ACTION {2}qixiang ← huaxin/);
    expect(output).toMatch(/attested by 3 institutions/);
    expect(output).toMatch(/8 uses on 8 lanes/);
    expect(output).toMatch(/count 40 = spent 8 \+ drawn by the sub-licence 15 \+ left 17/);
    expect(output).toMatch(/yanjiu derive \/ research\? 可 yes {2}AGREEMENT {2}yanjiu ← qixiang, qixiang ← huaxin/);
    expect(output.match(/USE_ENDED/g)).toHaveLength(2);
    expect(code).toBe(0);
  }, 120_000);

  it('plays a dispute, an alias, a raise pushed down, a report and a recall', async () => {
    const { code, output } = await demo('recall');
    expect(output).toMatch(/dismisses: the edge stands → confirmed/);
    expect(output).toMatch(/╌╌ claimed ext-[0-9a-f]{32} .*\n +━━ confirmed 西雅图逐日气象/);
    expect(output).toMatch(/徐分析下推 pushes → important/);
    expect(output).toMatch(/RULE_GRADE_FLOOR/);
    expect(output).toMatch(/publishes on it, as general/);
    expect(output).toMatch(/RULE_RECALLED .*请改用 rel-/);
    expect(output).toMatch(/impact: 3 releases of 1 entities, 1 answered/);
    expect(code).toBe(0);
  }, 120_000);

  it('answers anybody who asks for a certificate, as the README shows', async () => {
    const query =
      '{ certificates(first: 1) { nodes { number state validUntil asset { text { descriptor { title { zh } } } } } } }';
    const response = await fetch(new URL('/graphql', platform.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { data, extensions } = (await response.json()) as {
      data: {
        certificates: { nodes: { state: string; asset: { text: { descriptor: { title: { zh: string } } } } }[] };
      };
      extensions: { asOf: { block: number } };
    };
    expect(data.certificates.nodes[0]?.state).toBe('ACTIVE');
    expect(data.certificates.nodes[0]?.asset.text.descriptor.title.zh).toMatch(/\p{Script=Han}/u);
    expect(extensions.asOf.block).toBeGreaterThan(30);
  });

  it('signs a person in by a PKCS#12 file, as the README shows', async () => {
    const file = readFileSync(join(platform.home, 'network/operators/group/people/li-holder/person.p12'));
    await expect(fromPkcs12(file, 'wrong')).rejects.toThrow('Wrong password');
    const li = await signIn(platform.url, await fromPkcs12(file, 'demonstration'));
    const { me } = await li.query<{ me: object }>('{ me { name roles entity { id } } }');
    expect(me).toEqual({ name: 'li-holder', roles: ['HOLDER'], entity: { id: 'huaxin' } });
    await li.signOut();
    await expect(li.query('{ waiting { nodes { id } } }')).rejects.toBeInstanceOf(SuyuanError);
  });

  it('is found well by the doctor while it runs, and ill once it is stopped, with what to do; starts again on the same data', async () => {
    const doctor = () =>
      runScript('gateway/tools/src/doctor/main.ts', { SUYUAN_HOME: platform.home, SUYUAN_URL: platform.url });
    const { code, output } = await doctor();
    expect(output).toMatch(/✓ peer of RegistrarMSP: answers at localhost:\d+, the own one/);
    expect(output).toMatch(/✓ ledger: block \d+, \d behind the peer/);
    expect(output).toMatch(/✓ Node of the gateway: v\d+/);
    expect(output.match(/^[✓!] /gm)).toHaveLength(12);
    expect(code).toBe(0);
    expect(await platform.stop()).toBe(0);
    const stopped = await doctor();
    expect(stopped.output).toMatch(/✗ peer of RegistrarMSP: no answer at .*\n {4}start it/);
    expect(stopped.output).toMatch(/! peer of GroupMSP: no answer at .*\n {4}ask its operator/);
    expect(stopped.output).toMatch(/✗ gateway: no answer at .*ECONNREFUSED.*\n {4}start it, or set PORT or SUYUAN_URL/);
    expect(stopped.code).toBe(1);
    platform = await startPlatform(platform.home);
    expect(platform.output).toContain('the charter is in force');
  });
});
