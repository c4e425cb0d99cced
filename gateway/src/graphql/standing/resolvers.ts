import { encumbrancesInForce } from '@suyuan/schemas';
import type { Resolvers } from '../../generated/graphql.ts';
import type { DocumentRow } from '../../store/index.ts';
import { changes } from '../subscription.ts';

const HOLDS = ['freeze/1', 'encumbrances/1'];

export const standing: Resolvers = {
  Asset: {
    freeze: async ({ id }, _args, { load }) => (await load.freeze(id))[0],
    encumbrances: async (asset, _args, { load }) => encumbrancesInForce(asset, (await load.encumbrances(asset.id))[0]),
  },
  Subscription: {
    standingChanged: {
      subscribe: (_parent, { asset }, context) =>
        changes(context, 'standingChanged', async (batch) => {
          const held = [...batch.current.document.values()] as DocumentRow[];
          const ids = held.filter(({ schema }) => HOLDS.includes(schema)).map(({ ref }) => ref);
          const wanted = [...new Set(ids)].filter((id) => !asset || id === asset);
          const found = await context.services.reads.byIds('asset', wanted, context.rule('asset'));
          return found.map((standingChanged) => (standingChanged ? { standingChanged } : undefined));
        }),
    },
  },
};
