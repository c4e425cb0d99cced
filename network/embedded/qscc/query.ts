import { common, peer } from '@hyperledger/fabric-protos';
import type { Configuration } from '../channel/configuration.ts';
import { checkAccess, type Proposal, ProposalRefused } from '../proposal/proposal.ts';
import type { Chain } from '../storage/chain.ts';

/** What the system chaincode `qscc` answers with: a status, a message, bytes. */
export interface QueryAnswer {
  readonly status: number;
  readonly message: string;
  readonly payload: Uint8Array;
}

const ok = (payload: Uint8Array): QueryAnswer => ({ status: 200, message: '', payload });
const refuse = (message: string): QueryAnswer => ({ status: 500, message, payload: new Uint8Array() });

const envelopeAt = (block: Uint8Array, index: number): common.Envelope =>
  common.Envelope.deserializeBinary(
    common.Block.deserializeBinary(block).getData()?.getDataList_asU8()[index] ?? new Uint8Array(),
  );

const chainInfo = (chain: Chain): QueryAnswer => {
  const tip = chain.tip();
  if (!tip) return refuse('Failed to get block info with error the ledger is empty');
  const info = new common.BlockchainInfo();
  info.setHeight(tip.height);
  info.setCurrentblockhash(tip.hash);
  info.setPreviousblockhash(tip.previousHash);
  return ok(info.serializeBinary());
};

const byNumber = (chain: Chain, text: string): QueryAnswer => {
  if (!/^\d{1,20}$/.test(text)) {
    return refuse(`Failed to parse block number with error strconv.ParseUint: parsing "${text}": invalid syntax`);
  }
  const block = chain.block(Number(text));
  if (!block) {
    return refuse(`Failed to get block number ${text}, error no such block number [${text}] in index`);
  }
  return ok(block);
};

const byHash = (chain: Chain, hash: Uint8Array): QueryAnswer => {
  const number = chain.blockNumberByHash(hash);
  const block = number === undefined ? undefined : chain.block(number);
  const hex = Buffer.from(hash).toString('hex');
  return block ? ok(block) : refuse(`Failed to get block hash ${hex}, error no such block hash [${hex}] in index`);
};

const byTransaction = (chain: Chain, txId: string): QueryAnswer => {
  const place = chain.transaction(txId);
  const block = place && chain.block(place.block);
  if (block) return ok(block);
  return refuse(`Failed to get block for txID ${txId}, error no such transaction ID [${txId}] in index`);
};

const transaction = (chain: Chain, txId: string): QueryAnswer => {
  const place = chain.transaction(txId);
  const block = place && chain.block(place.block);
  if (!block) {
    return refuse(`Failed to get transaction with id ${txId}, error no such transaction ID [${txId}] in index`);
  }
  const processed = new peer.ProcessedTransaction();
  processed.setTransactionenvelope(envelopeAt(block, place.index));
  processed.setValidationcode(place.code);
  return ok(processed.serializeBinary());
};

/** The ledger's own chaincode: chain info, blocks and transactions, to readers of the channel. */
export const queryLedger = (
  chain: Chain,
  configuration: Configuration,
  channel: string,
  proposal: Proposal,
): QueryAnswer => {
  const [name, channelId, argument] = proposal.input.getArgsList_asU8();
  if (!name || !channelId) {
    return refuse(`Incorrect number of arguments, ${proposal.input.getArgsList().length}`);
  }
  const fn = Buffer.from(name).toString();
  if (fn !== 'GetChainInfo' && !argument) return refuse(`missing 3rd argument for ${fn}`);
  const requested = Buffer.from(channelId).toString();
  if (requested !== channel) return refuse(`Invalid chain ID, ${requested}`);
  try {
    const creator = configuration.members.member(proposal.header.creator);
    checkAccess(creator, configuration, channel, '/Channel/Application/Readers');
  } catch (error) {
    if (!(error instanceof ProposalRefused)) throw error;
    return refuse(`access denied for [${fn}][${channel}]: [${error.message}]`);
  }
  const bytes = argument ?? new Uint8Array();
  const text = Buffer.from(bytes).toString();
  switch (fn) {
    case 'GetChainInfo':
      return chainInfo(chain);
    case 'GetBlockByNumber':
      return byNumber(chain, text);
    case 'GetBlockByHash':
      return byHash(chain, bytes);
    case 'GetBlockByTxID':
      return byTransaction(chain, text);
    case 'GetTransactionByID':
      return transaction(chain, text);
    default:
      return refuse(`Requested function ${fn} not found.`);
  }
};
