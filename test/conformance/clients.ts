import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as grpc from '@grpc/grpc-js';
import { connect, hash } from '@hyperledger/fabric-gateway';
import { lowSDer } from '@suyuan/schemas';
import { endorsed } from '../support/patience.ts';
import type { Recorder } from './recorder.ts';

const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** What is wrong with a client: all else is the holder’s own. */
export type Wrong = {
  readonly highS?: boolean;
  readonly channel?: string;
  readonly chaincode?: string;
  readonly mspId?: string;
  /** Another person of the holder's operator, by PEM. */
  readonly identity?: { readonly certificate: string; readonly key: string };
  readonly sign?: (message: Uint8Array, key: KeyObject) => Uint8Array;
};

function derInteger(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  const body = (bytes[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
  return Buffer.concat([Buffer.of(2, body.length), body]);
}

/** DER of a signature that verifies as ECDSA, with the higher S that Fabric refuses. */
export function higherS(r: bigint, s: bigint): Uint8Array {
  const body = Buffer.concat([derInteger(r), derInteger(s > N / 2n ? s : N - s)]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}

function highS(message: Uint8Array, key: KeyObject): Uint8Array {
  const raw = sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' });
  return higherS(BigInt(`0x${raw.subarray(0, 32).toString('hex')}`), BigInt(`0x${raw.subarray(32).toString('hex')}`));
}

const right = (message: Uint8Array, key: KeyObject) =>
  lowSDer(sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' }));

/** Submits as the holder with one thing wrong, and writes down how it failed. `between` comes after endorsement. */
export async function connectWith(
  play: Recorder,
  step: string,
  wrong: Wrong,
  submit: { name: string; argument: () => string },
  between: () => Promise<void> = async () => undefined,
): Promise<void> {
  const { connection } = play.network;
  const operator = connection.operators.find(({ mspId }) => mspId === 'GroupMSP');
  const person = operator?.people.find(({ name }) => name === 'li-holder');
  if (!operator || !person) throw new Error('the network has no holder');
  const own = wrong.identity ?? {
    certificate: readFileSync(person.certificate, 'utf8'),
    key: readFileSync(person.key, 'utf8'),
  };
  const key = createPrivateKey(own.key);
  const make = wrong.highS ? highS : (wrong.sign ?? right);
  const client = new grpc.Client(operator.peer, grpc.credentials.createSsl(readFileSync(operator.tlsRoot)));
  const gateway = connect({
    client,
    identity: { mspId: wrong.mspId ?? operator.mspId, credentials: Buffer.from(own.certificate) },
    signer: async (message) => make(message, key),
    hash: hash.none,
  });
  const contract = gateway
    .getNetwork(wrong.channel ?? connection.channel)
    .getContract(wrong.chaincode ?? connection.chaincode);
  await play.observe(step, async () => {
    const transaction = await endorsed(() => contract.newProposal(submit.name, { arguments: [submit.argument()] }));
    await between();
    return { commit: await play.send(transaction), answer: null };
  });
  gateway.close();
  client.close();
}
