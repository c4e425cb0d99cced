import { createHash, randomBytes } from 'node:crypto';
import { common } from '@hyperledger/fabric-protos';
import { dataHash } from '../orderer/block.ts';
import { Timestamp } from '../wire/well-known.ts';

const configHeader = (channel: string, creator: Uint8Array): common.Header => {
  const nonce = randomBytes(24);
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG);
  channelHeader.setVersion(1);
  channelHeader.setChannelId(channel);
  channelHeader.setTxId(createHash('sha256').update(nonce).update(creator).digest('hex'));
  const now = new Timestamp();
  now.fromDate(new Date());
  channelHeader.setTimestamp(now);
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(creator);
  signatureHeader.setNonce(nonce);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  return header;
};

/** The payload of a configuration transaction. */
export const configPayload = (
  channel: string,
  envelope: common.ConfigEnvelope,
  creator: Uint8Array = new Uint8Array(),
): Uint8Array => {
  const payload = new common.Payload();
  payload.setHeader(configHeader(channel, creator));
  payload.setData(envelope.serializeBinary());
  return payload.serializeBinary();
};

/** The genesis block around a configuration: unsigned, trusted by its hash. */
export const configBlock = (channel: string, configuration: common.ConfigEnvelope): common.Block => {
  const envelope = new common.Envelope();
  envelope.setPayload(configPayload(channel, configuration));
  const data = new common.BlockData();
  data.setDataList([envelope.serializeBinary()]);
  const header = new common.BlockHeader();
  header.setNumber(0);
  header.setDataHash(dataHash(data.getDataList_asU8()));
  const metadata = new common.BlockMetadata();
  metadata.setMetadataList([
    new common.Metadata().serializeBinary(),
    new common.Metadata().serializeBinary(),
    Buffer.from([0]),
    new Uint8Array(),
    new Uint8Array(),
  ]);
  const block = new common.Block();
  block.setHeader(header);
  block.setData(data);
  block.setMetadata(metadata);
  return block;
};
