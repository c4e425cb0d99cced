import type { Page } from 'playwright-core';

/** A page of the console as it is looked at: by whom, where, and what shows that it is there. */
export type Shown = {
  readonly name: string;
  readonly as?: string;
  readonly path: string;
  readonly ready: string;
  readonly prepare?: (page: Page) => Promise<void>;
};

const LATEST = `{
  certificates(first: 1, sort: { by: ISSUED_AT }) { nodes { number assetId case { id } } }
}`;

type Latest = { readonly number: string; readonly assetId: string };

/** What was certified last, by the public API. */
async function latest(url: string): Promise<Latest> {
  const response = await fetch(new URL('/graphql', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: LATEST }),
  });
  const { data } = (await response.json()) as { data: { certificates: { nodes: readonly Latest[] } } };
  const [found] = data.certificates.nodes;
  if (!found) throw new Error('Nothing is certified yet: play the demo first');
  return found;
}

/** The case that stands first in a list of cases. */
const firstCase = async (page: Page) => {
  await page.locator('.queue a').first().click();
  await page.locator('.timeline').waitFor();
};

/** Every page of the console, on a platform on which the demo was played. One line here is all that a new page needs. */
export async function shownPages(url: string): Promise<readonly Shown[]> {
  const { number, assetId } = await latest(url);
  return [
    { name: 'overview-public', path: '/', ready: '.institutions' },
    { name: 'overview', as: 'li-holder', path: '/', ready: '.institutions' },
    { name: 'sign-in', path: '/sign-in', ready: '.people' },
    { name: 'register', as: 'li-holder', path: '/register', ready: '.chips' },
    { name: 'desk', as: 'lin-acceptor', path: '/desk?show=over', ready: '.queue' },
    { name: 'case', as: 'lin-acceptor', path: '/desk?show=over', ready: '.queue a', prepare: firstCase },
    { name: 'publicity', as: 'li-holder', path: '/publicity', ready: '.panel' },
    { name: 'catalogue', path: '/catalogue', ready: '.rows a' },
    { name: 'asset', path: `/assets/${assetId}`, ready: '.release' },
    { name: 'asset-own', as: 'li-holder', path: `/assets/${assetId}`, ready: '.release' },
    { name: 'certificate', path: `/certificates/${number}`, ready: '.certificate' },
    { name: 'no-permission', as: 'xu-analyst', path: '/desk', ready: '.ant-result' },
    { name: 'not-found', path: '/no/such/page', ready: '.ant-result' },
  ];
}
