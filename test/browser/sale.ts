import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect } from 'vitest';
import { camt054 } from '../../gateway/tools/src/demo/bank.ts';
import { serious } from '../support/axe.ts';
import { FILE, TITLE } from './goods.ts';
import { type Stage, Story } from './stage.ts';
import type { Language, Said } from './words.ts';

const ACCOUNT = '6222020200099887766';
const PRICE = { currency: 'CNY', fen: 1_234_500 } as const;
type Entry = Parameters<typeof camt054>[2];

/** What was registered is sold: a seller, a buyer, an exchange and a bank, each of another entity. */
export function sale(stage: Stage, language: Language): void {
  describe(`a sale in four browsers, ${language}`, { timeout: 300_000 }, () => {
    const story = new Story(stage, language);
    const { say } = story;
    let seller: Page;
    let buyer: Page;
    let exchange: Page;
    let bank: Page;
    let order = '';
    let endToEndId = '';
    afterAll(() => story.over());

    /** The order's page at a person's, and there a step. */
    const step = async (page: Page, name: Said) => {
      await story.visit(page, order);
      await story.press(page, name);
    };
    const drop = (page: Page, files: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]) =>
      page.getByRole('dialog').locator('.drop input').setInputFiles(files);
    const message = (id: string, of: Entry, about = endToEndId) => ({
      name: `${id}.xml`,
      mimeType: 'application/xml',
      buffer: Buffer.from(camt054(id, { endToEndId: about, price: PRICE, account: ACCOUNT }, of)),
    });

    story.part('opens a supervised account, and lists the release at a price', async () => {
      bank = await story.as('tang-bank');
      await story.visit(bank, '/trade?view=accounts');
      await story.press(bank, '登记监管账户');
      await bank.getByRole('textbox', { name: say('账号'), exact: true }).fill(ACCOUNT);
      await bank.getByRole('textbox', { name: say('户名'), exact: true }).fill('数据交易资金监管专户');
      await bank.getByRole('textbox', { name: say('开户行（BIC 或 12 位联行号）'), exact: true }).fill('102100099996');
      await story.confirm(bank);
      await bank.getByText(ACCOUNT).first().waitFor();

      seller = await story.as('li-holder');
      await story.visit(seller, '/trade');
      await story.press(seller, '挂出版本');
      const releases = seller.getByRole('combobox', { name: say('版本'), exact: true });
      const release = await releases.locator('option', { hasText: TITLE }).first().getAttribute('value');
      await releases.selectOption(release);
      await seller.getByRole('textbox', { name: say('价格（元，人民币）'), exact: true }).fill('12,345.00');
      await seller
        .getByRole('textbox', { name: say('限定用途（代码，逗号分隔；空则不限）'), exact: true })
        .fill('research');
      expect(await serious(seller)).toEqual([]);
      await story.confirm(seller);
      await seller.getByRole('button', { name: say('撤牌') }).waitFor();
      await seller.getByText('12,345.00').first().waitFor();
      expect(await serious(seller)).toEqual([]);
    });

    story.part('is ordered under the digest of the agreement, and matched with a bank', async () => {
      buyer = await story.as('wang-hosted');
      await story.visit(buyer, '/trade');
      await buyer.getByRole('link', { name: TITLE }).first().click();
      await story.press(buyer, '下单');
      await story.sign(buyer);
      await buyer.getByText(say('订单进程')).waitFor();
      order = new URL(buyer.url()).pathname;
      exchange = await story.as('zhao-exchange');
      await step(exchange, '撮合');
      await exchange.getByRole('combobox', { name: say('由哪家支付机构监管资金') }).selectOption('custody-bank');
      await story.confirm(exchange);
      await buyer.locator('.page-head').getByText(say('已撮合')).waitFor();
    });

    story.part('gives the buyer a payment file, and takes of the bank’s messages what is about the order', async () => {
      await story.press(buyer, '提交付款指令');
      await buyer.getByRole('textbox', { name: say('买方付款账户'), exact: true }).fill('6217000010001234567');
      await buyer.getByRole('textbox', { name: say('开户行（BIC 或 12 位联行号）'), exact: true }).fill('BKCHCNBJ');
      const [file] = await Promise.all([buyer.waitForEvent('download'), story.press(buyer, '下载 pain.001 报文')]);
      const pain001 = readFileSync(await file.path(), 'utf8');
      endToEndId = /<EndToEndId>([^<]+)</.exec(pain001)?.[1] ?? '';
      expect(pain001).toContain('<InstdAmt Ccy="CNY">12345.00</InstdAmt>');
      expect(pain001).toContain(ACCOUNT);
      await story.confirm(buyer);

      await step(bank, '导入银行报文');
      await drop(bank, message('SY-OTHER', {}, 'SY-SOMEBODY-ELSES'));
      await bank.getByRole('dialog').getByRole('alert').waitFor();
      await drop(bank, message('SY-SECURED', {}));
      await bank.getByRole('dialog').getByText(say('确认资金到账')).waitFor();
      await story.confirm(bank);
    });

    story.part('is delivered and received by files whose digests the browsers work out', async () => {
      await step(seller, '交付');
      const other = { name: 'other.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2') };
      await drop(seller, [FILE, other]);
      await seller.getByText(say('与登记版本一致'), { exact: true }).waitFor();
      const foreign = seller.getByRole('listitem').filter({ hasText: say('不在登记版本内') });
      await foreign.getByRole('button').first().click();
      await foreign.waitFor({ state: 'detached' });
      await story.confirm(seller);
      await buyer.getByRole('button', { name: say('收货确认') }).waitFor();
      await story.press(buyer, '收货确认');
      await drop(buyer, FILE);
      await buyer.getByText(say('与卖方所述一致'), { exact: true }).waitFor();
      await story.confirm(buyer);
    });

    story.part('is paid out and settled, and everybody sees it without a reload', async () => {
      await step(bank, '导入银行报文');
      const paid = message('SY-PAID', { direction: 'DBIT' });
      await drop(bank, paid);
      await bank.getByRole('dialog').getByText(say('确认付款给卖方')).waitFor();
      await story.confirm(bank);
      await step(exchange, '结算');
      // What the bank says of the money is not for the exchange to read: it settles by the message that it was given.
      await drop(exchange, paid);
      await exchange.getByRole('dialog').getByText(say('确认付款给卖方')).waitFor();
      await story.confirm(exchange);
      for (const page of [seller, buyer]) {
        await page.locator('.page-head').getByText(say('已结算')).waitFor();
        expect(await serious(page)).toEqual([]);
      }
    });

    story.part('has concluded a licence, and the ledger says that the data may be used', async () => {
      await buyer.locator('a[href^="/agreements/"]').click();
      await buyer.getByText(say('可用'), { exact: true }).waitFor();
      await buyer.getByRole('link', { name: say('可否使用') }).click();
      await buyer.getByRole('textbox', { name: say('用途（代码）'), exact: true }).fill('research');
      await story.press(buyer, '询问账本');
      await buyer.getByRole('status').getByText(say('可以'), { exact: true }).waitFor();
      expect(await serious(buyer)).toEqual([]);
      await story.visit(buyer, order);
    });

    story.part('has a transaction certificate, and complains of nothing on the way', async () => {
      await buyer.locator('a[href^="/transaction-certificates/"]').first().click();
      await buyer.getByRole('heading', { name: say('数据交易凭证') }).waitFor();
      await buyer.getByText(say('10 项已揭示且一致，0 项未向您揭示')).waitFor();
      expect(await serious(buyer)).toEqual([]);
      const { page: anyone } = await story.tab();
      await story.visit(anyone, new URL(buyer.url()).pathname);
      await anyone.getByText(say('0 项已揭示且一致，10 项未向您揭示')).waitFor();
      // The browser itself notes down that the message of another order was refused.
      expect(story.complaints).toEqual([expect.stringContaining('422')]);
    });
  });
}
