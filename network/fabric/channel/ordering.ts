import { common, msp as mspProtos, orderer as protos } from '@hyperledger/fabric-protos';
import { setPolicy, setValue } from '../../embedded/channel/groups.ts';
import { serializeIdentity } from '../../embedded/msp/identity.ts';
import type { Topology } from '../../topology.ts';
import { bft, raft } from '../settings.ts';
import type { Ordering } from '../state.ts';

/** An orderer as the channel knows it; certificates as PEM. */
export interface Consenter {
  readonly mspId: string;
  readonly host: string;
  readonly port: number;
  readonly identity: string;
  readonly tlsCertificate: string;
}

const absoluteBytes = (topology: Topology): number => topology.blocks.maxBytes + topology.limits.writeBytes;

const bftOptions = (topology: Topology): Uint8Array => {
  const options = new protos.smartbft.Options();
  options.setRequestBatchMaxCount(topology.blocks.maxMessages);
  options.setRequestBatchMaxBytes(absoluteBytes(topology));
  options.setRequestBatchMaxInterval(`${topology.blocks.timeoutMs}ms`);
  options.setIncomingMessageBufferSize(bft.incomingMessageBufferSize);
  options.setRequestPoolSize(bft.requestPoolSize);
  options.setRequestForwardTimeout(bft.requestForwardTimeout);
  options.setRequestComplainTimeout(bft.requestComplainTimeout);
  options.setRequestAutoRemoveTimeout(bft.requestAutoRemoveTimeout);
  options.setViewChangeResendInterval(bft.viewChangeResendInterval);
  options.setViewChangeTimeout(bft.viewChangeTimeout);
  options.setLeaderHeartbeatTimeout(bft.leaderHeartbeatTimeout);
  options.setLeaderHeartbeatCount(bft.leaderHeartbeatCount);
  options.setCollectTimeout(bft.collectTimeout);
  // Asking the others first would hold up a service whose orderers all start together; one behind notices by itself.
  options.setSyncOnStart(false);
  options.setSpeedUpViewChange(true);
  // Fabric runs SmartBFT without rotation.
  options.setLeaderRotation(protos.smartbft.Options.Rotation.ROTATION_OFF);
  return options.serializeBinary();
};

const bftConsenters = (consenters: readonly Consenter[]): common.Orderers => {
  const orderers = new common.Orderers();
  orderers.setConsenterMappingList(
    consenters.map((consenter, index) => {
      const entry = new common.Consenter();
      entry.setId(index + 1);
      entry.setHost(consenter.host);
      entry.setPort(consenter.port);
      entry.setMspId(consenter.mspId);
      entry.setIdentity(Buffer.from(consenter.identity));
      entry.setClientTlsCert(Buffer.from(consenter.tlsCertificate));
      entry.setServerTlsCert(Buffer.from(consenter.tlsCertificate));
      return entry;
    }),
  );
  return orderers;
};

/** Orderers that must sign a block: more than two thirds of the honest and the faulty together. */
export const bftQuorum = (orderers: number): number => {
  const faulty = Math.floor((orderers - 1) / 3);
  return Math.ceil((orderers + faulty + 1) / 2);
};

/** A block is valid when a quorum of these very orderers signed it. */
const setBlockValidation = (group: common.ConfigGroup, consenters: readonly Consenter[]): void => {
  const envelope = new common.SignaturePolicyEnvelope();
  const rules = consenters.map((_, index) => {
    const signedBy = new common.SignaturePolicy();
    signedBy.setSignedBy(index);
    return signedBy;
  });
  envelope.setIdentitiesList(
    consenters.map(({ mspId, identity }) => {
      const principal = new mspProtos.MSPPrincipal();
      principal.setPrincipalClassification(mspProtos.MSPPrincipal.Classification.IDENTITY);
      principal.setPrincipal(serializeIdentity(mspId, identity));
      return principal;
    }),
  );
  const outOf = new common.SignaturePolicy.NOutOf();
  outOf.setN(bftQuorum(consenters.length));
  outOf.setRulesList(rules);
  const rule = new common.SignaturePolicy();
  rule.setNOutOf(outOf);
  envelope.setRule(rule);
  setPolicy(group, 'BlockValidation', common.Policy.PolicyType.SIGNATURE, envelope);
};

const raftMetadata = (consenters: readonly Consenter[]): Uint8Array => {
  const options = new protos.etcdraft.Options();
  options.setTickInterval(raft.tickInterval);
  options.setElectionTick(raft.electionTick);
  options.setHeartbeatTick(raft.heartbeatTick);
  options.setMaxInflightBlocks(raft.maxInflightBlocks);
  options.setSnapshotIntervalSize(raft.snapshotIntervalSize);
  const metadata = new protos.etcdraft.ConfigMetadata();
  metadata.setOptions(options);
  metadata.setConsentersList(
    consenters.map((consenter) => {
      const entry = new protos.etcdraft.Consenter();
      entry.setHost(consenter.host);
      entry.setPort(consenter.port);
      entry.setClientTlsCert(Buffer.from(consenter.tlsCertificate));
      entry.setServerTlsCert(Buffer.from(consenter.tlsCertificate));
      return entry;
    }),
  );
  return metadata.serializeBinary();
};

/** Puts the way of ordering into the Orderer group: consensus, its members, and how blocks are cut. */
export const setOrdering = (
  group: common.ConfigGroup,
  ordering: Ordering,
  topology: Topology,
  consenters: readonly Consenter[],
): void => {
  const type = new protos.ConsensusType();
  type.setType(ordering === 'bft' ? 'BFT' : 'etcdraft');
  type.setMetadata(ordering === 'bft' ? bftOptions(topology) : raftMetadata(consenters));
  setValue(group, 'ConsensusType', type);
  if (ordering === 'bft') {
    setValue(group, 'Orderers', bftConsenters(consenters));
    setBlockValidation(group, consenters);
  }
  const size = new protos.BatchSize();
  size.setMaxMessageCount(topology.blocks.maxMessages);
  size.setPreferredMaxBytes(topology.blocks.maxBytes);
  size.setAbsoluteMaxBytes(absoluteBytes(topology));
  setValue(group, 'BatchSize', size);
  const timeout = new protos.BatchTimeout();
  timeout.setTimeout(`${topology.blocks.timeoutMs}ms`);
  setValue(group, 'BatchTimeout', timeout);
  setValue(group, 'ChannelRestrictions', new protos.ChannelRestrictions());
};
