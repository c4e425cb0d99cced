import { refuse } from '@suyuan/schemas';
import { needsBasis } from '../../access/index.ts';
import type { Shape, SightRules } from '../../trace/index.ts';
import type { Context } from '../context.ts';
import type { BasisUseModel } from '../models.ts';

/** Under a basis its agency sees all of what it traces, and nothing else. */
const WHOLE: SightRules = { edge: 'all', alias: 'all', release: 'all', ownAsset: 'all' };

/** What a question asks for, as far as a use of a basis states it. */
interface Asked {
  readonly depth?: number | null | undefined;
  readonly use?: string | null | undefined;
}

/**
 * A use of a basis by the person who asks, while it lasts and its basis stands.
 * @throws BASIS_NEEDED for an agency that names none, NOT_FOUND, BASIS_USE
 */
export async function useOf(id: string | null | undefined, context: Context): Promise<BasisUseModel | undefined> {
  const { reader, rule, person, services } = context;
  if (typeof id !== 'string') {
    if (needsBasis(reader)) throw refuse('BASIS_NEEDED');
    return undefined;
  }
  const [use] = await services.reads.byIds('basis_use', [id], rule('basis_use'));
  if (!use || !needsBasis(reader)) throw refuse('NOT_FOUND', { what: 'basis-use', id: id.slice(0, 64) }, 'use');
  const wrong = (why: string) => refuse('BASIS_USE', { id, rule: why }, 'use');
  if (use.by.msp !== person?.msp || use.by.person !== person.name) throw wrong('it is of another person');
  // A gateway's clock decides whether it still answers; what is on the ledger it does not touch.
  if (new Date().toISOString() > use.until) throw wrong(`it was over at ${use.until}`);
  const [basis] = await services.reads.byIds('basis', [use.basis], 'all');
  if (basis?.state !== 'in-force') throw wrong('its basis was ended');
  return use;
}

/** Each answer under a use stands in the read log, too. */
export function noteTrace(use: BasisUseModel, { requestId, services }: Context): void {
  const { person, msp, entity } = use.by;
  const read = { what: 'trace', id: use.start, grade: undefined } as const;
  services.readings.note({ ...read, person, msp, entity, request: requestId, use: use.id });
}

/** How deep and by which rules a question is answered under a use. @throws BASIS_USE where it asks for more */
export function within(use: BasisUseModel, shape: Shape, asked: Asked): { rules: SightRules; depth: number } {
  const wrong = (rule: string) => refuse('BASIS_USE', { id: use.id, rule }, 'use');
  if (shape.kind !== 'closure') throw wrong('it allows a trace, and no other question');
  if (shape.start !== use.start) throw wrong(`it allows a trace from ${use.start}`);
  const direction = use.direction.toUpperCase();
  if (direction !== 'BOTH' && direction !== shape.direction) throw wrong(`it allows a trace ${use.direction}`);
  const depth = asked.depth ?? use.depth;
  if (depth > use.depth) throw wrong(`it allows ${use.depth} edges`);
  return { rules: WHOLE, depth };
}
