import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest } from '@suyuan/schemas';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect } from 'vitest';
import type { Connection } from '../../gateway/tools/src/connection.ts';
import { applicationOf, type Described, statementOf } from '../../gateway/tools/src/demo/application.ts';
import { Cast } from '../../gateway/tools/src/demo/cast.ts';
import type { FileFacts } from '../../gateway/tools/src/demo/files.ts';
import { serious } from '../support/axe.ts';
import { type Stage, Story } from './stage.ts';

const RIDES: Described = {
  holder: 'huaxin',
  zh: '公交刷卡日统计',
  en: 'Bus rides by day',
  abstract: '全市公交刷卡人次，按日汇总。',
  subject: '交通',
  keywords: ['公交'],
  coverage: { from: '2025-01-01', to: '2025-12-31' },
  space: '全市',
  source: 'own-production',
};
const FILE: FileFacts = {
  fields: [{ name: 'day', type: 'date' }],
  records: 365,
  distribution: { name: 'rides.csv', mediaType: 'text/csv', size: 4000, sha256: digest('rides') },
} as FileFacts;

/** A case in publicity, by the client: under a profile whose publicity lasts days. */
async function inPublicity(stage: Stage): Promise<string> {
  const connection = JSON.parse(readFileSync(join(stage.home, 'network/connection.json'), 'utf8')) as Connection;
  const cast = new Cast(stage.url, connection);
  const holder = await cast.as('li-holder');
  const acceptor = await cast.as('lin-acceptor');
  const reviewer = await cast.as('zhou-reviewer');
  const statement = statementOf(RIDES);
  await holder.upload(new TextEncoder().encode(statement), { mediaType: 'text/plain' });
  const asked = { profile: { id: 'general', version: 1 }, registrar: 'registry' };
  const { subject } = await holder.transact('registration:submit', {
    ...asked,
    application: applicationOf(RIDES, FILE),
  });
  await acceptor.transact('registration:receipt', { case: subject, documents: [digest(statement)] });
  await acceptor.transact('registration:accept', { case: subject });
  await reviewer.transact('registration:review', { case: subject });
  await reviewer.transact('registration:openPublicity', { case: subject });
  return `/cases/${subject}`;
}

/** What is in publicity is objected to with a document, decided, appealed, and withdrawn in the end. */
export function objection(stage: Stage): void {
  describe('an objection in four browsers', { timeout: 150_000 }, () => {
    const story = new Story(stage, 'zh');
    let address = '';
    let objector: Page;
    afterAll(() => story.over());

    story.part('is made from the list of what is in publicity, with a document that shows it', async () => {
      address = await inPublicity(stage);
      objector = await story.as('wang-hosted');
      await story.visit(objector, '/publicity');
      const row = objector.locator('li', { hasText: RIDES.zh });
      await row.getByRole('button', { name: '提出异议' }).click();
      await objector.getByLabel('异议陈述').fill('该统计由我方委托采集，权属有争议。');
      const contract = { name: '委托合同.txt', mimeType: 'text/plain', buffer: Buffer.from('委托采集合同') };
      await objector.locator('.attachments input[type=file]').setInputFiles(contract);
      await objector.locator('.attachments .rows').getByText('委托合同.txt').waitFor();
      expect(await serious(objector)).toEqual([]);
      await story.confirm(objector);
      await row.getByText('本机构已提出异议').waitFor();
    });

    story.part('waits for the registrar, who reads the document and says which objection it decides', async () => {
      const page = await story.as('zhou-reviewer');
      await page.getByText('裁定异议').waitFor();
      await page.getByRole('link', { name: RIDES.zh }).first().click();
      await page.getByRole('button', { name: '裁定', exact: true }).click();
      const form = page.getByRole('dialog');
      await form.getByText('该统计由我方委托采集，权属有争议。').waitFor();
      await form.getByRole('button', { name: '查看' }).click();
      await page.getByText('委托采集合同').waitFor();
      await page.getByRole('button', { name: '关闭' }).click();
      await form.getByText('驳回异议，继续公示').click();
      await form.getByLabel('裁定理由').fill('合同未约定权属。');
      await story.confirm(page);
      await page.getByText('由 zhou-reviewer 裁定').waitFor();
    });

    story.part('is appealed by who lost it, and decided by who had no part in the case', async () => {
      await story.visit(objector, address);
      await objector.getByRole('button', { name: '提出复核' }).click();
      await objector.getByLabel('复核理由').fill('合同附件载明权属。');
      await story.confirm(objector);
      await objector.getByText('复核中').first().waitFor();
      const page = await story.as('sun-arbiter');
      await page.getByText('作出复核决定').waitFor();
      await story.visit(page, address);
      await page.getByRole('button', { name: '作出复核决定' }).click();
      await page.getByRole('dialog').getByText('合同附件载明权属。').waitFor();
      await page.getByText('维持原决定', { exact: true }).click();
      await page.getByRole('dialog').getByLabel('理由').fill('附件没有签章。');
      await story.confirm(page);
      await objector.getByText('公示中').first().waitFor();
    });

    story.part('ends where the applicant withdraws, which the others see without a reload', async () => {
      const page = await story.as('li-holder');
      await story.visit(page, address);
      await page.getByRole('button', { name: '撤回申请' }).click();
      await page.getByLabel('撤回原因').fill('重新采集后再申请');
      await story.confirm(page);
      await objector.getByText('已撤回').first().waitFor();
      expect(story.complaints).toEqual([]);
    });
  });
}
