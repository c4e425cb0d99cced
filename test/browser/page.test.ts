import { rmSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM_HINT, chromiumPath } from '../support/chromium.ts';
import { type Platform, startPlatform } from '../support/platform.ts';

const executablePath = chromiumPath();
if (!executablePath) console.warn(`The browser tests are skipped: ${CHROMIUM_HINT}`);

describe.skipIf(!executablePath)('the page in a browser', () => {
  let platform: Platform;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];
  const foreign: string[] = [];

  beforeAll(async () => {
    platform = await startPlatform();
    browser = await chromium.launch({
      executablePath: executablePath ?? '',
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    page = await browser.newPage({ locale: 'zh-CN' });
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(platform.url)) foreign.push(request.url());
    });
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
    rmSync(platform.home, { recursive: true, force: true });
  });

  it('shows the network, says that it is a demonstration, and asks no other host', async () => {
    await page.goto(platform.url);
    await page.getByText('RegistrarMSP, ExchangeMSP, RegulatorMSP').waitFor();
    expect(await page.locator('#demonstration').isVisible()).toBe(true);
    expect(foreign).toEqual([]);
  });

  it('signs a demonstration person in by one click, and out again', async () => {
    await page.selectOption('#people', 'li-holder');
    await page.getByRole('button', { name: /Sign in/ }).click();
    await page.getByText('li-holder · 华信数据集团').waitFor();
    await page.getByText('没有等您办理的案件').waitFor();
    await page.getByRole('button', { name: /Sign out/ }).click();
    await page.getByText('未登录').waitFor();
  });

  it('fits a phone and reports no error', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBe(390);
    expect(problems).toEqual([]);
  });
});
