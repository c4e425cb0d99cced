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

const TIDES: Described = {
  holder: 'huaxin',
  zh: '近海潮位记录',
  en: 'Tides',
  abstract: '十二个验潮站的逐时潮位。',
  subject: '海洋',
  keywords: ['潮位'],
  coverage: { from: '2025-01-01', to: '2025-12-31' },
  space: '近海',
  source: 'own-production',
};
const FILE = {
  fields: [{ name: 'hour', type: 'datetime' }],
  records: 105_120,
  distribution: { name: 'tides.csv', mediaType: 'text/csv', size: 9000, sha256: digest('tides') },
} as FileFacts;
const MENDED = '十三个验潮站的逐时潮位。';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Writes a source statement and attaches it. */
async function state(page: Page): Promise<void> {
  await press(page, '写一份来源说明');
  await press(page, '附上');
  await page.locator('.needs .there').first().waitFor();
}

/** Sends what the pre-check passes; answers the id of its case. */
async function send(page: Page): Promise<string> {
  await page.getByText('符合登记规则').waitFor();
  await press(page, '提交登记申请');
  await press(page, '签名并提交');
  await page.getByText('申请已提交').waitFor();
  await page.getByRole('link', { name: '查看案件' }).click();
  await page.getByText('办理经过').waitFor();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** A registered asset passes to another holder, who consents, and then has it corrected. */
export function transfer(stage: Stage): void {
  describe('a transfer and a correction in three browsers', { timeout: 150_000 }, () => {
    const story = new Story(stage, 'zh');
    let cast: Cast;
    let receiver: Page;
    let asset = '';
    afterAll(() => story.over());

    story.part('begins at the asset’s page, says what it changes, and keeps its draft over a reload', async () => {
      const connection = JSON.parse(readFileSync(join(stage.home, 'network/connection.json'), 'utf8')) as Connection;
      cast = new Cast(stage.url, connection);
      const { subject } = await submit(await cast.as('li-holder'), TIDES, applicationOf(TIDES, FILE));
      await toPublicity(cast, subject, TIDES.zh);
      asset = (await issue(cast, subject, TIDES.zh)).asset?.id ?? '';

      const page = await story.as('li-holder');
      await story.visit(page, `/assets/${asset}`);
      await page.getByText('起受理').waitFor();
      await page.getByRole('link', { name: '转移', exact: true }).click();
      await page.getByRole('combobox', { name: '受让方' }).click();
      await page.getByText('启象科技').last().click();
      await page.reload();
      await page.getByRole('row', { name: /资源持有权.*启象科技/ }).waitFor();
      await state(page);
      const contract = { name: '转让合同.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') };
      await page.locator('.drop input').setInputFiles(contract);
      await page.getByText('符合登记规则').waitFor();
      expect(await serious(page)).toEqual([]);
      const id = await send(page);
      await page.getByText('待受让方签名').waitFor();

      receiver = await story.as('wang-hosted');
      await story.visit(receiver, '/register');
      await receiver.locator('.consents a').click();
      await press(receiver, '受让方同意');
      await press(receiver, '签名并提交');
      await page.getByText('wang-hosted').waitFor();
      await toPublicity(cast, id, TIDES.zh);
      await issue(cast, id, TIDES.zh);
      await page.getByText('已发证').first().waitFor();
      await page.locator('a[href^="/certificates/"]').first().click();
      await page.locator('.certificate').getByText('启象科技').waitFor();
    });

    story.part('gives the asset to its new holder, whose correction shows both sides what it changes', async () => {
      await story.visit(receiver, `/assets/${asset}`);
      await receiver.getByRole('link', { name: '更正', exact: true }).click();
      await receiver.getByLabel('更正理由').fill('站数有误。');
      await receiver.getByLabel('中文摘要').fill(MENDED);
      await receiver.locator('.changes ins').getByText(MENDED).waitFor();
      await state(receiver);
      const id = await send(receiver);
      const registrar = await story.as('lin-acceptor');
      await story.visit(registrar, `/cases/${id}`);
      await registrar.getByText('与已登记内容相比').waitFor();
      await registrar.locator('.changes del').getByText(TIDES.abstract).waitFor();
      await registrar.getByText('站数有误。').waitFor();
      expect(await serious(registrar)).toEqual([]);
      expect(story.complaints).toEqual([]);
    });
  });
}
