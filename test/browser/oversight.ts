import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest } from '@suyuan/schemas';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect } from 'vitest';
import type { Connection } from '../../gateway/tools/src/connection.ts';
import { applicationOf, type Described } from '../../gateway/tools/src/demo/application.ts';
import { Cast } from '../../gateway/tools/src/demo/cast.ts';
import type { FileFacts } from '../../gateway/tools/src/demo/files.ts';
import { issue, submit, toPublicity } from '../../gateway/tools/src/demo/registration.ts';
import { serious } from '../support/axe.ts';
import { type Stage, Story } from './stage.ts';

const DAY_MS = 86_400_000;
const LETTER = '请协助核查该数据的来源。';

const castOf = (stage: Stage) =>
  new Cast(stage.url, JSON.parse(readFileSync(join(stage.home, 'network/connection.json'), 'utf8')) as Connection);

type Registered = { readonly asset: string; readonly release: string };

const TOLLS: Described = {
  holder: 'huaxin',
  zh: '高速通行费日统计',
  en: 'Tolls by day',
  abstract: '全省高速公路通行费，按日汇总。',
  subject: '交通',
  keywords: ['高速公路'],
  coverage: { from: '2025-01-01', to: '2025-12-31' },
  space: '全省',
  source: 'own-production',
};
const FILE: FileFacts = {
  fields: [{ name: 'day', type: 'date' }],
  records: 365,
  distribution: { name: 'tolls.csv', mediaType: 'text/csv', size: 4000, sha256: digest('tolls') },
} as FileFacts;

/** An asset with a release, by the client. */
async function registered(stage: Stage): Promise<Registered> {
  const cast = castOf(stage);
  const { subject } = await submit(await cast.as('li-holder'), TOLLS, applicationOf(TOLLS, FILE));
  await toPublicity(cast, subject, TOLLS.zh);
  const { asset, release } = await issue(cast, subject, TOLLS.zh);
  return { asset: asset?.id ?? '', release: release?.id ?? '' };
}

/** A basis by the client, with the paper that orders it. */
async function basisOf(stage: Stage, start: string): Promise<string> {
  const agency = await castOf(stage).as('feng-agency');
  const paper = await agency.upload(new TextEncoder().encode(LETTER), { mediaType: 'text/plain' });
  const { subject } = await agency.transact('basis:record', {
    law: '《数据安全法》第三十五条',
    purpose: '核查来源',
    instruments: [{ kind: 'legal-basis', name: '协查函.txt', ...paper }],
    starts: [start],
    until: new Date(Date.now() + 7 * DAY_MS).toISOString(),
  });
  return subject;
}

const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true });

/** A freeze and its lifting, an agency's trace under a basis, the log of who read, and one's own account. */
export function oversight(stage: Stage): void {
  describe('oversight in four browsers', { timeout: 150_000 }, () => {
    const story = new Story(stage, 'zh');
    let found: Registered = { asset: '', release: '' };
    let regulator: Page;
    let holder: Page;
    let agency: Page;
    afterAll(() => story.over());

    const sign = async (page: Page) => {
      await page.getByRole('button', { name: '核对并签名' }).click();
      await story.sign(page);
      await page.getByText('已记入账本').waitFor();
    };

    story.part('begins at an asset, which a regulator freezes by a form that knows it already', async () => {
      found = await registered(stage);
      regulator = await story.as('qian-regulator');
      await story.visit(regulator, `/assets/${found.asset}`);
      await link(regulator, '冻结资产').click();
      await regulator.getByLabel('理由').fill('来源不明，调查期间冻结');
      await sign(regulator);
      await story.visit(regulator, `/assets/${found.asset}`);
      await regulator.getByText('已冻结').waitFor();
      expect(await link(regulator, '冻结资产').count()).toBe(0);
      await link(regulator, '解除冻结').waitFor();
    });

    story.part('is told to the holder, who sees it lifted by who ordered it without a reload', async () => {
      holder = await story.as('li-holder');
      await story.visit(holder, '/oversight');
      await holder.locator('.rows a.big').first().click();
      await holder.getByText('来源不明，调查期间冻结').waitFor();
      await holder.getByText('有效', { exact: true }).first().waitFor();
      expect(await link(holder, '解除冻结').count()).toBe(0);
      expect(await serious(holder)).toEqual([]);
      await story.visit(regulator, '/oversight');
      await link(regulator, '解除冻结').click();
      await regulator.getByLabel('理由').fill('来源已查明');
      await sign(regulator);
      await holder.getByText('已解除', { exact: true }).first().waitFor();
      await holder.getByText('来源已查明').waitFor();
    });

    story.part('leads an agency that traces without a basis to its bases, and from a use to the graph', async () => {
      const basis = await basisOf(stage, found.release);
      agency = await story.as('feng-agency');
      const page = agency;
      await story.visit(page, `/trace/${found.release}`);
      await link(page, '查看我方的法定依据').click();
      await link(page, '使用法定依据').click();
      const form = page.locator('.act-form');
      expect(await form.getByLabel('依据').inputValue()).toBe(basis);
      await form.getByLabel('方向').click();
      await page.locator('.ant-select-item-option', { hasText: '上下游' }).click();
      await form.getByLabel('深度').fill('5');
      await form.getByLabel('理由').fill('核查该版本的上下游');
      await sign(page);
      await story.visit(page, `/oversight/${basis}`);
      await page.getByRole('button', { name: '查看' }).click();
      await page.getByText(LETTER).waitFor();
      await page.getByRole('button', { name: '关闭' }).click();
      await link(page, '据此追溯').click();
      await page.locator('.trace-card.start').waitFor();
      await page.getByText('依据一次使用追溯').waitFor();
      expect(await serious(page)).toEqual([]);
    });

    story.part('shows the regulator who has read, with lines whose digest is the ledger’s', async () => {
      await story.visit(regulator, '/oversight?view=logs');
      const checks = regulator.getByRole('button', { name: '核对原文' });
      const read = regulator.getByRole('cell', { name: '溯源机关 · feng-agency' });
      await checks.first().waitFor();
      // What the agency has read stands in a stretch that is put on the ledger seconds later.
      const found = async () => {
        for (const check of await checks.all()) await check.click();
        return read.count();
      };
      await expect.poll(found, { timeout: 60_000, interval: 1000 }).toBeGreaterThan(0);
      await regulator.getByText('一致：原文').first().waitFor();
      expect(await regulator.getByText('不一致：').count()).toBe(0);
      // The block that brought the log here had the agency's graph asked for anew, under the same use.
      await agency.locator('.trace-card.start').waitFor();
      expect(await agency.getByText('溯源机关须依据').count()).toBe(0);
      expect(await serious(regulator)).toEqual([]);
    });

    story.part(
      'lets a person see their own sessions and end the others, and refuses a webhook into the house',
      async () => {
        await holder.locator('.person a').click();
        await holder.getByText('本会话').waitFor();
        await holder.getByLabel('标识或编号').fill(found.asset);
        await holder.getByLabel('接收地址（https）').fill('https://127.0.0.1/hook');
        await holder.getByRole('button', { name: '新增' }).click();
        await holder.getByRole('alert').waitFor();
        await holder.getByRole('button', { name: '结束其他所有会话' }).click();
        await holder.getByText(/已结束 \d+ 个会话/).waitFor();
        await holder.getByRole('button', { name: '结束', exact: true }).nth(1).waitFor({ state: 'detached' });
        expect(await serious(holder)).toEqual([]);
        expect(story.complaints.filter((said) => !/status of 4\d\d/.test(said))).toEqual([]);
      },
    );
  });
}
