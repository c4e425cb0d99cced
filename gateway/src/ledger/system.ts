import type { Network } from '@hyperledger/fabric-gateway';
import { common, peer } from '@hyperledger/fabric-protos';
import { type ChannelConfig, readChannelConfig } from './channel-config.ts';
import { codeName } from './codes.ts';
import { openEnvelope } from './envelope.ts';
import type { Fate } from './ledger.ts';
import { refusing } from './refusal.ts';

/** Questions to the peer's query system chaincode. */
async function qscc(network: Network, name: string, ...args: string[]): Promise<Uint8Array> {
  const contract = network.getContract('qscc');
  return contract.evaluateTransaction(name, network.getName(), ...args);
}

/** Number of blocks of the channel. */
export async function height(network: Network): Promise<number> {
  const info = await refusing('', () => qscc(network, 'GetChainInfo'));
  return Number(common.BlockchainInfo.deserializeBinary(info).getHeight());
}

/** A block as the peer keeps it: a protobuf message `common.Block`. */
export const rawBlock = (network: Network, number: number): Promise<Uint8Array> =>
  refusing('', () => qscc(network, 'GetBlockByNumber', String(number)));

const blockAt = async (network: Network, number: number) =>
  common.Block.deserializeBinary(await rawBlock(network, number));

/** Number of the last configuration block, which every later block states in its signed metadata. */
function lastConfigOf(block: common.Block): number {
  const metadata = block.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.SIGNATURES];
  if (!metadata?.length) return 0;
  const value = common.Metadata.deserializeBinary(metadata).getValue_asU8();
  return Number(common.OrdererBlockMetadata.deserializeBinary(value).getLastConfig()?.getIndex() ?? 0);
}

/** The channel's configuration in force. @throws LEDGER_UNAVAILABLE when the peer cannot be asked */
export async function channelConfig(network: Network): Promise<ChannelConfig> {
  const latest = await blockAt(network, (await height(network)) - 1);
  const block = await blockAt(network, lastConfigOf(latest));
  const envelope = block.getData()?.getDataList_asU8()[0];
  if (!envelope) throw new Error('a configuration block without envelope');
  return readChannelConfig(openEnvelope(envelope).payload.getData_asU8());
}

/** Validation code of a transaction on the ledger, of the first peer that can be asked. */
export async function fateOf(networks: readonly Network[], transactionId: string): Promise<Fate> {
  for (const [at, network] of networks.entries()) {
    try {
      return await fate(network, transactionId);
    } catch (error) {
      if (at === networks.length - 1) throw error;
    }
  }
  return undefined;
}

/** The same of one peer; undefined when it has none with this id. @throws when it cannot be asked */
async function fate(network: Network, transactionId: string): Promise<Fate> {
  try {
    const bytes = await qscc(network, 'GetTransactionByID', transactionId);
    return { code: codeName(peer.ProcessedTransaction.deserializeBinary(bytes).getValidationcode()) };
  } catch (error) {
    await refusing('', () => height(network));
    if (error instanceof Error) return undefined;
    throw error;
  }
}
