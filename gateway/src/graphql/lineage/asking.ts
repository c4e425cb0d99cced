import { type EdgeState, type Grade, refuse } from '@suyuan/schemas';
import { ownAssetRows } from '../../access/index.ts';
import type { AsOfInput } from '../../generated/graphql.ts';
import { type Answer, ask, inTurns, type Question, type Shape, type SightRules, sightOf } from '../../trace/index.ts';
import type { Context } from '../context.ts';
import { noteTrace, within as underUse, useOf } from './basis.ts';
import { MAX_DEPTH, MAX_NODES, within } from './limits.ts';

export const isExternal = (id: string) => id.startsWith('ext-');
/** A hidden input of a restricted release stands on the ledger as a commitment; its vault opens it. */
export const isSealed = (id: string) => id.startsWith('sha256:');

/** What questions about lineage have in common. */
export interface Asked {
  readonly depth?: number | null | undefined;
  readonly states: readonly EdgeState[];
  readonly grades?: readonly Grade[] | null | undefined;
  readonly aliases: boolean;
  readonly asOf?: AsOfInput | null | undefined;
  /** The use of a basis under which an agency asks. */
  readonly use?: string | null | undefined;
  /** A second one, where a question needs two. */
  readonly otherUse?: string | null | undefined;
}

export interface AskedPage extends Asked {
  readonly first: number;
  readonly after?: string | null | undefined;
}

export type Answered = { readonly answer: Answer; readonly asOf: { readonly block: number; readonly time: string } };

export const sightRules = ({ rule, reader }: Context): SightRules => ({
  edge: rule('edge'),
  alias: rule('alias'),
  release: rule('release'),
  ownAsset: ownAssetRows(reader),
});

/** The block as of which a trace is asked; the newest that was read when none is named. */
async function blockOf(asOf: AsOfInput | null | undefined, { services: { reads, projector, config } }: Context) {
  if (asOf && typeof asOf.time === 'string') return (await reads.blockAt(asOf.time)) ?? -1;
  if (!asOf || typeof asOf.block !== 'number') return projector.checkpoint.block;
  await projector.reach(asOf.block, config.afterMs);
  return asOf.block;
}

async function timeOf(block: number, { services: { reads, projector } }: Context): Promise<string> {
  const { checkpoint } = projector;
  return block === checkpoint.block ? checkpoint.time : ((await reads.block(block))?.time ?? checkpoint.time);
}

/**
 * The whole answer to a question about lineage, as of a block.
 * @param ends the arguments that name nodes, which the reader must be allowed to see
 * @throws NOT_FOUND, TRACE_LIMIT, BLOCK_NOT_REACHED
 */
export async function answered(
  context: Context,
  shape: Shape,
  asked: Asked,
  ends: Readonly<Record<string, string>>,
): Promise<Answered> {
  const { lineage } = context.services;
  const use = await useOf(asked.use, context);
  const other = asked.otherUse ? await useOf(asked.otherUse, context, 'otherUse') : undefined;
  const under = use && underUse(other ? [use, other] : [use], shape, asked);
  const block = await blockOf(asked.asOf, context);
  const question: Question = {
    shape,
    depth: within('depth', under?.depth ?? asked.depth ?? MAX_DEPTH, MAX_DEPTH),
    states: asked.states,
    grades: asked.grades ?? undefined,
    aliases: asked.aliases,
    block,
  };
  const sight = sightOf(under?.rules ?? sightRules(context), lineage.facts, lineage.aliases);
  for (const [field, id] of Object.entries(ends)) {
    const node = lineage.facts.nodes.find(id);
    if (node === undefined || !(isExternal(id) || sight.releaseAt(node, block)))
      throw refuse('NOT_FOUND', { what: 'release', id }, field);
  }
  const answer = await inTurns(ask(lineage, question, sight));
  if (!answer) throw refuse('NOT_FOUND', { what: 'release', id: Object.values(ends)[0] ?? '' });
  for (const one of under?.uses ?? []) noteTrace(one, context);
  return { answer, asOf: { block, time: await timeOf(block, context) } };
}

/** Where a page begins: the block that its answer holds to, and the place of its first node. */
function placeOf(after: string): { readonly block: number; readonly place: number } {
  try {
    const [block, place] = JSON.parse(Buffer.from(after, 'base64url').toString('utf8')) as unknown[];
    if (Number.isInteger(block) && Number.isInteger(place) && (place as number) >= 0)
      return { block: block as number, place: (place as number) + 1 };
  } catch {
    // Not a cursor of ours: refused below.
  }
  throw refuse('CURSOR_INVALID', {}, 'after');
}

export const cursorOf = (block: number, place: number): string =>
  Buffer.from(JSON.stringify([block, place])).toString('base64url');

/** An answer and the part of it that is asked for. @throws CURSOR_INVALID, TRACE_LIMIT, and as `answered` */
export async function askedPage(
  context: Context,
  shape: Shape,
  asked: AskedPage,
  ends: Readonly<Record<string, string>>,
): Promise<Answered & { readonly begin: number; readonly end: number }> {
  within('first', asked.first, MAX_NODES);
  const at = typeof asked.after === 'string' ? placeOf(asked.after) : undefined;
  const asOf = at ? { block: at.block } : asked.asOf;
  const found = await answered(context, shape, { ...asked, asOf }, ends);
  const begin = at?.place ?? 0;
  return { ...found, begin, end: Math.min(begin + asked.first, found.answer.found.order.length) };
}
