import type { Connection } from '../connection.ts';
import type { Cast } from './cast.ts';
import { licence } from './licence.ts';
import { story } from './story.ts';

/** What a scene plays on: the gateway that it talks to, the network's people, and the cast that signs them in. */
export type Stage = { readonly url: string; readonly connection: Connection; readonly cast: Cast };

/** Plays on a running platform; a fresh one or one on which any scene was played before. */
export type Scene = (stage: Stage) => Promise<void>;

/** What `npm run demo -- NAME` plays; without a name, `story`. */
export const SCENES: Readonly<Record<string, Scene>> = {
  story: ({ cast }) => story(cast),
  licence: ({ cast }) => licence(cast),
};
