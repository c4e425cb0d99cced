import type { Configuration } from '../channel/configuration.ts';
import { queryConfiguration } from '../cscc/query.ts';
import { queryLifecycle } from '../lifecycle/query.ts';
import type { Proposal } from '../proposal/proposal.ts';
import { type QueryAnswer, queryLedger } from '../qscc/query.ts';
import type { Chain } from '../storage/chain.ts';
import { StateReader } from '../storage/state.ts';
import type { Store } from '../storage/store.ts';

export interface SystemParts {
  readonly store: Store;
  readonly chain: Chain;
  readonly configuration: Configuration;
  readonly channel: string;
}

/** A system chaincode's answer. They check access themselves, each by its own policy. */
export const querySystem = async (name: string, parts: SystemParts, proposal: Proposal): Promise<QueryAnswer> => {
  const { store, chain, configuration, channel } = parts;
  switch (name) {
    case 'cscc':
      return queryConfiguration(chain, configuration, channel, proposal);
    case '_lifecycle':
      return queryLifecycle(new StateReader(store), configuration, channel, proposal);
    default:
      return queryLedger(chain, configuration, channel, proposal);
  }
};
