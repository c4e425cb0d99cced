import { gatewayUrl, readConnection } from '../connection.ts';
import { run } from '../failure.ts';
import { Cast } from './cast.ts';
import { SCENES } from './scenes.ts';
import type { Scene } from './stage.ts';

/** The scene that the first argument names; without one, the story. */
function chosen(name = 'story'): Scene {
  const scene = Object.hasOwn(SCENES, name) ? SCENES[name] : undefined;
  if (scene) return scene;
  console.error(`There is no scene "${name}". There are: ${Object.keys(SCENES).join(', ')}`);
  process.exit(1);
}

const scene = chosen(process.argv[2]);
await run(async () => {
  const url = gatewayUrl();
  const connection = readConnection();
  await scene({ url, connection, cast: new Cast(url, connection) });
  console.log(`\nLook at it in the browser: ${url}`);
});
