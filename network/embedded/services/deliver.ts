import { common, orderer, peer } from '@hyperledger/fabric-protos';
import type { CommittedBlock } from '../committer/committed.ts';
import { type MessageHeader, readHeader } from '../proposal/transaction.ts';
import { field } from '../wire/bytes.ts';
import { accessRefusal } from './access.ts';
import { filteredBlock } from './filtered.ts';
import type { NetworkView } from './network-view.ts';
import { privateSetsFor } from './private-sets.ts';

const { Status } = common;
const { SeekInfo, SeekPosition } = orderer;

/** A request further from the peer's clock than this is refused. */
const timeWindowMs = 15 * 60_000;

interface Request {
  readonly header: MessageHeader;
  readonly seek: orderer.SeekInfo;
  readonly envelope: common.Envelope;
}

/** Ends a request with a status other than success. */
class Ended extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`deliver ended with status ${status}`);
    this.status = status;
  }
}

const readRequest = (envelope: common.Envelope): Request => {
  try {
    const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
    const header = readHeader(payload.getHeader()?.serializeBinary() ?? new Uint8Array());
    const seek = SeekInfo.deserializeBinary(payload.getData_asU8());
    return { header, seek, envelope };
  } catch {
    throw new Ended(Status.BAD_REQUEST);
  }
};

const checkAccess = (view: NetworkView, { header, envelope }: Request, policy: string): void => {
  const { configuration } = view.committer;
  const proof = {
    identity: header.creator,
    message: envelope.getPayload_asU8(),
    signature: envelope.getSignature_asU8(),
  };
  if (accessRefusal(proof, configuration, view.channel, policy)) {
    throw new Ended(Status.FORBIDDEN);
  }
  if (Date.now() > configuration.members.member(header.creator).identity.expires) throw new Ended(Status.FORBIDDEN);
};

const firstBlock = (position: orderer.SeekPosition, height: number): number => {
  switch (position.getTypeCase()) {
    case SeekPosition.TypeCase.OLDEST:
      return 0;
    case SeekPosition.TypeCase.NEWEST:
      return height - 1;
    case SeekPosition.TypeCase.SPECIFIED:
      return position.getSpecified()?.getNumber() ?? 0;
    case SeekPosition.TypeCase.NEXT_COMMIT:
      return height;
    default:
      throw new Ended(Status.BAD_REQUEST);
  }
};

const lastBlock = (position: orderer.SeekPosition, first: number, height: number): number => {
  switch (position.getTypeCase()) {
    case SeekPosition.TypeCase.OLDEST:
      return first;
    case SeekPosition.TypeCase.NEWEST:
      return Math.max(height - 1, first);
    case SeekPosition.TypeCase.SPECIFIED:
      return position.getSpecified()?.getNumber() ?? 0;
    default:
      throw new Ended(Status.BAD_REQUEST);
  }
};

const rangeOf = ({ seek }: Request, height: number): { first: number; last: number } => {
  const start = seek.getStart();
  const stop = seek.getStop();
  if (!start || !stop) throw new Ended(Status.BAD_REQUEST);
  const first = firstBlock(start, height);
  const last = lastBlock(stop, first, height);
  if (last < first) throw new Ended(Status.BAD_REQUEST);
  return { first, last };
};

const withoutData = (bytes: Buffer): Uint8Array => {
  const block = common.Block.deserializeBinary(bytes);
  block.setData(undefined);
  return block.serializeBinary();
};

/** Who asks: a serialised identity. */
export interface Asker {
  readonly creator: Buffer;
}

/** How a service shows a block, as a DeliverResponse, and to whom. */
export interface Show {
  readonly policy: string;
  block(view: NetworkView, block: CommittedBlock, headerOnly: boolean, asker: Asker): Promise<Uint8Array> | Uint8Array;
}

const peerPolicy = '/Channel/Application/Readers';

const whole = (block: CommittedBlock, headerOnly: boolean): Uint8Array =>
  field(2, headerOnly && !block.isConfig ? withoutData(block.bytes) : block.bytes);

export const showWhole: Show = { policy: peerPolicy, block: (_view, block, headerOnly) => whole(block, headerOnly) };

/** An orderer's block; its response has the same fields. */
export const showOrdered: Show = { ...showWhole, policy: '/Channel/Readers' };

export const showFiltered: Show = {
  policy: peerPolicy,
  block: (view, block) => field(3, filteredBlock(view.channel, block).serializeBinary()),
};

/** The block, and what the local peer keeps of its private writes, as far as the asker belongs to their collections. */
export const showPrivate: Show = {
  policy: peerPolicy,
  block: async (view, block, _headerOnly, { creator }) => {
    const sets = await privateSetsFor(view, block.number, creator);
    return field(4, Buffer.concat([field(1, block.bytes), ...sets]));
  },
};

const statusResponse = (status: number): Uint8Array => {
  const response = new peer.DeliverResponse();
  response.setStatus(status as ReturnType<typeof response.getStatus>);
  return response.serializeBinary();
};

async function* blocks(
  view: NetworkView,
  request: Request,
  show: Show,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const { header, seek } = request;
  const age = Math.abs(Date.now() - header.seconds * 1000 - header.nanos / 1e6);
  if (header.seconds === 0 || age > timeWindowMs) throw new Ended(Status.BAD_REQUEST);
  if (header.channelId !== view.channel) throw new Ended(Status.NOT_FOUND);
  checkAccess(view, request, show.policy);
  const { first, last } = rangeOf(request, view.feed.height);
  const headerOnly = seek.getContentType() === SeekInfo.SeekContentType.HEADER_WITH_SIG;
  const failIfNotReady = seek.getBehavior() === SeekInfo.SeekBehavior.FAIL_IF_NOT_READY;
  if (failIfNotReady && first >= view.feed.height) throw new Ended(Status.NOT_FOUND);
  for await (const block of view.feed.from(first, signal)) {
    // Membership may have changed since the request was made.
    checkAccess(view, request, show.policy);
    yield await show.block(view, block, headerOnly, header);
    if (block.number >= last) return;
    if (failIfNotReady && block.number + 1 >= view.feed.height) throw new Ended(Status.NOT_FOUND);
  }
}

/**
 * Fabric's Deliver: the blocks that a signed SeekInfo asks for, then a status.
 * @returns whether the stream may carry another request
 */
export async function* deliver(
  view: NetworkView,
  envelope: common.Envelope,
  show: Show,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, boolean> {
  try {
    yield* blocks(view, readRequest(envelope), show, signal);
    if (signal.aborted) return false;
    yield statusResponse(Status.SUCCESS);
    return true;
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    yield statusResponse(error.status);
    return false;
  }
}
