import { loadavg } from 'node:os';
import type { Page } from 'playwright-core';

/** Frames that a page drew while something moved. */
export type Frames = {
  readonly perSecond: number;
  readonly mean: number;
  readonly p95: number;
  readonly worst: number;
};

const WATCH = `(() => {
  const times = [];
  let on = true;
  const frame = (time) => { times.push(time); if (on) requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
  window.__frames = () => { on = false; return times; };
})()`;

/** Intervals between animation frames while a task runs, in ms. */
export async function frames(page: Page, task: () => Promise<unknown>): Promise<Frames> {
  await page.evaluate(WATCH);
  await task();
  const times = (await page.evaluate('window.__frames()')) as number[];
  const gaps = times.slice(1).map((time, n) => time - (times[n] ?? 0));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const sorted = gaps.toSorted((a, b) => a - b);
  return {
    perSecond: 1000 / mean,
    mean,
    p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
    worst: sorted.at(-1) ?? 0,
  };
}

/** Scrolls like a wheel that is turned steadily, for some seconds; up again at the end of the page. */
export async function scroll(page: Page, seconds: number, step: number): Promise<void> {
  const until = performance.now() + seconds * 1000;
  for (let by = step; performance.now() < until; ) {
    await page.mouse.wheel(0, by);
    await page.waitForTimeout(8);
    const [top, height] = (await page.evaluate('[scrollY + innerHeight, document.documentElement.scrollHeight]')) as [
      number,
      number,
    ];
    if (by > 0 && top >= height - 2) by = -step;
    if (by < 0 && top <= 1100) by = step;
  }
}

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Drags a drawing about, round and round, for some seconds. */
export async function pan(page: Page, { x, y, width, height }: Box, seconds: number): Promise<void> {
  const at = (turn: number) =>
    [x + width * (0.5 + 0.3 * Math.cos(turn)), y + height * (0.5 + 0.3 * Math.sin(turn))] as const;
  await page.mouse.move(...at(0));
  await page.mouse.down();
  const began = performance.now();
  for (let passed = 0; passed < seconds * 1000; passed = performance.now() - began) {
    await page.mouse.move(...at((passed / 2000) * Math.PI));
    await page.waitForTimeout(8);
  }
  await page.mouse.up();
}

/** Goes nearer and further by the wheel, for some seconds. */
export async function zoom(page: Page, { x, y, width, height }: Box, seconds: number): Promise<void> {
  await page.mouse.move(x + width / 2, y + height / 2);
  const began = performance.now();
  for (let passed = 0; passed < seconds * 1000; passed = performance.now() - began) {
    await page.mouse.wheel(0, Math.floor(passed / 1000) % 2 === 0 ? -40 : 40);
    await page.waitForTimeout(16);
  }
}

export const load = (): string => `load ${loadavg()[0]?.toFixed(1)}`;
