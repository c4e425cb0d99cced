import { batch } from './batch.ts';
import { licence } from './licence.ts';
import { recall } from './recall.ts';
import { restricted } from './restricted.ts';
import type { Scene } from './stage.ts';
import { story } from './story.ts';
import { trade } from './trade.ts';

/** What `npm run demo -- NAME` plays; without a name, `story`. */
export const SCENES: Readonly<Record<string, Scene>> = {
  story: ({ cast }) => story(cast),
  batch: ({ cast }) => batch(cast),
  licence: ({ cast }) => licence(cast),
  restricted,
  recall: ({ cast }) => recall(cast),
  trade,
};
