import type { common } from '@hyperledger/fabric-protos';
import { setSignaturePolicy } from '../../embedded/channel/groups.ts';
import { signerNamed } from '../client/admin.ts';
import { refreshConnection } from '../connection.ts';
import { type Consortium, changed } from '../consortium.ts';
import { committeeOf, operatorNamed } from '../state.ts';
import { groupAt } from './config.ts';
import { MANDATE, mandateFor, recordExecution } from './mandate.ts';
import { withConnections } from './open.ts';
import { updateConfig } from './update.ts';

/** Writes the committee's policy anew: all but as many peers as may be missing. Versions are kept for the update. */
export const setCommittee = (
  config: common.Config,
  policy: string,
  members: readonly string[],
  tolerates: number,
): void => {
  const application = groupAt(config, 'Application');
  const version = application.getPoliciesMap().get(policy)?.getVersion() ?? 0;
  const roles = members.map((mspId) => ({ mspId, role: 'PEER' as const }));
  setSignaturePolicy(application, policy, members.length - tolerates, roles);
  application.getPoliciesMap().get(policy)?.setVersion(version);
};

/**
 * Takes an operator into the committee or out of it, signed by every operator's administrator, on the mandate of a
 * proposal that the ledger has passed: the update names the proposal, and the ledger then records the update. In force
 * with its block: the chaincode needs no new approval. A transaction that was endorsed before may be found invalid after.
 * Asked again after it broke off between the two, it records what is in force.
 * @throws when too few would remain, or without a mandate
 */
export const changeCommittee = async (
  consortium: Consortium,
  name: string,
  member: boolean,
  proposal: string | undefined,
): Promise<Consortium> => {
  const { topology, bundle } = consortium.state;
  const { mspId, committee } = operatorNamed(consortium.state, name);
  if (committee === member && !proposal) {
    throw new Error(`${mspId} is ${member ? 'in' : 'not in'} the committee already`);
  }
  const operators = topology.operators.map((one) => (one.mspId === mspId ? { ...one, committee: member } : one));
  const members = operators.filter((one) => one.committee).map((one) => one.mspId);
  if (members.length <= topology.committee.tolerates) {
    throw new Error(`a committee of ${members.length} cannot tolerate ${topology.committee.tolerates} missing members`);
  }
  return withConnections(consortium, async (open) => {
    const seat = { msp: mspId, member };
    const mandate = await mandateFor(open, committeeOf(consortium.state), bundle.name, seat, proposal);
    let after = consortium;
    if (committee !== member) {
      await updateConfig(
        open,
        consortium.material.map((operator) => signerNamed(operator, 'admin')),
        (config) => setCommittee(config, topology.committee.policy, members, topology.committee.tolerates),
        mandate && { [MANDATE]: mandate.proposal },
      );
      after = await changed(consortium, { topology: { ...topology, operators } });
      refreshConnection(after);
    }
    if (mandate) await recordExecution(open, bundle.name, mandate.proposal);
    return after;
  });
};
