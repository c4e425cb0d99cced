import { type Connection, writeConnection } from '../connection.ts';
import { listPeople } from '../identity/people.ts';
import { type Consortium, portOf, tlsRootFile } from './consortium.ts';

/** What a Fabric client needs to know to connect: the same shape as the embedded network's. */
export const connectionOf = (consortium: Consortium): Connection => {
  const { topology } = consortium.state;
  return {
    channel: topology.channel,
    chaincode: topology.chaincode.name,
    engine: 'fabric',
    demonstration: topology.demonstration,
    operators: consortium.material.map((operator) => ({
      mspId: operator.plan.mspId,
      name: operator.plan.name,
      title: operator.plan.title,
      committee: operator.plan.committee,
      peer: `localhost:${portOf(consortium, `peer.${operator.plan.name}`)}`,
      tlsRoot: tlsRootFile(operator),
      people: listPeople(operator.folder, operator.plan),
    })),
  };
};

export const refreshConnection = (consortium: Consortium): void =>
  writeConnection(consortium.home.connection, connectionOf(consortium));
