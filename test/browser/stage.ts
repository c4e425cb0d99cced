import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { it } from 'vitest';
import type { Connection } from '../../gateway/tools/src/connection.ts';
import { Cast } from '../../gateway/tools/src/demo/cast.ts';
import { members } from '../../gateway/tools/src/demo/members.ts';
import { demoProfile } from '../../gateway/tools/src/demo/profile.ts';
import { openBrowser, openTab, signInAs, type Tab } from '../support/browser.ts';
import { type Platform, startPlatform } from '../support/platform.ts';
import type { Language, Say } from './words.ts';
import { sayIn } from './words.ts';

const LOCALES = { zh: 'zh-CN', en: 'en-GB' } as const;
const VIEW = { width: 1440, height: 900 };
/** A buyer on a busy machine is slow: the clocks of the demonstration give one twelve. */
const RECEIVE_SECONDS = 300;
/** The read log is put on the ledger while a story is played, not by the hour. */
const READINGS = { SUYUAN_READINGS_SECONDS: '4' };

/** One platform and one browser, on which stories are played one after another. */
export class Stage {
  #platform: Platform | undefined;
  #browser: Browser | undefined;

  async open(): Promise<void> {
    this.#platform = await startPlatform(undefined, READINGS);
    this.#browser = await openBrowser();
    const connection = JSON.parse(readFileSync(join(this.home, 'network/connection.json'), 'utf8')) as Connection;
    // A profile whose publicity lasts seconds, adopted by vote.
    await members(new Cast(this.url, connection), demoProfile(RECEIVE_SECONDS));
  }

  async close(): Promise<void> {
    await this.#browser?.close();
    await this.#platform?.stop();
    if (this.#platform) rmSync(this.#platform.home, { recursive: true, force: true });
  }

  get home(): string {
    return this.#platform?.home ?? '';
  }

  get url(): string {
    return this.#platform?.url ?? '';
  }

  /** A tab in a browser context of its own. */
  async tab(language: Language): Promise<Tab> {
    if (!this.#browser) throw new Error('The stage is not open');
    const context = await this.#browser.newContext({ locale: LOCALES[language], viewport: VIEW });
    const tab = await openTab(context, this.url);
    tab.page.setDefaultTimeout(90_000);
    return tab;
  }
}

/** A story on a stage, in one language: its people, each in a browser context of their own, and what they do alike. */
export class Story {
  readonly stage: Stage;
  readonly language: Language;
  readonly say: Say;
  readonly tabs: Tab[] = [];
  #broken = '';

  constructor(stage: Stage, language: Language) {
    this.stage = stage;
    this.language = language;
    this.say = sayIn(language);
  }

  /** A part of the story as a test; when one has failed, those after it fail at once. */
  part(name: string, play: () => Promise<void>): void {
    it(name, async () => {
      if (this.#broken) throw new Error(`The story broke off earlier: ${this.#broken}`);
      this.#broken = name;
      await play();
      this.#broken = '';
    });
  }

  async tab(): Promise<Tab> {
    const tab = await this.stage.tab(this.language);
    this.tabs.push(tab);
    return tab;
  }

  async as(person: string): Promise<Page> {
    const { page } = await this.tab();
    await signInAs(page, this.stage.url, person);
    return page;
  }

  visit(page: Page, path: string) {
    return page.goto(new URL(path, this.stage.url).href);
  }

  press(page: Page, name: Parameters<Say>[0]) {
    return page.getByRole('button', { name: this.say(name), exact: true }).click();
  }

  sign(page: Page) {
    return this.press(page, '签名并提交');
  }

  /** From a form that is filled in to what is signed. */
  async confirm(page: Page) {
    await this.press(page, '下一步：核对并签名');
    await this.sign(page);
  }

  /** What the tabs complained of, and the other hosts that they asked. */
  get complaints(): readonly string[] {
    return this.tabs.flatMap(({ problems, foreign }) => [...problems, ...foreign]);
  }

  async over(): Promise<void> {
    for (const { page } of this.tabs) await page.context().close();
  }
}
