import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumPath } from './chromium.ts';

/** The browser that the machine has, without a window. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath() ?? '',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });

/** A tab, with what it complained of and which other hosts it asked: both are to stay empty. */
export type Tab = { readonly page: Page; readonly problems: string[]; readonly foreign: string[] };

export async function openTab(context: BrowserContext, url: string): Promise<Tab> {
  const page = await context.newPage();
  const problems: string[] = [];
  const foreign: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:') && !request.url().startsWith('blob:'))
      foreign.push(request.url());
  });
  return { page, problems, foreign };
}

/** Signs a demonstration's person in, as a person does: by one click on the sign-in page. */
export async function signInAs(page: Page, url: string, person: string): Promise<void> {
  await page.goto(new URL('/sign-in', url).href);
  // Each operator has an administrator of its own: the first is meant.
  await page.locator(`[data-person="${person}"]`).first().click();
  await page.waitForURL((at) => at.pathname !== '/sign-in');
}
