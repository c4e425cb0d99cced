import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The browser for tests: CHROMIUM_BIN, or one on the PATH; undefined where there is none. */
export function chromiumPath(): string | undefined {
  const named = process.env.CHROMIUM_BIN;
  if (named) return named;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
}

export const CHROMIUM_HINT = 'no Chromium found: install it (Debian: apt-get install chromium) or set CHROMIUM_BIN';
