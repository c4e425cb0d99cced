import { createHash } from 'node:crypto';
import type { Network } from '@hyperledger/fabric-gateway';
import { common, peer } from '@hyperledger/fabric-protos';

/** What an auditor takes from a chain: valid transactions and, of each command, how often it was carried out. */
export type Audit = {
  readonly blocks: number;
  readonly valid: ReadonlyMap<string, number>;
  readonly commands: ReadonlyMap<string, number>;
};

const sha256 = (...parts: Uint8Array[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** A non-negative integer in DER. */
function derInteger(value: number): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  const body = (bytes[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
  return Buffer.concat([Buffer.of(2, body.length), body]);
}

const octets = (bytes: Uint8Array) => Buffer.concat([Buffer.of(4, bytes.length), bytes]);

/** Fabric's block hash: SHA-256 of the DER sequence of number, previous hash and data hash. */
function headerHash(header: common.BlockHeader): Buffer {
  const body = Buffer.concat([
    derInteger(header.getNumber()),
    octets(header.getPreviousHash_asU8()),
    octets(header.getDataHash_asU8()),
  ]);
  return sha256(Buffer.concat([Buffer.of(0x30, body.length), body]));
}

/** Reads every block up to a height, checks hashes and links, and counts what was carried out. Throws on any break. */
export async function audit(network: Network, height: number, chaincode: string): Promise<Audit> {
  const valid = new Map<string, number>();
  const commands = new Map<string, number>();
  const events = await network.getBlockEvents({ startBlock: 0n });
  let previous: Buffer | undefined;
  try {
    for await (const block of events) {
      const header = block.getHeader();
      const data = block.getData()?.getDataList_asU8() ?? [];
      if (!header) throw new Error('a block without header');
      const number = header.getNumber();
      if (!sha256(...data).equals(header.getDataHash_asU8())) throw new Error(`block ${number}: data hash`);
      if (previous && !previous.equals(header.getPreviousHash_asU8()))
        throw new Error(`block ${number}: previous hash`);
      previous = headerHash(header);
      const flags = block.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.TRANSACTIONS_FILTER];
      data.forEach((bytes, index) => {
        if (flags?.[index] === peer.TxValidationCode.VALID) count(bytes, number, { valid, commands, chaincode });
      });
      if (number + 1 >= height) return { blocks: height, valid, commands };
    }
  } finally {
    events.close();
  }
  throw new Error('the chain ended early');
}

type Counted = { valid: Map<string, number>; commands: Map<string, number>; chaincode: string };

function count(bytes: Uint8Array, block: number, { valid, commands, chaincode }: Counted): void {
  const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(bytes).getPayload_asU8());
  const channel = common.ChannelHeader.deserializeBinary(
    payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
  );
  if (channel.getType() !== common.HeaderType.ENDORSER_TRANSACTION) return;
  valid.set(channel.getTxId(), block);
  const [action] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const inner = peer.ChaincodeActionPayload.deserializeBinary(action?.getPayload_asU8() ?? new Uint8Array());
  const proposal = peer.ChaincodeProposalPayload.deserializeBinary(inner.getChaincodeProposalPayload_asU8());
  const spec = peer.ChaincodeInvocationSpec.deserializeBinary(proposal.getInput_asU8()).getChaincodeSpec();
  const [, argument] = spec?.getInput()?.getArgsList_asU8() ?? [];
  if (!argument || spec?.getChaincodeId()?.getName() !== chaincode) return;
  const { commandId } = JSON.parse(Buffer.from(argument).toString('utf8')) as { commandId?: string };
  if (commandId) commands.set(commandId, (commands.get(commandId) ?? 0) + 1);
}

/** Blocks of the channel, as its own system chaincode answers. */
export async function heightOf(network: Network, channel: string): Promise<number> {
  const bytes = await network.getContract('qscc').evaluate('GetChainInfo', { arguments: [channel] });
  return common.BlockchainInfo.deserializeBinary(bytes).getHeight();
}
