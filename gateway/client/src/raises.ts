import type { Client, Receipt } from './client.ts';
import { SuyuanError } from './errors.ts';

const FRONTIER = `query ($afterBlock: Int) {
  gradeFrontier(first: 50, afterBlock: $afterBlock) { nodes { from to } }
}`;
type Frontier = { gradeFrontier: { nodes: { from: string; to: string }[] } };

/** Pushes in a row that may find that somebody else has pushed the same hops. */
const BEATEN = 10;

/**
 * Pushes raised grades down the lineage, up to 50 hops a transaction, until none that the person sees is left. Anyone
 * may, several at the same time. Answers the receipts of its pushes.
 */
export async function pushRaises(client: Client, done?: (receipt: Receipt) => void): Promise<Receipt[]> {
  const receipts: Receipt[] = [];
  for (let beaten = 0; ; ) {
    const { gradeFrontier } = await client.query<Frontier>(FRONTIER, { afterBlock: receipts.at(-1)?.block });
    if (gradeFrontier.nodes.length === 0) return receipts;
    try {
      const receipt = await client.transact('grading:push', { edges: gradeFrontier.nodes });
      receipts.push(receipt);
      done?.(receipt);
      beaten = 0;
    } catch (error) {
      beaten += 1;
      if (!(error instanceof SuyuanError) || error.code !== 'GRADE_REACHED' || beaten === BEATEN) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100 * beaten));
    }
  }
}
