import type { Connection } from '../connection.ts';
import type { Cast } from './cast.ts';

/** What a scene plays on: the gateway that it talks to, the network's people, and the cast that signs them in. */
export type Stage = { readonly url: string; readonly connection: Connection; readonly cast: Cast };

/** Plays on a running platform; a fresh one or one on which any scene was played before. */
export type Scene = (stage: Stage) => Promise<void>;
