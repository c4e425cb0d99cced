import { common } from '@hyperledger/fabric-protos';
import type { Configuration } from '../channel/configuration.ts';
import { creatorOf, type Transaction } from '../committer/check.ts';

const { Status } = common;

/** Why the orderer did not take a message: Fabric's status, and its words. */
export interface Refusal {
  readonly status: number;
  readonly info: string;
}

const badRequest = (info: string): Refusal => ({ status: Status.BAD_REQUEST, info });

/** What an orderer asks of a message before it gets a place in a block. */
export const refusalOf = (
  transaction: Transaction,
  channel: string,
  configuration: Configuration,
): Refusal | undefined => {
  const { header } = transaction;
  if (!header) return badRequest('could not determine channel ID: envelope has no header');
  if (header.channelId !== channel) {
    return { status: Status.NOT_FOUND, info: `channel does not exist` };
  }
  if (header.type !== common.HeaderType.ENDORSER_TRANSACTION) {
    return badRequest(`transactions of type ${header.type} cannot be Broadcast`);
  }
  if (transaction.payload.length === 0) return badRequest('message payload is empty');
  const { absoluteBytes } = configuration.batch;
  if (transaction.bytes.length > absoluteBytes) {
    return badRequest(
      `message payload is ${transaction.bytes.length} bytes and exceeds maximum allowed ${absoluteBytes} bytes`,
    );
  }
  const creator = creatorOf(transaction, configuration);
  if (creator && Date.now() > creator.identity.expires) return badRequest('broadcast client identity expired');
  if (creator && configuration.admits('/Channel/Writers', creator)) return undefined;
  return {
    status: Status.FORBIDDEN,
    info: "implicit policy evaluation failed - 0 sub-policies were satisfied, but this policy requires 1 of the 'Writers' sub-policies to be satisfied: permission denied",
  };
};
