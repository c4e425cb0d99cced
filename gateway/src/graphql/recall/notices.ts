import type { Progress } from '../../projector/index.ts';
import { downstream } from '../../trace/index.ts';
import type { Context } from '../context.ts';
import type { RecallNoticeModel } from '../models.ts';
import { changes } from '../subscription.ts';

/** Recalls in force that reach releases of the reader's entity, the newest first. A notice comes whatever rows it may see. */
export async function noticesFor({
  services: { reads, lineage },
  reader: { entity },
}: Context): Promise<RecallNoticeModel[]> {
  if (!entity) return [];
  const recalls = await reads.recallsInForce();
  const notices = recalls.map(async (recall) => {
    const reached = (await downstream(lineage, recall.release)).filter((one) => one.entity === entity);
    return { recall, entity, releases: reached.map(({ release }) => release) };
  });
  return (await Promise.all(notices)).filter(({ releases }) => releases.length > 0);
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
