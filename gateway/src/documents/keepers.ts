import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Keeper } from './keyring.ts';

const named = (folder: string, end: string) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith(end))
        .sort()
    : [];

/** Former identities of the gateway, `<name>.pem` with `<name>.key` beside it: what was wrapped to them stays open. */
export function keepersIn(folder: string): Keeper[] {
  return named(folder, '.pem').map((file) => ({
    certificate: readFileSync(join(folder, file), 'utf8'),
    key: readFileSync(join(folder, file.replace(/\.pem$/, '.key')), 'utf8'),
  }));
}

/** Certificates to which every document's key is wrapped beside the gateway's own: `<name>.pem`. */
export const recipientsIn = (folder: string): string[] =>
  named(folder, '.pem').map((file) => readFileSync(join(folder, file), 'utf8'));
