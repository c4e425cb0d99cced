import { common, msp as mspProtos, orderer as ordererProtos } from '@hyperledger/fabric-protos';
import { type Member, Members } from '../msp/members.ts';
import { Msp } from '../msp/msp.ts';
import { policyAt } from '../policy/config-policies.ts';
import type { Policy } from '../policy/signature-policy.ts';
import { entriesOf } from '../wire/maps.ts';

/** The channel's configuration in force: who is a member, which policies hold, how blocks are cut. */
export interface Configuration {
  readonly sequence: number;
  readonly config: common.Config;
  readonly members: Members;
  readonly batch: { readonly maxMessages: number; readonly preferredBytes: number; readonly absoluteBytes: number };
  /** The compiled policy at a path; one that is not there refuses everybody. */
  policy(path: string): Policy;
  /** Whether the policy at a path is met by one member alone; the answer holds as long as the configuration. */
  admits(path: string, member: Member): boolean;
}

const mspsOf = (channel: common.ConfigGroup): Msp[] => {
  const found = new Map<string, Msp>();
  for (const [, part] of entriesOf(channel.getGroupsMap())) {
    for (const [, operator] of entriesOf(part.getGroupsMap())) {
      const value = operator.getValuesMap().get('MSP');
      if (!value) continue;
      const configuration = mspProtos.MSPConfig.deserializeBinary(value.getValue_asU8());
      const msp = new Msp(mspProtos.FabricMSPConfig.deserializeBinary(configuration.getConfig_asU8()));
      // An operator may be there twice, as application member and as orderer; the former is kept current.
      if (!found.has(msp.id)) found.set(msp.id, msp);
    }
  }
  return [...found.values()];
};

/** @throws when a part that the network needs is missing or malformed */
export const readConfiguration = (config: common.Config): Configuration => {
  const channel = config.getChannelGroup();
  const batchValue = channel?.getGroupsMap().get('Orderer')?.getValuesMap().get('BatchSize');
  if (!channel || !batchValue) throw new Error('the configuration has no channel group or no batch size');
  const batch = ordererProtos.BatchSize.deserializeBinary(batchValue.getValue_asU8());
  const members = new Members(mspsOf(channel));
  const policies = new Map<string, Policy>();
  const policy = (path: string): Policy => {
    const known = policies.get(path) ?? policyAt(channel, path);
    policies.set(path, known);
    return known;
  };
  const admitted = new Map<string, WeakMap<Member, boolean>>();
  const admits = (path: string, member: Member): boolean => {
    const answers = admitted.get(path) ?? new WeakMap<Member, boolean>();
    admitted.set(path, answers);
    const answer = answers.get(member) ?? policy(path)([member], members);
    answers.set(member, answer);
    return answer;
  };
  return {
    sequence: config.getSequence(),
    config,
    members,
    batch: {
      maxMessages: batch.getMaxMessageCount(),
      preferredBytes: batch.getPreferredMaxBytes(),
      absoluteBytes: batch.getAbsoluteMaxBytes(),
    },
    policy,
    admits,
  };
};

/** The configuration that a config block carries. @throws when it carries none */
export const configurationOfBlock = (block: Uint8Array): Configuration => {
  const first = common.Block.deserializeBinary(block).getData()?.getDataList_asU8()[0];
  const payload = common.Payload.deserializeBinary(
    common.Envelope.deserializeBinary(first ?? new Uint8Array()).getPayload_asU8(),
  );
  const config = common.ConfigEnvelope.deserializeBinary(payload.getData_asU8()).getConfig();
  if (!config) throw new Error('not a configuration block');
  return readConfiguration(config);
};
