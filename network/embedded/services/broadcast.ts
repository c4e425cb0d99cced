import { type common, orderer } from '@hyperledger/fabric-protos';
import { asBuffer } from '../wire/bytes.ts';
import type { NetworkView } from './network-view.ts';

/** An orderer's Broadcast: each envelope gets a status, in the order of their coming. */
export const broadcast = (view: NetworkView, envelope: common.Envelope): Uint8Array => {
  const refusal = view.orderer.broadcast(asBuffer(envelope.serializeBinary()));
  const response = new orderer.BroadcastResponse();
  response.setStatus((refusal?.status ?? 200) as ReturnType<typeof response.getStatus>);
  response.setInfo(refusal?.info ?? '');
  return response.serializeBinary();
};
