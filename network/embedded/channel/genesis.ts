import { common, orderer as ordererProtos, peer } from '@hyperledger/fabric-protos';
import type { Topology } from '../../topology.ts';
import { configBlock } from './config-block.ts';
import { setCapability, setMetaPolicy, setSignaturePolicy, setValue } from './groups.ts';
import { type OperatorMembership, operatorGroup } from './membership.ts';

/** The name under the Application group's `ACLs` that says: this network is a demonstration. */
export const demonstrationMark = 'suyuan/demonstration';

export interface GenesisOperator extends OperatorMembership {
  readonly name: string;
  readonly committee: boolean;
  /** Where its anchor peer listens; `localhost` where nothing else is said. */
  readonly host?: string;
  readonly port: number;
}

export interface GenesisOrderer {
  readonly mspId: string;
  readonly port: number;
  readonly tlsCertificate: string;
}

export const standardPolicies = (group: common.ConfigGroup): void => {
  group.setModPolicy('Admins');
  setMetaPolicy(group, 'Readers', 'ANY', 'Readers');
  setMetaPolicy(group, 'Writers', 'ANY', 'Writers');
  setMetaPolicy(group, 'Admins', 'MAJORITY', 'Admins');
};

const anchorPeers = (host: string, port: number): peer.AnchorPeers => {
  const anchor = new peer.AnchorPeer();
  anchor.setHost(host);
  anchor.setPort(port);
  const anchors = new peer.AnchorPeers();
  anchors.setAnchorPeersList([anchor]);
  return anchors;
};

/** An operator's group under Application, with its anchor peer. */
export const memberGroup = (operator: GenesisOperator): common.ConfigGroup => {
  const member = operatorGroup(operator);
  setValue(member, 'AnchorPeers', anchorPeers(operator.host ?? 'localhost', operator.port));
  return member;
};

/** The Application group: every operator with its anchor peer, the committee's policy, the mark of a demonstration. */
export const applicationGroup = (topology: Topology, operators: readonly GenesisOperator[]): common.ConfigGroup => {
  const group = new common.ConfigGroup();
  standardPolicies(group);
  setMetaPolicy(group, 'Endorsement', 'MAJORITY', 'Endorsement');
  setMetaPolicy(group, 'LifecycleEndorsement', 'MAJORITY', 'Endorsement');
  const committee = operators.filter((operator) => operator.committee);
  setSignaturePolicy(
    group,
    topology.committee.policy,
    committee.length - topology.committee.tolerates,
    committee.map(({ mspId }) => ({ mspId, role: 'PEER' as const })),
  );
  setCapability(group, 'V2_5');
  if (topology.demonstration) {
    const mark = new peer.APIResource();
    mark.setPolicyRef('/Channel/Application/Readers');
    const acls = new peer.ACLs();
    acls.getAclsMap().set(demonstrationMark, mark);
    setValue(group, 'ACLs', acls);
  }
  for (const operator of operators) group.getGroupsMap().set(operator.mspId, memberGroup(operator));
  return group;
};

const consensus = (orderer: GenesisOrderer): ordererProtos.ConsensusType => {
  const consenter = new ordererProtos.etcdraft.Consenter();
  consenter.setHost('localhost');
  consenter.setPort(orderer.port);
  consenter.setClientTlsCert(Buffer.from(orderer.tlsCertificate));
  consenter.setServerTlsCert(Buffer.from(orderer.tlsCertificate));
  const options = new ordererProtos.etcdraft.Options();
  options.setTickInterval('500ms');
  options.setElectionTick(10);
  options.setHeartbeatTick(1);
  options.setMaxInflightBlocks(5);
  options.setSnapshotIntervalSize(16 * 1024 * 1024);
  const metadata = new ordererProtos.etcdraft.ConfigMetadata();
  metadata.setConsentersList([consenter]);
  metadata.setOptions(options);
  const type = new ordererProtos.ConsensusType();
  type.setType('etcdraft');
  type.setMetadata(metadata.serializeBinary());
  return type;
};

const ordererGroup = (
  topology: Topology,
  orderer: GenesisOrderer,
  membership: OperatorMembership,
): common.ConfigGroup => {
  const group = new common.ConfigGroup();
  standardPolicies(group);
  setMetaPolicy(group, 'BlockValidation', 'ANY', 'Writers');
  setCapability(group, 'V2_0');
  setValue(group, 'ConsensusType', consensus(orderer));
  const size = new ordererProtos.BatchSize();
  size.setMaxMessageCount(topology.blocks.maxMessages);
  size.setPreferredMaxBytes(topology.blocks.maxBytes);
  size.setAbsoluteMaxBytes(topology.blocks.maxBytes + topology.limits.writeBytes);
  setValue(group, 'BatchSize', size);
  const timeout = new ordererProtos.BatchTimeout();
  timeout.setTimeout(`${topology.blocks.timeoutMs}ms`);
  setValue(group, 'BatchTimeout', timeout);
  setValue(group, 'ChannelRestrictions', new ordererProtos.ChannelRestrictions());
  const member = operatorGroup(membership, ['ADMIN', 'CLIENT', 'ORDERER']);
  const endpoints = new common.OrdererAddresses();
  endpoints.setAddressesList([`localhost:${orderer.port}`]);
  setValue(member, 'Endpoints', endpoints);
  group.getGroupsMap().set(membership.mspId, member);
  return group;
};

/**
 * Block 0: the channel's first configuration, from the topology and every operator's public material.
 * @throws when the orderer's operator is not among the operators
 */
export const genesisBlock = (
  topology: Topology,
  operators: readonly GenesisOperator[],
  orderer: GenesisOrderer,
): common.Block => {
  const membership = operators.find((operator) => operator.mspId === orderer.mspId);
  if (!membership) throw new Error(`the orderer's operator ${orderer.mspId} is not in the topology`);
  const channel = new common.ConfigGroup();
  standardPolicies(channel);
  setCapability(channel, 'V3_0');
  const hashing = new common.HashingAlgorithm();
  hashing.setName('SHA256');
  setValue(channel, 'HashingAlgorithm', hashing);
  const width = new common.BlockDataHashingStructure();
  width.setWidth(0xffffffff);
  setValue(channel, 'BlockDataHashingStructure', width);
  const consortium = new common.Consortium();
  consortium.setName('Suyuan');
  setValue(channel, 'Consortium', consortium);
  channel.getGroupsMap().set('Application', applicationGroup(topology, operators));
  channel.getGroupsMap().set('Orderer', ordererGroup(topology, orderer, membership));
  const config = new common.Config();
  config.setChannelGroup(channel);
  const envelope = new common.ConfigEnvelope();
  envelope.setConfig(config);
  return configBlock(topology.channel, envelope);
};
