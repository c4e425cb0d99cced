import {
  type handleBidiStreamingCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type ServiceDefinition,
} from '@grpc/grpc-js';
import { common, discovery, gateway, peer } from '@hyperledger/fabric-protos';
import { asBuffer } from '../wire/bytes.ts';
import { broadcast } from './broadcast.ts';
import { chaincodeEvents } from './chaincode-events.ts';
import { commitStatus } from './commit-status.ts';
import { deliver, type Show, showFiltered, showOrdered, showPrivate, showWhole } from './deliver.ts';
import { discover } from './discovery.ts';
import { endorse } from './endorse.ts';
import { toRpcError } from './errors.ts';
import { evaluate } from './evaluate.ts';
import type { NetworkView } from './network-view.ts';
import { processProposal } from './process-proposal.ts';
import { submit } from './submit.ts';

/** Fabric's own bound on a message. */
const maxMessageBytes = 100 * 1024 * 1024;

interface Decoder<T> {
  deserializeBinary(bytes: Uint8Array): T;
}

/** Answers are bytes already: nothing is encoded twice. */
const method = <T>(path: string, request: Decoder<T>, requestStream = false, responseStream = false) => ({
  path,
  requestStream,
  responseStream,
  requestSerialize: (): Buffer => Buffer.alloc(0),
  requestDeserialize: (bytes: Buffer): T => request.deserializeBinary(bytes),
  responseSerialize: (bytes: Uint8Array): Buffer => asBuffer(bytes),
  responseDeserialize: (bytes: Buffer): Uint8Array => bytes,
});

const definition: ServiceDefinition = {
  evaluate: method('/gateway.Gateway/Evaluate', gateway.EvaluateRequest),
  endorse: method('/gateway.Gateway/Endorse', gateway.EndorseRequest),
  submit: method('/gateway.Gateway/Submit', gateway.SubmitRequest),
  commitStatus: method('/gateway.Gateway/CommitStatus', gateway.SignedCommitStatusRequest),
  chaincodeEvents: method('/gateway.Gateway/ChaincodeEvents', gateway.SignedChaincodeEventsRequest, false, true),
  processProposal: method('/protos.Endorser/ProcessProposal', peer.SignedProposal),
  deliver: method('/protos.Deliver/Deliver', common.Envelope, true, true),
  deliverFiltered: method('/protos.Deliver/DeliverFiltered', common.Envelope, true, true),
  deliverWithPrivateData: method('/protos.Deliver/DeliverWithPrivateData', common.Envelope, true, true),
  discover: method('/discovery.Discovery/Discover', discovery.SignedRequest),
  broadcast: method('/orderer.AtomicBroadcast/Broadcast', common.Envelope, true, true),
  ordered: method('/orderer.AtomicBroadcast/Deliver', common.Envelope, true, true),
};

const unary =
  <T>(
    answer: (request: T, onCancel: (listener: () => void) => void) => Promise<Uint8Array> | Uint8Array,
  ): handleUnaryCall<T, Uint8Array> =>
  (call, callback) => {
    const run = async () => answer(call.request, (listener) => call.once('cancelled', listener));
    run().then(
      (bytes) => callback(null, bytes),
      (error: unknown) => callback(toRpcError(error)),
    );
  };

interface Writer {
  write(bytes: Uint8Array): boolean;
  once(event: 'drain' | 'cancelled', listener: () => void): unknown;
}

/** Waits for a slow reader rather than keep its blocks in memory. */
const writeAll = async <R>(
  stream: Writer,
  messages: AsyncGenerator<Uint8Array, R>,
  signal: AbortSignal,
): Promise<R> => {
  for (;;) {
    const next = await messages.next();
    if (next.done) return next.value;
    if (signal.aborted || stream.write(next.value)) continue;
    await new Promise<void>((resolve) => {
      stream.once('drain', resolve);
      stream.once('cancelled', resolve);
    });
  }
};

const streaming =
  <T>(
    messages: (request: T, signal: AbortSignal) => AsyncGenerator<Uint8Array>,
  ): handleServerStreamingCall<T, Uint8Array> =>
  (call) => {
    const abort = new AbortController();
    call.on('cancelled', () => abort.abort());
    writeAll(call, messages(call.request, abort.signal), abort.signal).then(
      () => call.end(),
      (error: unknown) => call.destroy(toRpcError(error)),
    );
  };

const delivering =
  (view: NetworkView, show: Show): handleBidiStreamingCall<common.Envelope, Uint8Array> =>
  (call) => {
    const abort = new AbortController();
    call.on('cancelled', () => abort.abort());
    const serve = async (): Promise<void> => {
      for await (const envelope of call) {
        const more = await writeAll(call, deliver(view, envelope as common.Envelope, show, abort.signal), abort.signal);
        if (!more) break;
      }
      call.end();
    };
    serve().catch((error: unknown) => call.destroy(toRpcError(error)));
  };

const broadcasting =
  (view: NetworkView): handleBidiStreamingCall<common.Envelope, Uint8Array> =>
  (call) => {
    call.on('data', (envelope: common.Envelope) => call.write(broadcast(view, envelope)));
    call.on('end', () => call.end());
    call.on('error', () => call.end());
  };

export interface TlsMaterial {
  readonly certificate: string;
  readonly key: string;
}

/**
 * One operator's peer as clients reach it: Gateway, Endorser, Deliver and Discovery over TLS on
 * localhost; and the one orderer, which every peer's port leads to.
 * @throws when the port is taken
 */
export const serve = async (view: NetworkView, port: number, tls: TlsMaterial): Promise<Server> => {
  const server = new Server({
    'grpc.max_receive_message_length': maxMessageBytes,
    'grpc.max_send_message_length': -1,
  });
  server.addService(definition, {
    evaluate: unary((request: gateway.EvaluateRequest) => evaluate(view, request)),
    endorse: unary((request: gateway.EndorseRequest) => endorse(view, request)),
    submit: unary((request: gateway.SubmitRequest) => submit(view, request)),
    commitStatus: unary((request: gateway.SignedCommitStatusRequest, onCancel) =>
      commitStatus(view, request, onCancel),
    ),
    chaincodeEvents: streaming((request: gateway.SignedChaincodeEventsRequest, signal) =>
      chaincodeEvents(view, request, signal),
    ),
    processProposal: unary((request: peer.SignedProposal) => processProposal(view, request)),
    deliver: delivering(view, showWhole),
    deliverFiltered: delivering(view, showFiltered),
    deliverWithPrivateData: delivering(view, showPrivate),
    discover: unary((request: discovery.SignedRequest) => discover(view, request)),
    broadcast: broadcasting(view),
    ordered: delivering(view, showOrdered),
  });
  const pair = { cert_chain: Buffer.from(tls.certificate), private_key: Buffer.from(tls.key) };
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createSsl(null, [pair]), (error) =>
      error ? reject(error) : resolve(),
    );
  });
  return server;
};
