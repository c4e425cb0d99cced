import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Calendar, ProfileText } from '@suyuan/schemas';

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(fileURLToPath(import.meta.resolve(`@suyuan/schemas/profiles/${name}.json`)), 'utf8')) as T;

/** The registration profiles and the calendar that a new consortium starts with. */
export const profiles = () =>
  ['national-public-data', 'shenzhen-data-property', 'ip-work', 'general'].map((name) => read<ProfileText>(name));

export const calendar = () => read<Calendar>('calendar');
