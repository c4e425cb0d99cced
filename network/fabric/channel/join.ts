import { peer } from '@hyperledger/fabric-protos';
import type { PeerClient } from '../client/peer.ts';

/** Has a peer join the channel from its genesis block; does nothing when it has. */
export const joinPeer = async (client: PeerClient, channel: string, genesis: Uint8Array): Promise<void> => {
  const answer = await client.ask('', 'cscc', ['GetChannels']);
  const joined = peer.ChannelQueryResponse.deserializeBinary(answer).getChannelsList();
  if (joined.some((info) => info.getChannelId() === channel)) return;
  await client.ask('', 'cscc', ['JoinChain', genesis]);
};
