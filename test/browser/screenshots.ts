import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { serious } from '../support/axe.ts';
import { openBrowser, openTab, signInAs } from '../support/browser.ts';
import { root, runScript, startPlatform } from '../support/platform.ts';
import { type Shown, shownPages } from './pages.ts';

/**
 * `npm run screenshots [-- --url U --page NAME --look light --language zh --width 1440]`: every page, light and dark, in
 * both languages, at both widths, as PNG into `screenshots/`; what axe finds serious is printed, and pages that do not come.
 * Without an address a platform of its own plays the story, licences and a trade first.
 */
const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    page: { type: 'string', multiple: true },
    look: { type: 'string' },
    language: { type: 'string' },
    width: { type: 'string' },
    out: { type: 'string' },
  },
});

const folder = values.out ?? join(root, 'screenshots');
const looks = (['light', 'dark'] as const).filter((look) => !values.look || look === values.look);
const languages = (['zh', 'en'] as const).filter((language) => !values.language || language === values.language);
const widths = [1440, 390].filter((width) => !values.width || String(width) === values.width);

const platform = values.url ? undefined : await startPlatform();
const url = values.url ?? platform?.url ?? '';
for (const scene of platform ? ['story', 'licence', 'trade'] : []) {
  const env = { SUYUAN_HOME: platform?.home, SUYUAN_URL: url };
  const { code, output } = await runScript('gateway/tools/src/demo/main.ts', env, [scene]);
  if (code !== 0) throw new Error(output);
}

const browser = await openBrowser();
mkdirSync(folder, { recursive: true });

async function shoot(shown: readonly Shown[], person: string | undefined, width: number): Promise<void> {
  const context = await browser.newContext({
    viewport: { width, height: width > 600 ? 900 : 844 },
    deviceScaleFactor: 1,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  const { page, problems } = await openTab(context, url);
  if (person) await signInAs(page, url, person);
  else await page.goto(url);
  for (const language of languages) {
    for (const look of looks) {
      await page.evaluate(
        ([language, look]) => {
          localStorage.setItem('language', language);
          localStorage.setItem('look', look);
        },
        [language, look] as const,
      );
      for (const { name, path, ready, prepare } of shown) {
        try {
          await page.goto(new URL(path, url).href);
          await page.locator(ready).first().waitFor();
          await prepare?.(page);
        } catch (error) {
          problems.push(`${name} does not come to be seen: ${String(error).split('\n')[0]}`);
          continue;
        }
        await page.waitForTimeout(400);
        if (language === languages[0])
          problems.push(...(await serious(page)).map((found) => `${name}, ${look}: ${found}`));
        await page.screenshot({ path: join(folder, `${name}-${width}-${look}-${language}.png`), fullPage: true });
      }
    }
  }
  for (const problem of new Set(problems)) {
    console.log(`${person ?? 'nobody'}, ${width}: ${problem}`);
    process.exitCode = 1;
  }
  await context.close();
}

try {
  const pages = (await shownPages(url)).filter(({ name }) => !values.page || values.page.includes(name));
  for (const [person, shown] of Map.groupBy(pages, ({ as }) => as)) {
    for (const width of widths) await shoot(shown, person, width);
  }
  console.log(`${pages.length * widths.length * looks.length * languages.length} pictures in ${folder}`);
} finally {
  await browser.close();
  if (platform) {
    await platform.stop();
    rmSync(platform.home, { recursive: true, force: true });
  }
}
