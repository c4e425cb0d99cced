import { common, msp as mspProtos, orderer as ordererProtos } from '@hyperledger/fabric-protos';
import { Members } from '../msp/members.ts';
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
  const policies = new Map<string, Policy>();
  return {
    sequence: config.getSequence(),
    config,
    members: new Members(mspsOf(channel)),
    batch: {
      maxMessages: batch.getMaxMessageCount(),
      preferredBytes: batch.getPreferredMaxBytes(),
      absoluteBytes: batch.getAbsoluteMaxBytes(),
    },
    policy: (path) => {
      const known = policies.get(path);
      if (known) return known;
      const policy = policyAt(channel, path);
      policies.set(path, policy);
      return policy;
    },
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
