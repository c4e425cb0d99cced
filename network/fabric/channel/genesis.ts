import { common } from '@hyperledger/fabric-protos';
import { configBlock } from '../../embedded/channel/config-block.ts';
import { applicationGroup, type GenesisOperator, standardPolicies } from '../../embedded/channel/genesis.ts';
import { setCapability, setMetaPolicy, setValue } from '../../embedded/channel/groups.ts';
import { operatorGroup } from '../../embedded/channel/membership.ts';
import type { Topology } from '../../topology.ts';
import type { Ordering } from '../state.ts';
import { type Consenter, setOrdering } from './ordering.ts';

const ordererGroup = (
  topology: Topology,
  operators: readonly GenesisOperator[],
  ordering: Ordering,
  consenters: readonly Consenter[],
): common.ConfigGroup => {
  const group = new common.ConfigGroup();
  standardPolicies(group);
  setMetaPolicy(group, 'BlockValidation', 'ANY', 'Writers');
  setCapability(group, 'V2_0');
  setOrdering(group, ordering, topology, consenters);
  for (const { mspId, host, port } of consenters) {
    const operator = operators.find((one) => one.mspId === mspId);
    if (!operator) throw new Error(`the orderer's operator ${mspId} is not in the topology`);
    const member = operatorGroup(operator, ['ADMIN', 'CLIENT', 'ORDERER']);
    const endpoints = new common.OrdererAddresses();
    endpoints.setAddressesList([`${host}:${port}`]);
    setValue(member, 'Endpoints', endpoints);
    group.getGroupsMap().set(mspId, member);
  }
  return group;
};

/**
 * Block 0 of a consortium on real Fabric. The Application group is the embedded network's own, with the committee's
 * policy and the mark of a demonstration.
 * @throws when a consenter's operator is not among the operators
 */
export const fabricGenesis = (
  topology: Topology,
  operators: readonly GenesisOperator[],
  ordering: Ordering,
  consenters: readonly Consenter[],
): common.Block => {
  const channel = new common.ConfigGroup();
  standardPolicies(channel);
  setCapability(channel, 'V3_0');
  const hashing = new common.HashingAlgorithm();
  hashing.setName('SHA256');
  setValue(channel, 'HashingAlgorithm', hashing);
  const width = new common.BlockDataHashingStructure();
  width.setWidth(0xffffffff);
  setValue(channel, 'BlockDataHashingStructure', width);
  channel.getGroupsMap().set('Application', applicationGroup(topology, operators));
  channel.getGroupsMap().set('Orderer', ordererGroup(topology, operators, ordering, consenters));
  const config = new common.Config();
  config.setChannelGroup(channel);
  const envelope = new common.ConfigEnvelope();
  envelope.setConfig(config);
  return configBlock(topology.channel, envelope);
};
