import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Institution } from '../gateway/support/authority.ts';
import { Chain } from '../gateway/support/chain.ts';
import * as make from '../gateway/support/documents.ts';
import { type TestGateway, testGateway } from '../gateway/support/gateway.ts';
import { serious } from '../support/axe.ts';
import { openBrowser, openTab, type Tab } from '../support/browser.ts';
import { assetText } from '../support/builders.ts';
import { chromiumPath } from '../support/chromium.ts';
import { runScript } from '../support/platform.ts';
import { severableProxy } from '../support/severable-proxy.ts';

const TITLES = ['', '逐日气象', '航班记录', '气候与延误月表', '省级年鉴', '延误预测样本'];
const columns = (from: string, to: string) => [{ from, to, transformation: 'derived' as const }];

/** An asset with its release, as the holder put them on the ledger. */
const published = (n: number, holder: string) => {
  const text = assetText(holder);
  const descriptor = { ...text.descriptor, title: { zh: TITLES[n] ?? '', en: `Dataset ${n}` } };
  return [make.asset(n, holder, { text: { ...text, descriptor } }), make.release(n, holder), make.grade(n)];
};

/** The machine may be busy. */
const PATIENCE = { timeout: 30_000 };

describe.skipIf(!chromiumPath())(
  'the trace in a browser, over a connection that can be lost',
  { timeout: 120_000 },
  () => {
    let door: TestGateway;
    let proxy: Awaited<ReturnType<typeof severableProxy>>;
    let browser: Browser;
    let tab: Tab;
    let page: Page;
    const chain = new Chain();
    const cards = () => page.locator('.trace-card');
    const title = (text: string) => page.getByRole('heading', { name: text });

    const signs = () => page.locator('.trace-sign').allTextContents();
    const shows = (of: () => Promise<string[]>, wanted: string[]) =>
      expect.poll(async () => (await of()).map((text) => text.trim()).sort(), PATIENCE).toEqual(wanted.toSorted());

    /** What the page offers to save, by the name of its button. */
    async function saved(button: string): Promise<Buffer> {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: button }).click(),
      ]);
      return readFile(await download.path());
    }

    beforeAll(async () => {
      await runScript('gateway/console/build.ts', {}, ['--if-stale']);
      const ours = await Institution.create('GroupMSP');
      chain.put([]);
      chain.put([make.entity('huaxin'), make.entity('qixiang'), make.entity('lab', { roles: ['analyst'] })]);
      chain.put([1, 2, 3].flatMap((n) => published(n, n === 3 ? 'huaxin' : 'qixiang')));
      chain.put([make.edge(1, 3, 'confirmed', { columns: columns('name', 'name') })]);
      chain.put([make.edge(2, 3, 'claimed')]);
      chain.put([...published(4, 'qixiang'), make.edge(3, 4, 'disputed')]);
      door = await testGateway({ config: await ours.config(), chain });
      await door.read();
      proxy = await severableProxy(Number(new URL(door.gateway.url).port));
      browser = await openBrowser();
      const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 1000 } });
      const person = {
        name: 'xu',
        title: { zh: '徐分析' },
        msp: 'GroupMSP',
        admin: false,
        entity: 'lab',
        roles: ['ANALYST'],
      };
      const token = await door.signIn(await ours.person('xu', 'lab', 'analyst'));
      const session = { token, expiresAt: new Date(Date.now() + 3_600_000).toISOString(), key: 'browser', person };
      await context.addInitScript((text) => sessionStorage.setItem('session', text), JSON.stringify(session));
      tab = await openTab(context, proxy.url);
      page = tab.page;
    }, 120_000);
    afterAll(async () => {
      await browser?.close();
      proxy?.close();
      await door?.stop();
    });

    it('shows confirmed, claimed and disputed edges apart, and its list says the same', async () => {
      await page.goto(new URL(`/trace/${make.releaseId(3)}?depth=whole`, proxy.url).href);
      await title('溯源 · 气候与延误月表').waitFor();
      await expect.poll(() => cards().count(), PATIENCE).toBe(4);
      for (const edge of [
        '逐日气象 到 气候与延误月表：双方确认',
        '航班记录 到 气候与延误月表：单方声明',
        '气候与延误月表 到 省级年鉴：有争议',
      ])
        await page.getByRole('button', { name: edge }).waitFor();
      await shows(signs, ['!', '?', '✓']);
      expect(await serious(page)).toEqual([]);
      await page.getByRole('button', { name: '列表' }).click();
      const [nodes, edges] = [
        page.locator('section[aria-label] tbody').first(),
        page.locator('section[aria-label] tbody').last(),
      ];
      await shows(
        () => nodes.locator('button.link').allTextContents(),
        ['逐日气象', '航班记录', '气候与延误月表', '省级年鉴'],
      );
      await shows(() => edges.locator('.tag').allTextContents(), ['双方确认', '单方声明', '有争议']);
      await page.getByRole('button', { name: '图', exact: true }).click();
    });

    it('opens an edge beside the graph, and follows a column', async () => {
      await page.locator('.trace-sign[title*="逐日气象"]').click();
      const detail = page.locator('.trace-detail');
      await detail.getByText('双方确认').first().waitFor();
      await detail.getByText('name').first().waitFor();
      await page.locator('.trace-card.start > button').first().click();
      await detail.getByRole('button', { name: 'name', exact: true }).click();
      await detail.locator('code', { hasText: 'name' }).first().waitFor();
      expect(await detail.locator('.rows li').first().textContent()).toContain('→');
      expect(await serious(page)).toEqual([]);
    });

    it('is shown as of an earlier block by the slider, and as of the latest again', async () => {
      await page.getByRole('slider').focus();
      await page.keyboard.press('ArrowLeft');
      await expect.poll(() => cards().count(), PATIENCE).toBe(3);
      expect(new URL(page.url()).searchParams.get('block')).toBe('4');
      await page.getByRole('button', { name: '最新' }).click();
      await expect.poll(() => cards().count(), PATIENCE).toBe(4);
    });

    it('is saved as a picture, a table and PROV-JSON', async () => {
      expect([...(await saved('PNG 图片')).subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
      const lines = (await saved('CSV 表格')).toString('utf8').trim().split('\r\n');
      expect(lines).toHaveLength(4);
      expect(
        lines
          .slice(1)
          .map((line) => line.split(',')[3])
          .sort(),
      ).toEqual(['claimed', 'confirmed', 'disputed']);
      const prov = JSON.parse((await saved('PROV-JSON')).toString('utf8'));
      expect(Object.values(prov.wasDerivedFrom)).toHaveLength(3);
      expect(Object.keys(prov.activity).filter((name) => name.startsWith('suyuan:tx-'))).toHaveLength(3);
      expect(Object.values(prov.wasGeneratedBy)).toHaveLength(2);
      expect(tab.problems).toEqual([]);
    });

    it('grows by itself as others go on, and what was picked stays; nothing is read anew while it is the same', async () => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(/query (Trace\w+)/.exec(request.postData() ?? '')?.[1] ?? ''));
      chain.put([make.entity('newcomer')]);
      await door.read();
      await expect.poll(() => asked, PATIENCE).toContain('TraceDigest');
      expect(asked).not.toContain('TraceTable');
      chain.put([...published(5, 'huaxin'), make.edge(4, 5, 'confirmed')]);
      await door.read();
      await page.locator('.trace-card', { hasText: '延误预测样本' }).waitFor();
      expect(await page.locator('.trace-card.start > button').first().getAttribute('aria-pressed')).toBe('true');
      page.removeAllListeners('request');
    });

    it('says that the connection is lost, and shows what happened meanwhile once it is back, without a reload', async () => {
      await page.evaluate('document.body.dataset.kept = "yes"');
      proxy.cut();
      await page.getByText('连接中断，正在重连').waitFor();
      await page.getByText('页面显示的是此前读到的内容').first().waitFor();
      expect(await cards().count()).toBe(5);
      chain.put([make.edge(2, 3, 'disputed')]);
      await door.read();
      proxy.mend();
      await page.locator('.live:not(.lost, .connecting)').waitFor({ timeout: 40_000 });
      await shows(signs, ['!', '!', '✓', '✓']);
      expect(await page.evaluate('document.body.dataset.kept')).toBe('yes');
      await expect.poll(() => page.getByText('页面显示的是此前读到的内容').count(), PATIENCE).toBe(0);
    });
  },
);
