import type { Page } from 'playwright-core';

/** A page of the console as it is looked at: by whom, where, and what shows that it is there. */
export type Shown = {
  readonly name: string;
  readonly as?: string;
  readonly path: string;
  readonly ready: string;
  readonly prepare?: (page: Page) => Promise<void>;
};

/** Every page of the console, on a platform on which the demo was played. One line here is all that a new page needs. */
export async function shownPages(_url: string): Promise<readonly Shown[]> {
  return [
    { name: 'overview-public', path: '/', ready: '.institutions' },
    { name: 'overview', as: 'li-holder', path: '/', ready: '.institutions' },
    { name: 'sign-in', path: '/sign-in', ready: '.people' },
    { name: 'not-found', path: '/no/such/page', ready: '.ant-result' },
  ];
}
