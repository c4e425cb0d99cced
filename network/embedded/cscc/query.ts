import { peer } from '@hyperledger/fabric-protos';
import type { Configuration } from '../channel/configuration.ts';
import { checkAccess, type Proposal, ProposalRefused } from '../proposal/proposal.ts';
import type { QueryAnswer } from '../qscc/query.ts';
import type { Chain } from '../storage/chain.ts';

const ok = (payload: Uint8Array): QueryAnswer => ({ status: 200, message: '', payload });
const refuse = (message: string): QueryAnswer => ({ status: 500, message, payload: new Uint8Array() });

const channels = (channel: string): QueryAnswer => {
  const info = new peer.ChannelInfo();
  info.setChannelId(channel);
  const answer = new peer.ChannelQueryResponse();
  answer.setChannelsList([info]);
  return ok(answer.serializeBinary());
};

const configBlock = (chain: Chain): QueryAnswer => {
  const block = chain.block(chain.tip()?.lastConfig ?? 0);
  return block ? ok(block) : refuse('Unknown chain ID');
};

/** Fabric's `cscc` as far as it only answers: GetChannels, GetConfigBlock, GetChannelConfig. */
export const queryConfiguration = (
  chain: Chain,
  configuration: Configuration,
  channel: string,
  proposal: Proposal,
): QueryAnswer => {
  const [name, argument] = proposal.input.getArgsList_asU8().map((part) => Buffer.from(part).toString());
  if (name === 'GetChannels') return channels(channel);
  if (name !== 'GetConfigBlock' && name !== 'GetChannelConfig') {
    return refuse(`Requested function ${name} not found.`);
  }
  if (argument !== channel) return refuse(`Unknown chain ID, ${argument ?? ''}`);
  try {
    checkAccess(
      configuration.members.member(proposal.header.creator),
      configuration,
      channel,
      '/Channel/Application/Readers',
    );
  } catch (error) {
    if (!(error instanceof ProposalRefused)) throw error;
    return refuse(`access denied for [${name}][${argument}]: ${error.message}`);
  }
  return name === 'GetConfigBlock' ? configBlock(chain) : ok(configuration.config.serializeBinary());
};
