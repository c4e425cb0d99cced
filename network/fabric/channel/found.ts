import { existsSync, readFileSync } from 'node:fs';
import type { GenesisOperator } from '../../embedded/channel/genesis.ts';
import { writeWhole } from '../../files.ts';
import type { OperatorMaterial } from '../../identity/material.ts';
import { nodeTls } from '../configuration/tls.ts';
import { type Consortium, orderingOperators, portOf } from '../consortium.ts';
import { fabricGenesis } from './genesis.ts';
import type { Consenter } from './ordering.ts';

const host = 'localhost';

/** What the channel is told of an operator. */
export const membershipOf = (consortium: Consortium, operator: OperatorMaterial): GenesisOperator => ({
  mspId: operator.plan.mspId,
  name: operator.plan.name,
  committee: operator.plan.committee,
  port: portOf(consortium, `peer.${operator.plan.name}`),
  root: operator.authority.certificate,
  tlsRoot: operator.tlsAuthority.certificate,
  revocationLists: [],
});

const consenterOf = async (consortium: Consortium, operator: OperatorMaterial): Promise<Consenter> => ({
  mspId: operator.plan.mspId,
  host,
  port: portOf(consortium, `orderer.${operator.plan.name}`),
  identity: operator.orderer.certificate,
  tlsCertificate: (await nodeTls(operator, 'orderer')).certificate,
});

/** Block 0 of the home's channel: made once, kept for every node that joins later. */
export const genesisOf = async (consortium: Consortium): Promise<Buffer> => {
  const { layout, state, material } = consortium;
  if (!existsSync(layout.genesis)) {
    const operators = orderingOperators(consortium);
    const block = fabricGenesis(
      state.topology,
      material.map((operator) => membershipOf(consortium, operator)),
      state.ordering,
      await Promise.all(operators.map((operator) => consenterOf(consortium, operator))),
    );
    writeWhole(layout.genesis, block.serializeBinary());
  }
  return readFileSync(layout.genesis);
};
