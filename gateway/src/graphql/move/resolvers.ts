import type { Resolvers } from '../../generated/graphql.ts';
import type { Kinds, Moving, Stored } from '../../store/index.ts';
import { connection } from '../connection.ts';
import type { Context } from '../context.ts';
import type { MoveModel } from '../models.ts';

/** What a move is about, where it is of the kind that is asked for. */
const of =
  <K extends Moving>(kind: K) =>
  (move: MoveModel): Stored<Kinds[K]> | undefined =>
    move.kind === kind ? (move.document as unknown as Stored<Kinds[K]>) : undefined;

/** Administrators cast the votes of their operators. */
async function votesOf({ person, reader, services }: Context) {
  if (person?.unit !== 'admin' || !reader.msp) return undefined;
  const [roster] = await services.reads.all('roster/1');
  const operator = roster?.operators.find(({ msp }) => msp === reader.msp);
  return operator ? { msp: operator.msp, committee: operator.committee } : undefined;
}

export const move: Resolvers = {
  Query: {
    moves: async (_parent, { first, after }, context) => {
      const { services, reader, rule } = context;
      const asked = {
        entity: reader.entity,
        votes: await votesOf(context),
        regulator: reader.roles.includes('regulator'),
        now: services.projector.checkpoint.time,
        rule,
      };
      return connection(services.reads.moves(asked, { first, after: after ?? undefined }), () =>
        services.reads.countMoves(asked),
      );
    },
  },
  Move: {
    case: of('case_file'),
    order: of('trade_order'),
    edge: of('edge'),
    agreement: of('agreement'),
    measure: of('measure'),
    alias: of('alias'),
    proposal: of('proposal'),
  },
};
