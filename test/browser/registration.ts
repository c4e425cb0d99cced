import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect } from 'vitest';
import { serious } from '../support/axe.ts';
import { hostilePdf } from '../support/pdf.ts';
import { FILE, TITLE } from './goods.ts';
import { type Stage, Story } from './stage.ts';
import type { Language } from './words.ts';

const PAPER = { name: '合规意见.pdf', mimeType: 'application/pdf', buffer: hostilePdf('http://localhost:1/') };
/** The first page of a paper has its blue box. */
const DRAWN = `(() => {
  const canvas = document.querySelector('.pdf-page canvas');
  const at = canvas?.getContext('2d')?.getImageData(canvas.width * 0.2, canvas.height * 0.72, 1, 1).data;
  return Boolean(at && at[2] > 200 && at[0] < 60);
})()`;
const HOLDER = 'network/operators/group/people/li-holder/person.p12';

/** A file is registered by four people of two entities. */
export function registration(stage: Stage, language: Language): void {
  describe(`a registration in four browsers, ${language}`, { timeout: 300_000 }, () => {
    const story = new Story(stage, language);
    const { say } = story;
    let holder: Page;
    let acceptor: Page;
    let address = '';
    /** Opens a document of the case that the page shows. */
    const read = (page: Page, name: string) =>
      page
        .getByRole('listitem')
        .filter({ hasText: name })
        .getByRole('button', { name: say('查看'), exact: true })
        .first()
        .click();
    afterAll(() => story.over());

    story.part(
      'works digest, fields and records of a file out in the browser, and keeps the draft over a reload',
      async () => {
        const { page } = await story.tab();
        holder = page;
        // This one signs with a key of its own, in the browser; the others have wallets at the gateway.
        await story.visit(page, '/sign-in');
        await page.locator('input[type=file]').setInputFiles(join(stage.home, HOLDER));
        await page.locator('input[type=password]').fill('demonstration');
        await story.press(page, '打开并登录');
        await page.getByRole('link', { name: say('登记'), exact: true }).click();
        // The page before stays until this one is loaded, and has a place for files, too.
        await page.getByLabel(say('登记规则')).first().waitFor();
        await page.locator('.drop input').first().setInputFiles(FILE);
        await page.getByText('sha256:').first().waitFor();
        expect(await page.getByRole('spinbutton', { name: say('记录数') }).inputValue()).toBe('500');
        expect(await page.getByLabel(`rain: ${say('类型')}`).inputValue()).toBe('number');
        await page.getByLabel(say('中文名称')).fill(TITLE);
        await page.reload();
        expect(await page.getByLabel(say('中文名称')).inputValue()).toBe(TITLE);
        expect(await serious(page)).toEqual([]);
      },
    );

    story.part('lists what the ledger’s rules find while one types, and submits what passes', async () => {
      const page = holder;
      await page.getByLabel(say('登记规则')).click();
      await page.getByText(say('公共数据资源登记（演示，短时限）')).last().click();
      await page.getByLabel(say('登记机构')).first().click();
      await page.getByText(say('数据资产登记中心')).last().click();
      await page.getByLabel(say('中文摘要')).fill('四十个气象站的逐日雨量。');
      await page.getByLabel(say('主题分类')).fill('气象');
      await page.getByLabel(say('关键词')).fill('雨量');
      await page.keyboard.press('Enter');
      for (const right of ['资源持有权', '加工使用权', '产品经营权'] as const)
        await page.getByLabel(`${say(right)}: ${say('取得依据')}`).fill('依法持有');
      await page.getByText(say('缺少证明材料：来源说明')).waitFor();
      await page.getByLabel(say('时间范围：自')).fill('2025-01-01');
      await page.getByLabel(say('时间范围：至')).fill('2025-12-31');
      await page.getByLabel(say('空间范围')).fill('全省');
      await story.press(page, '写一份来源说明');
      await story.press(page, '附上');
      await page
        .locator('.drop', { hasText: say('添加材料') })
        .locator('input')
        .setInputFiles(PAPER);
      await page.getByRole('listitem').getByText(PAPER.name).waitFor();
      await page.getByText(say('符合登记规则')).waitFor();
      await story.press(page, '提交登记申请');
      await page.getByRole('dialog').getByText(TITLE).waitFor();
      await page.getByText(say('从待签名的字节中解码')).waitFor();
      await story.press(page, '取消');
      await page.getByText(say('未签名')).waitFor();
      await story.press(page, '提交登记申请');
      await story.sign(page);
      await page.getByText(say('申请已提交')).waitFor();
      await page.getByRole('link', { name: say('查看案件') }).click();
      await page.getByText(say('办理经过')).waitFor();
      address = new URL(page.url()).pathname;
    });

    story.part(
      'comes back with a reason, is mended in the form, and shows the registrar what was changed',
      async () => {
        acceptor = await story.as('lin-acceptor');
        await story.visit(acceptor, address);
        await story.press(acceptor, '签收材料');
        await story.sign(acceptor);
        await story.press(acceptor, '退回补正');
        await acceptor.getByLabel(say('说明（申请人将看到）')).fill('请写明数据的年份。');
        await story.confirm(acceptor);
        await holder.getByText('请写明数据的年份。').first().waitFor();
        await story.press(holder, '补正后重新提交');
        await holder.getByLabel(say('中文摘要')).fill('四十个气象站 2025 年的逐日雨量。');
        await holder.getByText(say('符合登记规则')).waitFor();
        await story.press(holder, '提交登记申请');
        await story.sign(holder);
        await holder.getByText(say('申请已提交')).waitFor();
        await holder.getByRole('link', { name: say('查看案件') }).click();
        await acceptor.getByText(say('与上一版相比')).waitFor();
        await acceptor.getByText('四十个气象站 2025 年的逐日雨量。').first().waitFor();
      },
    );

    story.part('takes it through the desk, and tells who may not act, and why', async () => {
      const page = acceptor;
      await story.visit(page, '/desk');
      await page.getByLabel(`${say('选择')} ${TITLE}`).check();
      await story.press(page, '受理申请（1）');
      await story.sign(page);
      await page.getByText(say('办理完成：1 项成功')).waitFor();
      expect(await serious(page)).toEqual([]);
      await story.visit(page, address);
      await read(page, '来源说明.txt');
      await page.getByText(say('数据来源合法')).waitFor();
      await story.press(page, '关闭');
      await read(page, PAPER.name);
      await page.getByText(say('共 2 页')).waitFor();
      await page.getByText('First page').waitFor({ state: 'attached' });
      await page.getByRole('button', { name: say('放大'), exact: true }).click();
      await page.getByText('125%').waitFor();
      await page.waitForFunction(DRAWN);
      // What is in the paper was drawn, and nothing of it run.
      expect(await page.evaluate('globalThis.hacked')).toBeUndefined();
      expect(await serious(page)).toEqual([]);
      await story.press(page, '关闭');
      await page.getByText(say('您已在本案担任受理人')).waitFor();
      expect(await page.getByRole('button', { name: say('开始审查') }).isDisabled()).toBe(true);
      expect(await serious(page)).toEqual([]);
    });

    story.part('shows the applicant what the registrar does, without a reload', async () => {
      await holder.getByText(say('已受理')).first().waitFor();
      const page = await story.as('zhou-reviewer');
      await story.visit(page, address);
      await story.press(page, '开始审查');
      await story.sign(page);
      await story.press(page, '审查通过并公示');
      await story.confirm(page);
      await holder.getByText(say('公示中')).first().waitFor();
    });

    story.part('issues a certificate that looks like one, and that the browser itself checks', async () => {
      const page = await story.as('wu-issuer');
      await story.visit(page, address);
      const issue = page.getByRole('button', { name: say('签发凭证') });
      await issue.and(page.locator(':enabled')).click();
      await story.sign(page);
      await holder.getByText(say('已发证')).first().waitFor();
      await holder.locator('a[href^="/certificates/"]').first().click();
      await holder.getByRole('heading', { name: say('数据资产登记凭证'), exact: true }).waitFor();
      await story.press(holder, '开始核验');
      await holder.getByText(say('项一致，0 项未向您公开')).waitFor();
      expect(await serious(holder)).toEqual([]);
    });

    story.part('finds it in the catalogue by a word of its abstract, and complains of nothing on the way', async () => {
      await story.visit(holder, '/catalogue?q=气象站');
      await holder.getByRole('link', { name: TITLE }).click();
      await holder.getByText(say('变更历史'), { exact: true }).waitFor();
      expect(await serious(holder)).toEqual([]);
      expect(story.complaints).toEqual([]);
    });
  });
}
