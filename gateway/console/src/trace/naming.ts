import { count } from '../parts/format.ts';
import { titled } from '../words/i18n.ts';
import type { Group } from './group.ts';
import type { About, Point } from './model.ts';
import type { SayTrace } from './words.ts';

export const short = (id: string) => (id.length > 22 ? `${id.slice(0, 14)}…${id.slice(-4)}` : id);

/** What a node is called: the title of its asset, or its id; of one that the reader may not see, that. */
export function nameOf(point: Pick<Point, 'id' | 'visible'>, about: About | undefined, say: SayTrace): string {
  if (!point.visible) return say('hidden');
  return titled(about?.title) || short(point.id);
}

/** The line that stands under the name. */
export function subOf(point: Pick<Point, 'id' | 'visible'>, about: About | undefined, say: SayTrace): string {
  if (!point.visible) return short(point.id);
  if (about?.kind === 'EXTERNAL') return say('external');
  return [titledHolder(about), about?.label].filter(Boolean).join(' · ');
}

const titledHolder = (about: About | undefined) => titled(about?.holder?.title);

/** What a group is called: by its entity's title, or by how many it is. */
export function groupName({ by, entity, hidden, members }: Group, titles: ReadonlyMap<string, string>, say: SayTrace) {
  if (by === 'hop') return say('groupOf', { count: count(members.length) });
  if (entity) return titles.get(entity) ?? entity;
  return say(hidden ? 'hidden' : 'external');
}
