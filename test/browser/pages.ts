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
  listings(first: 1) { nodes { id } }
  transactionCertificates(first: 1) { nodes { number } }
}`;

type Latest = { readonly number: string; readonly assetId: string; readonly listing?: string; readonly sale?: string };

/** The start of a trace, opened beside the graph. */
const nodeOfTrace = async (page: Page) => {
  await page.locator('.trace-card.start button').first().click();
  await page.locator('.trace-detail .facts').first().waitFor();
};

/** What was certified last, by the public API. */
async function latest(url: string): Promise<Latest> {
  const response = await fetch(new URL('/graphql', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: LATEST }),
  });
  const { data } = (await response.json()) as {
    data: {
      certificates: { nodes: readonly Latest[] };
      listings: { nodes: readonly { id: string }[] };
      transactionCertificates: { nodes: readonly { number: string }[] };
    };
  };
  const [found] = data.certificates.nodes;
  if (!found) throw new Error('Nothing is certified yet: play the demo first');
  const listing = data.listings.nodes[0]?.id;
  const sale = data.transactionCertificates.nodes[0]?.number;
  return { ...found, ...(listing ? { listing } : {}), ...(sale ? { sale } : {}) };
}

/** The order that stands first in a list of orders. */
const firstOrder = async (page: Page) => {
  await page.locator('.rows a.big').first().click();
  await page.locator('.way').waitFor();
};

/** The overview, looked at down to its charts. */
const charts = async (page: Page) => {
  await page.mouse.move(400, 400);
  await page.locator('.charts-later').scrollIntoViewIfNeeded();
  await page.locator('.chart canvas').first().waitFor();
  await page.mouse.wheel(0, -9_000);
};

/** What stands first in a list of licences. */
const firstLicence = async (page: Page) => {
  await page.locator('.rows a.big').first().click();
  await page.locator('.plainly').waitFor();
};

/** The ledger's answer about the release that stands first. */
const mayUse = async (page: Page) => {
  await page.getByRole('combobox').first().click();
  await page.locator('.ant-select-item-option').first().click();
  await page.getByRole('textbox').first().fill('marketing');
  await page.locator('.panel .ant-btn-primary').first().click();
  await page.locator('.answer-head').waitFor();
};

/** Licences, one agreement and one offer, once `npm run demo -- licence` was played. */
const licencePages: readonly Shown[] = [
  { name: 'licences', as: 'wang-hosted', path: '/licences', ready: '.panel .nothing, .panel .rows' },
  { name: 'licence-offers', as: 'wang-hosted', path: '/licences?view=offers', ready: '.panel .nothing, .panel .rows' },
  { name: 'licence-ask', as: 'wang-hosted', path: '/licences?view=ask', ready: '.form', prepare: mayUse },
  { name: 'agreement', as: 'wang-hosted', path: '/licences', ready: '.rows a.big', prepare: firstLicence },
  { name: 'offer', as: 'wang-hosted', path: '/licences?view=offers', ready: '.rows a.big', prepare: firstLicence },
];

/** What there is to see once `npm run demo -- trade` was played, too. */
const tradePages = ({ listing, sale }: Latest): readonly Shown[] => [
  { name: 'trade', path: '/trade', ready: '.panel .nothing, .panel .rows' },
  { name: 'trade-orders', as: 'wang-hosted', path: '/trade?view=orders', ready: '.panel .nothing, .panel .rows' },
  { name: 'trade-certificates', path: '/trade?view=certificates', ready: '.panel .nothing, .panel .rows' },
  { name: 'trade-accounts', as: 'tang-bank', path: '/trade?view=accounts', ready: '.panel .nothing, .panel .rows' },
  ...(listing
    ? [
        { name: 'listing', as: 'wang-hosted', path: `/listings/${listing}`, ready: '.price.large' },
        { name: 'order', as: 'wang-hosted', path: '/trade?view=orders', ready: '.rows a.big', prepare: firstOrder },
      ]
    : []),
  ...(sale ? [{ name: 'sale-certificate', path: `/transaction-certificates/${sale}`, ready: '.timeline' }] : []),
];

const LISTED = '.panel .nothing, .panel .rows';

/** Oversight as each of its readers has it; `npm run demo -- recall` fills most of it. */
const oversightPages: readonly Shown[] = [
  { name: 'measures', as: 'qian-regulator', path: '/oversight', ready: LISTED },
  { name: 'recalls', as: 'wang-hosted', path: '/oversight?view=recalls', ready: LISTED },
  { name: 'bases', as: 'feng-agency', path: '/oversight?view=bases', ready: LISTED },
  { name: 'reports', as: 'lin-acceptor', path: '/oversight?view=reports', ready: LISTED },
  { name: 'outside-names', as: 'li-holder', path: '/oversight?view=names', ready: LISTED },
  { name: 'grades', as: 'li-holder', path: '/oversight?view=grades', ready: LISTED },
  { name: 'keys', as: 'qian-regulator', path: '/oversight?view=keys', ready: LISTED },
  { name: 'recognitions', as: 'he-acceptor', path: '/oversight?view=recognitions', ready: LISTED },
  { name: 'read-log', as: 'qian-regulator', path: '/oversight?view=logs', ready: LISTED },
  { name: 'account', as: 'li-holder', path: '/account', ready: '.facts' },
];

/** The case that stands first in a list of cases. */
const firstCase = async (page: Page) => {
  await page.locator('.queue a').first().click();
  await page.locator('.timeline').waitFor();
};

/** Every page of the console, on a platform on which the demo was played. One line here is all that a new page needs. */
export async function shownPages(url: string): Promise<readonly Shown[]> {
  const found = await latest(url);
  const { number, assetId } = found;
  return [
    { name: 'overview-public', path: '/', ready: '.institutions' },
    { name: 'overview', as: 'li-holder', path: '/', ready: '.institutions' },
    { name: 'overview-charts', as: 'wang-hosted', path: '/', ready: '.charts-later', prepare: charts },
    { name: 'sign-in', path: '/sign-in', ready: '.people' },
    { name: 'register', as: 'li-holder', path: '/register', ready: '.chips' },
    { name: 'batch', as: 'li-holder', path: '/register/batch', ready: '.batch-sources' },
    { name: 'correction', as: 'wang-hosted', path: `/assets/${assetId}/correction`, ready: '.chips' },
    { name: 'release', as: 'wang-hosted', path: `/assets/${assetId}/release`, ready: '.chips' },
    { name: 'desk', as: 'lin-acceptor', path: '/desk?show=over', ready: '.queue' },
    { name: 'case', as: 'lin-acceptor', path: '/desk?show=over', ready: '.queue a', prepare: firstCase },
    { name: 'publicity', as: 'li-holder', path: '/publicity', ready: '.panel' },
    { name: 'catalogue', path: '/catalogue', ready: '.rows a' },
    { name: 'asset', path: `/assets/${assetId}`, ready: '.release' },
    { name: 'asset-own', as: 'li-holder', path: `/assets/${assetId}`, ready: '.release' },
    { name: 'certificate', path: `/certificates/${number}`, ready: '.certificate' },
    { name: 'trace-start', as: 'xu-analyst', path: '/trace', ready: '.rows a' },
    { name: 'trace', as: 'xu-analyst', path: `/trace/${assetId}`, ready: '.trace-card', prepare: nodeOfTrace },
    { name: 'trace-list', as: 'xu-analyst', path: `/trace/${assetId}?view=list`, ready: 'table' },
    ...tradePages(found),
    { name: 'actions', as: 'qian-regulator', path: '/act', ready: '.rows a' },
    { name: 'action', as: 'feng-agency', path: '/act/basis:record', ready: '.act-form' },
    ...licencePages,
    ...oversightPages,
    { name: 'members', as: 'li-holder', path: '/members', ready: '.rows' },
    { name: 'members-expiring', as: 'li-holder', path: '/members?view=expiring', ready: '.rows li' },
    {
      name: 'members-propose',
      as: 'admin',
      path: '/members',
      ready: '.rows',
      prepare: async (page) => {
        await page.locator('.page-head .ant-btn-primary').click();
        await page.locator('dialog select').first().selectOption('leave');
        await page.locator('dialog select').nth(1).selectOption('huaxin');
      },
    },
    { name: 'members-entities', path: '/members?view=entities', ready: '.rows' },
    {
      name: 'proposal',
      as: 'li-holder',
      path: '/members?view=proposals',
      ready: '.rows a.big',
      prepare: async (page) => {
        await page.locator('.rows a.big').first().click();
        await page.locator('.lines').first().waitFor();
      },
    },
    {
      name: 'api',
      as: 'li-holder',
      path: '/api',
      ready: '.query',
      prepare: async (page) => {
        await page.locator('.ant-btn-primary').click();
        await page.locator('pre.technical').waitFor();
      },
    },
    { name: 'ledger', path: '/blocks', ready: '.blocks a' },
    { name: 'block', as: 'li-holder', path: '/blocks/5', ready: '.explained-facts' },
    {
      name: 'transaction',
      as: 'li-holder',
      path: '/blocks/5',
      ready: '.rows a',
      prepare: async (page) => {
        await page.locator('.rows a').first().click();
        await page.locator('.explained-facts code').first().waitFor();
      },
    },
    { name: 'no-permission', as: 'xu-analyst', path: '/desk', ready: '.standing' },
    { name: 'not-found', path: '/no/such/page', ready: '.standing' },
  ];
}
