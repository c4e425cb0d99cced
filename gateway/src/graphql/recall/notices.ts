import type { Progress } from '../../projector/index.ts';
import type { Context } from '../context.ts';
import type { RecallNoticeModel } from '../models.ts';
import { changes } from '../subscription.ts';

/** Recalls in force that reach releases of the reader's entity, the newest first. A notice comes whatever rows it may see. */
export async function noticesFor({
  services: { reads },
  reader: { entity },
  load,
}: Context): Promise<RecallNoticeModel[]> {
  if (!entity) return [];
  const releases = new Map<string, string[]>();
  for (const { recall, release } of await reads.reached('all', { entity })) {
    const so = releases.get(recall);
    if (so) so.push(release);
    else releases.set(recall, [release]);
  }
  const recalls = await Promise.all([...releases.keys()].map((id) => load.recall(id)));
  return recalls
    .filter((recall) => recall !== undefined)
    .sort((a, b) => (a.orderedAt < b.orderedAt ? 1 : a.orderedAt > b.orderedAt ? -1 : 0))
    .map((recall) => ({ recall, entity, releases: releases.get(recall.id) ?? [] }));
}

/** True when something was read that may bring a recall to somebody: a recall, or another link of lineage. */
const mayReach = ({ batch: { current, edges } }: Progress) =>
  current.recall.size > 0 || current.alias.size > 0 || edges.length > 0;

/** Each recall once, when it comes to reach the reader's entity. */
export async function* noticed(context: Context): AsyncGenerator<{ recallNoticed: RecallNoticeModel }> {
  const known = new Set((await noticesFor(context)).map(({ recall }) => recall.id));
  yield* changes(context, 'recallNoticed', async (progress) => {
    if (!mayReach(progress)) return [];
    const fresh = (await noticesFor(context)).filter(({ recall }) => !known.has(recall.id));
    for (const { recall } of fresh) known.add(recall.id);
    return fresh.map((recallNoticed) => ({ recallNoticed }));
  });
}
