import { afterAll, beforeAll, describe } from 'vitest';
import { chromiumPath } from '../support/chromium.ts';
import { objection } from './objection.ts';
import { oversight } from './oversight.ts';
import { registration } from './registration.ts';
import { sale } from './sale.ts';
import { Stage } from './stage.ts';
import { transfer } from './transfer.ts';
import type { Language } from './words.ts';

/** Every day the registration in Chinese and the sale in English; `npm run test:faults -- journeys` plays the others. */
const [registered, sold] = (process.env.JOURNEYS ?? 'zh,en').split(',') as [Language, Language];

describe.skipIf(!chromiumPath())('stories in browsers', () => {
  const stage = new Stage();
  beforeAll(() => stage.open(), 120_000);
  afterAll(() => stage.close());

  registration(stage, registered);
  sale(stage, sold);
  objection(stage);
  oversight(stage);
  transfer(stage);
});
