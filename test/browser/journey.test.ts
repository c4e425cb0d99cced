import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../gateway/tools/src/connection.ts';
import { Cast } from '../../gateway/tools/src/demo/cast.ts';
import { members } from '../../gateway/tools/src/demo/members.ts';
import { serious } from '../support/axe.ts';
import { openBrowser, openTab, signInAs, type Tab } from '../support/browser.ts';
import { chromiumPath } from '../support/chromium.ts';
import { type Platform, startPlatform } from '../support/platform.ts';

const HOLDER = 'network/operators/group/people/li-holder/person.p12';
const TITLE = '全省逐日雨量';
const ROWS = Array.from(
  { length: 500 },
  (_, n) => `S${n % 40},2025-01-${String((n % 28) + 1).padStart(2, '0')},${n / 10}`,
);
const CSV = `station,date,rain\n${ROWS.join('\n')}`;

describe.skipIf(!chromiumPath())('a registration in four browsers', { timeout: 150_000 }, () => {
  let platform: Platform;
  let browser: Browser;
  const tabs: Tab[] = [];

  beforeAll(async () => {
    platform = await startPlatform();
    browser = await openBrowser();
    const connection = JSON.parse(readFileSync(join(platform.home, 'network/connection.json'), 'utf8')) as Connection;
    // A profile whose publicity lasts seconds, adopted by vote.
    await members(new Cast(platform.url, connection));
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
    rmSync(platform.home, { recursive: true, force: true });
  });

  async function as(person: string): Promise<Tab> {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
    const tab = await openTab(context, platform.url);
    tabs.push(tab);
    tab.page.setDefaultTimeout(45_000);
    await signInAs(tab.page, platform.url, person);
    return tab;
  }
  const visit = (page: Page, path: string) => page.goto(new URL(path, platform.url).href);
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const sign = (page: Page) => press(page, '签名并提交');

  let holder: Tab;
  let address = '';

  it('works digest, fields and records of a file out in the browser, and keeps the draft over a reload', async () => {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
    holder = await openTab(context, platform.url);
    tabs.push(holder);
    const { page } = holder;
    // This one signs with a key of its own, in the browser; the others have wallets at the gateway.
    await visit(page, '/sign-in');
    await page.locator('input[type=file]').setInputFiles(join(platform.home, HOLDER));
    await page.locator('input[type=password]').fill('demonstration');
    await press(page, '打开并登录');
    await page.getByRole('link', { name: '登记', exact: true }).click();
    const file = { name: '雨量.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) };
    await page.locator('.drop input').first().setInputFiles(file);
    await page.getByText('sha256:').first().waitFor();
    expect(await page.getByRole('spinbutton', { name: '记录数' }).inputValue()).toBe('500');
    expect(await page.getByLabel('rain: 类型').inputValue()).toBe('number');
    await page.getByLabel('中文名称').fill(TITLE);
    await page.reload();
    expect(await page.getByLabel('中文名称').inputValue()).toBe(TITLE);
    expect(await serious(page)).toEqual([]);
  });

  it('lists what the ledger’s rules find while one types, and submits what passes', async () => {
    const { page } = holder;
    await page.getByLabel('登记规则').click();
    await page.getByText('公共数据资源登记（演示，短时限）').last().click();
    await page.getByLabel('登记机构').first().click();
    await page.getByText('数据资产登记中心').last().click();
    await page.getByLabel('中文摘要').fill('四十个气象站的逐日雨量。');
    await page.getByLabel('主题分类').fill('气象');
    await page.getByLabel('关键词').fill('雨量');
    await page.keyboard.press('Enter');
    for (const right of ['资源持有权', '加工使用权', '产品经营权'])
      await page.getByLabel(`${right}: 取得依据`).fill('依法持有');
    await page.getByText('缺少证明材料：来源说明').waitFor();
    await page.getByLabel('时间范围：自').fill('2025-01-01');
    await page.getByLabel('时间范围：至').fill('2025-12-31');
    await page.getByLabel('空间范围').fill('全省');
    await press(page, '写一份来源说明');
    await press(page, '附上');
    await page.getByText('符合登记规则').waitFor();
    await press(page, '提交登记申请');
    await page.getByRole('dialog').getByText(TITLE).waitFor();
    await page.getByText('从待签名的字节中解码').waitFor();
    await press(page, '取消');
    await page.getByText('未签名').waitFor();
    await press(page, '提交登记申请');
    await sign(page);
    await page.getByText('申请已提交').waitFor();
    await page.getByRole('link', { name: '查看案件' }).click();
    await page.getByText('办理经过').waitFor();
    address = new URL(page.url()).pathname;
  });

  let acceptor: Tab;

  it('comes back with a reason, is mended in the form, and shows the registrar what was changed', async () => {
    acceptor = await as('lin-acceptor');
    await visit(acceptor.page, address);
    await press(acceptor.page, '签收材料');
    await sign(acceptor.page);
    await press(acceptor.page, '退回补正');
    await acceptor.page.getByLabel('说明（申请人将看到）').fill('请写明数据的年份。');
    await press(acceptor.page, '下一步：核对并签名');
    await sign(acceptor.page);
    const { page } = holder;
    await page.getByText('请写明数据的年份。').first().waitFor();
    await press(page, '补正后重新提交');
    await page.getByLabel('中文摘要').fill('四十个气象站 2025 年的逐日雨量。');
    await page.getByText('符合登记规则').waitFor();
    await press(page, '提交登记申请');
    await sign(page);
    await page.getByText('申请已提交').waitFor();
    await page.getByRole('link', { name: '查看案件' }).click();
    await acceptor.page.getByText('与上一版相比').waitFor();
    await acceptor.page.getByText('四十个气象站 2025 年的逐日雨量。').first().waitFor();
  });

  it('takes it through the desk, and tells who may not act, and why', async () => {
    const { page } = acceptor;
    await visit(page, '/desk');
    await page.getByLabel(`选择 ${TITLE}`).check();
    await press(page, '受理申请（1）');
    await sign(page);
    await page.getByText('办理完成：1 项成功').waitFor();
    expect(await serious(page)).toEqual([]);
    await visit(page, address);
    await press(page, '查看');
    await page.getByText('数据来源合法').waitFor();
    await press(page, '关闭');
    await page.getByText('您已在本案担任受理人').waitFor();
    expect(await page.getByRole('button', { name: '开始审查' }).isDisabled()).toBe(true);
    expect(await serious(page)).toEqual([]);
  });

  it('shows the applicant what the registrar does, without a reload', async () => {
    await holder.page.getByText('已受理').first().waitFor();
    const { page } = await as('zhou-reviewer');
    await visit(page, address);
    await press(page, '开始审查');
    await sign(page);
    await press(page, '审查通过并公示');
    await press(page, '下一步：核对并签名');
    await sign(page);
    await holder.page.getByText('公示中').first().waitFor();
  });

  it('issues a certificate that looks like one, and that the browser itself checks', async () => {
    const { page } = await as('wu-issuer');
    await visit(page, address);
    const issue = page.getByRole('button', { name: '签发凭证' });
    await issue.and(page.locator(':enabled')).click();
    await sign(page);
    await holder.page.getByText('已发证').first().waitFor();
    await holder.page.locator('a[href^="/certificates/"]').first().click();
    await holder.page.getByRole('heading', { name: '数据资产登记凭证' }).waitFor();
    await press(holder.page, '开始核验');
    await holder.page.getByText(/项一致，0 项未向您公开/).waitFor();
    expect(await serious(holder.page)).toEqual([]);
  });

  it('finds it in the catalogue by a word of its abstract, and complains of nothing on the way', async () => {
    const { page } = holder;
    await visit(page, '/catalogue?q=气象站');
    await page.getByRole('link', { name: TITLE }).click();
    await page.getByText('变更历史').waitFor();
    expect(await serious(page)).toEqual([]);
    expect(tabs.flatMap(({ foreign }) => foreign)).toEqual([]);
    expect(tabs.flatMap(({ problems }) => problems)).toEqual([]);
  });
});
