import type { Batch } from '../../projector/index.ts';
import { downstream } from '../../trace/index.ts';
import type { Context } from '../context.ts';
import type { RecallNoticeModel } from '../models.ts';
import { changes } from '../subscription.ts';

/**
 * Recalls in force that reach releases of the reader's entity, the newest first, as of a block. A notice comes whatever
 * rows it may see.
 */
export async function noticesFor(
  { services: { reads, lineage }, reader: { entity } }: Context,
  block = lineage.block,
): Promise<RecallNoticeModel[]> {
  if (!entity) return [];
  const recalls = await reads.recallsInForce(block);
  const notices = recalls.map(async (recall) => {
    const reached = (await downstream(lineage, recall.release, { block })).filter((one) => one.entity === entity);
    return { recall, entity, releases: reached.map(({ release }) => release) };
  });
  return (await Promise.all(notices)).filter(({ releases }) => releases.length > 0);
}

/** True when something was read that may bring a recall to somebody: a recall, or another link of lineage. */
const mayReach = ({ current, edges }: Batch) => current.recall.size > 0 || current.alias.size > 0 || edges.length > 0;

/** Each recall when a block brings it to reach the reader's entity. */
export const noticed = (context: Context): AsyncGenerator<{ recallNoticed: RecallNoticeModel }> =>
  changes(context, 'recallNoticed', async (batch) => {
    if (!mayReach(batch)) return [];
    const { block } = batch.checkpoint;
    const before = new Set((await noticesFor(context, block - 1)).map(({ recall }) => recall.id));
    const after = await noticesFor(context, block);
    return after.map((recallNoticed) => (before.has(recallNoticed.recall.id) ? undefined : { recallNoticed }));
  });
