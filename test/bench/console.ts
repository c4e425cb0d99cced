import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openTab } from '../support/browser.ts';
import { CHROMIUM_HINT, chromiumPath } from '../support/chromium.ts';
import { root, runScript } from '../support/platform.ts';
import { type Frames, frames, load, pan, scroll, zoom } from './console/frames.ts';
import { print, type Row } from './measure.ts';

/**
 * `npm run bench -- console`: the console in Chromium, over a gateway that projected 10,000 open cases and a lineage of
 * 5,000 releases: the first view by the browser's performance API, and frames a second while the desk is scrolled and the
 * trace moved. `CASES`, `NODES` and `SECONDS` make it smaller or larger; with `BEAT=2` a case moves on every 2 seconds.
 */
if (!chromiumPath()) throw new Error(CHROMIUM_HINT);
const SECONDS = Number(process.env.SECONDS ?? 5);
const BEAT = Number(process.env.BEAT ?? 0);
const rows: Row[] = [];
const ms = (value: number) => `${Math.round(value)} ms`;
const add = (what: string, value: string, note = '') =>
  rows.push({ what, value, note: note ? `${note}; ${load()}` : load() });
const moved = (what: string, { perSecond, mean, p95, worst }: Frames) =>
  add(
    what,
    `${perSecond.toFixed(1)} frames/s`,
    `a frame ${mean.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, worst ${ms(worst)}`,
  );

type Session = object;
type Said = { url: string; seconds: number; blocks: number; release: string; registrar: Session; analyst: Session };

async function tabOf(browser: Browser, { url }: Said, session?: Session): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
  if (session) await context.addInitScript((text) => sessionStorage.setItem('session', text), JSON.stringify(session));
  return (await openTab(context, url)).page;
}

const FIRST = `(() => {
  const seen = performance.getEntriesByType('resource').filter((one) => one.name.includes('/assets/'));
  return {
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    bytes: seen.reduce((sum, one) => sum + one.encodedBodySize, 0),
    files: seen.length,
    now: performance.now(),
  };
})()`;

async function firstView(browser: Browser, said: Said): Promise<void> {
  for (const which of ['first view', 'first view again, from the browser’s cache']) {
    const page = await tabOf(browser, said);
    if (which !== 'first view') await page.goto(said.url);
    await page.goto(said.url, { waitUntil: 'commit' });
    await page.locator('.institutions').waitFor({ state: 'attached' });
    const { paint, bytes, files, now } = (await page.evaluate(FIRST)) as Record<
      'paint' | 'bytes' | 'files' | 'now',
      number
    >;
    add(`${which}: first paint`, ms(paint));
    add(`${which}: the overview with its data`, ms(now), `${Math.round(bytes / 1000)} kB in ${files} files`);
    await page.context().close();
  }
}

async function desk(browser: Browser, said: Said): Promise<void> {
  const page = await tabOf(browser, said, said.registrar);
  await page.goto(new URL('/desk?show=open', said.url).href, { waitUntil: 'commit' });
  await page.locator('.queue td a').first().waitFor();
  add('desk: the first rows', ms((await page.evaluate('performance.now()')) as number));
  moved('desk: scrolling', await frames(page, () => scroll(page, SECONDS, 120)));
  const drawn = () => page.evaluate('document.querySelectorAll(".queue tbody tr").length') as Promise<number>;
  add('desk: rows drawn', `${await drawn()}`, `after ${SECONDS} s of scrolling`);
  await page.locator('.queue thead input').check();
  const began = performance.now();
  await page.locator('.desk-bar button').first().click();
  await page.locator('.desk-bar > p').waitFor({ state: 'detached' });
  add(
    'desk: all of the queue chosen',
    ms(performance.now() - began),
    (await page.locator('.many .actions span').first().textContent()) ?? '',
  );
  moved('desk: scrolling, all read and chosen', await frames(page, () => scroll(page, SECONDS, 360)));
  await page.context().close();
}

async function trace(browser: Browser, said: Said): Promise<void> {
  const page = await tabOf(browser, said, said.analyst);
  const { pathname } = new URL(`/trace/${said.release}`, said.url);
  await page.goto(new URL(`${pathname}?depth=whole&view=every`, said.url).href, { waitUntil: 'commit' });
  await page.locator('.trace-sheet > canvas').first().waitFor();
  add(
    'trace: drawn',
    ms((await page.evaluate('performance.now()')) as number),
    (await page.locator('.panel h2').first().textContent()) ?? '',
  );
  // Its nodes have their names.
  await page.locator('h1', { hasNotText: 'rel-' }).waitFor();
  await page.waitForTimeout(2000);
  await page.locator('.trace-canvas').scrollIntoViewIfNeeded();
  const box = await page.locator('.trace-canvas').boundingBox();
  if (!box) throw new Error('the drawing is nowhere');
  moved('trace: panning', await frames(page, () => pan(page, box, SECONDS)));
  await page.waitForTimeout(1000);
  moved('trace: zooming', await frames(page, () => zoom(page, box, SECONDS)));
  await page.context().close();
}

await runScript('gateway/console/build.ts', {}, ['--if-stale']);
const gateway = spawn(process.execPath, [fileURLToPath(new URL('./console/gateway.ts', import.meta.url))], {
  env: { ...process.env, NODE_ENV: 'production' },
  stdio: ['pipe', 'pipe', 'inherit'],
  cwd: root,
});
const browser = await openBrowser();
try {
  const ended = once(gateway, 'exit').then(() => {
    throw new Error('the gateway ended');
  });
  const [line] = (await Promise.race([once(createInterface({ input: gateway.stdout }), 'line'), ended])) as [string];
  ended.catch(() => undefined);
  const said = JSON.parse(line) as Said;
  add('projected', `${said.seconds.toFixed(1)} s`, `${said.blocks} blocks`);
  if (BEAT > 0) setInterval(() => gateway.stdin.write('\n'), BEAT * 1000).unref();
  for (const part of [firstView, desk, trace]) await part(browser, said);
} finally {
  await browser.close();
  if (gateway.kill()) await once(gateway, 'exit');
}
console.log(
  `Node ${process.version}, ${cpus().length} cores shared by browser and gateway, no graphics card; ${SECONDS} s a figure\n`,
);
print(rows);
