import { Client, credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { gateway, google } from '@hyperledger/fabric-protos';
import type { Message } from 'google-protobuf';

/** A TLS connection to one node, mended by itself. */
export type Link = Client;

/** Opens a connection; nothing is sent before the first call. `tlsRoot` is PEM. */
export const openLink = (address: string, tlsRoot: string): Link =>
  new Client(address, credentials.createSsl(Buffer.from(tlsRoot)), {
    'grpc.max_receive_message_length': -1,
    'grpc.max_send_message_length': -1,
    // A node that is just starting refuses connections: it is asked again soon.
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.min_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 250,
  });

/** What each node behind a gateway service said; it says of itself only that one of them failed. */
const said = (error: ServiceError): readonly string[] =>
  error.metadata
    .get('grpc-status-details-bin')
    .flatMap((bytes) => google.rpc.Status.deserializeBinary(Buffer.from(bytes)).getDetailsList())
    .map((detail) => gateway.ErrorDetail.deserializeBinary(detail.getValue_asU8()))
    .map((detail) => `${detail.getAddress()}: ${detail.getMessage()}`);

const failure = (error: ServiceError): Error =>
  error.code === status.DEADLINE_EXCEEDED
    ? new Error('no answer in time', { cause: error })
    : new Error([error.message, ...said(error)].join('\n  '), { cause: error });

const serialize = (message: Message): Buffer => Buffer.from(message.serializeBinary());

/** One question, one answer, within `ms`. @throws what gRPC says, or that the node did not answer */
export const unary = <Answer>(
  link: Link,
  path: string,
  question: Message,
  decode: (bytes: Uint8Array) => Answer,
  ms: number,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const options = { deadline: Date.now() + ms };
    link.makeUnaryRequest(path, serialize, decode, question, new Metadata(), options, (error, answer) => {
      if (error) reject(failure(error));
      else if (answer === undefined) reject(new Error('no answer'));
      else resolve(answer);
    });
  });

/** Sends one message on a stream and takes the first answer, within `ms`. */
export const exchange = <Answer>(
  link: Link,
  path: string,
  question: Message,
  decode: (bytes: Uint8Array) => Answer,
  ms: number,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const stream = link.makeBidiStreamRequest(path, serialize, decode, new Metadata(), { deadline: Date.now() + ms });
    stream.once('data', (answer: Answer) => {
      resolve(answer);
      stream.end();
    });
    stream.once('error', reject);
    stream.once('end', () => reject(new Error('the stream ended without an answer')));
    stream.write(question);
  });
