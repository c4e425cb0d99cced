import { peer } from '@hyperledger/fabric-protos';
import type { ChaincodeStub } from 'fabric-shim';

/** Records in one message at most: `chaincode.runtimeParams.maxSizeWriteBatch` of a Fabric v3.1 peer, likewise for keys. */
const MOST = 1000;

/** What the shim keeps of its conversation with a peer. An embedded peer calls into the stub directly and has none. */
type Conversation = { _askPeerAndListen(message: peer.ChaincodeMessage, method: string): Promise<Uint8Array> };

const conversationOf = (stub: ChaincodeStub): Conversation | undefined => {
  const { handler } = stub as unknown as { handler?: Partial<Conversation> };
  return handler && typeof handler._askPeerAndListen === 'function' ? (handler as Conversation) : undefined;
};

const { Type } = peer.ChaincodeMessage;

function messageOf(stub: ChaincodeStub, type: number, payload: Uint8Array): peer.ChaincodeMessage {
  const message = new peer.ChaincodeMessage();
  message.setType(type as peer.ChaincodeMessage.TypeMap[keyof peer.ChaincodeMessage.TypeMap]);
  message.setPayload(payload);
  message.setTxid(stub.getTxID());
  message.setChannelId(stub.getChannelID());
  return message;
}

const chunks = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / MOST) }, (_, n) => all.slice(n * MOST, (n + 1) * MOST));

/**
 * The values at several keys, empty where there is none, by one message to the peer (GET_STATE_MULTIPLE, Fabric v3.1),
 * which the Node shim does not send by itself: each message costs peer and chaincode half a millisecond of processor time.
 */
export async function valuesAt(stub: ChaincodeStub, keys: readonly string[]): Promise<Uint8Array[]> {
  const peerOf = conversationOf(stub);
  if (!peerOf || keys.length === 1) {
    const values = [];
    for (const key of keys) values.push(await stub.getState(key));
    return values;
  }
  const values = [];
  for (const some of chunks(keys)) {
    const question = new peer.GetStateMultiple();
    question.setKeysList(some);
    const message = messageOf(stub, Type.GET_STATE_MULTIPLE, question.serializeBinary());
    const answer = await peerOf._askPeerAndListen(message, 'GetState');
    values.push(...peer.GetStateMultipleResult.deserializeBinary(answer).getValuesList_asU8());
  }
  return values;
}

/** Writes values at keys, by one message to the peer (WRITE_BATCH_STATE, Fabric v3.1). */
export async function writeAt(
  stub: ChaincodeStub,
  entries: readonly (readonly [key: string, value: Uint8Array])[],
): Promise<void> {
  const peerOf = conversationOf(stub);
  if (!peerOf) {
    for (const [key, value] of entries) await stub.putState(key, value);
    return;
  }
  for (const some of chunks(entries)) {
    const batch = new peer.WriteBatchState();
    for (const [key, value] of some) {
      const record = batch.addRec();
      record.setKey(key);
      record.setValue(value);
      record.setType(peer.WriteRecord.Type.PUT_STATE);
    }
    const message = messageOf(stub, Type.WRITE_BATCH_STATE, batch.serializeBinary());
    await peerOf._askPeerAndListen(message, 'PutState');
  }
}
