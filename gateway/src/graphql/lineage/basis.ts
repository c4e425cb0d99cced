import { refuse } from '@suyuan/schemas';
import { needsBasis } from '../../access/index.ts';
import type { Direction, Shape, SightRules } from '../../trace/index.ts';
import type { Context } from '../context.ts';
import type { BasisUseModel } from '../models.ts';

/** Under a basis its agency sees all of what it traces, and nothing else. */
const WHOLE: SightRules = { edge: 'all', alias: 'all', release: 'all', ownAsset: 'all' };

/**
 * A use of a basis by the person who asks, while it lasts and its basis stands.
 * @throws BASIS_NEEDED for an agency that names none, NOT_FOUND, BASIS_USE
 */
export async function useOf(
  id: string | null | undefined,
  context: Context,
  field = 'use',
): Promise<BasisUseModel | undefined> {
  const { reader, rule, person, services } = context;
  if (typeof id !== 'string') {
    if (needsBasis(reader)) throw refuse('BASIS_NEEDED');
    return undefined;
  }
  const [use] = await services.reads.byIds('basis_use', [id], rule('basis_use'));
  if (!use || !needsBasis(reader)) throw refuse('NOT_FOUND', { what: 'basis-use', id: id.slice(0, 64) }, field);
  const wrong = (why: string) => refuse('BASIS_USE', { id, rule: why }, field);
  if (use.by.msp !== person?.msp || use.by.person !== person.name) throw wrong('it is of another person');
  // A gateway's clock decides whether it still answers; what is on the ledger it does not touch.
  if (services.now() > use.until) throw wrong(`it was over at ${use.until}`);
  const [basis] = await services.reads.byIds('basis', [use.basis], 'all');
  if (basis?.state !== 'in-force') throw wrong('its basis was ended');
  return use;
}

/** Each answer under a use stands in the read log, too. */
export function noteTrace(use: BasisUseModel, { requestId, note }: Context): void {
  const { person, msp, entity } = use.by;
  const read = { what: 'trace', id: use.start, grade: undefined } as const;
  note({ ...read, person, msp, entity, request: requestId, use: use.id });
}

/** What a question asks for, as far as uses of a basis state it. */
interface Asked {
  readonly depth?: number | null | undefined;
}

type Walk = { readonly start: string; readonly direction: Direction };

/**
 * The traces of which an answer is a part, each of which tells all that it tells: any one of the first list that is
 * covered, with all of its walks.
 */
function walksOf(shape: Shape): readonly (readonly Walk[])[] {
  if (shape.kind === 'closure') return [[shape]];
  if (shape.kind === 'between')
    return [[{ start: shape.from, direction: 'DOWNSTREAM' }], [{ start: shape.to, direction: 'UPSTREAM' }]];
  return [[shape.one, shape.other].map((start) => ({ start, direction: 'UPSTREAM' }))];
}

const allows = (use: BasisUseModel, { start, direction }: Walk): boolean =>
  use.start === start && (use.direction === 'both' || use.direction.toUpperCase() === direction);

const told = ({ start, direction }: Walk) => `${direction.toLowerCase()} from ${start}`;

/** How deep and by which rules a question is answered under uses. @throws BASIS_USE where it asks for more */
export function within(
  uses: readonly BasisUseModel[],
  shape: Shape,
  asked: Asked,
): { rules: SightRules; depth: number; uses: readonly BasisUseModel[] } {
  const ways = walksOf(shape);
  const covered = ways
    .map((walks) => walks.map((walk) => uses.find((use) => allows(use, walk))))
    .find((found) => found.every((use) => use !== undefined)) as readonly BasisUseModel[] | undefined;
  const wrong = (rule: string) => refuse('BASIS_USE', { id: uses.map(({ id }) => id).join(', '), rule }, 'use');
  if (!covered) throw wrong(`this needs a trace ${ways.map((walks) => walks.map(told).join(' and ')).join(', or ')}`);
  const deepest = Math.min(...covered.map(({ depth }) => depth));
  const depth = asked.depth ?? deepest;
  if (depth > deepest) throw wrong(`it allows ${deepest} edges`);
  return { rules: WHOLE, depth, uses: covered };
}
