import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { common } from '@hyperledger/fabric-protos';
import type { Binaries } from '../binaries.ts';
import type { Signer } from '../client/admin.ts';
import type { OrderingClient } from '../client/orderers.ts';
import type { PeerClient } from '../client/peer.ts';
import { newHeader } from '../client/proposal.ts';
import { envelopeOf } from '../client/transaction.ts';
import { computeUpdate, fetchConfig } from './config.ts';

const signatureOf = (signer: Signer, update: Uint8Array): common.ConfigSignature => {
  const header = new common.SignatureHeader();
  header.setCreator(signer.identity);
  header.setNonce(randomBytes(24));
  const signature = new common.ConfigSignature();
  signature.setSignatureHeader(header.serializeBinary());
  signature.setSignature(signer.sign(Buffer.concat([signature.getSignatureHeader_asU8(), update])));
  return signature;
};

/** What an update of the configuration is carried out with. */
export interface UpdateMeans {
  readonly binaries: Binaries;
  readonly channel: string;
  /** The peers that must have the new configuration before the update is said to be done; the first is asked. */
  readonly clients: readonly PeerClient[];
  readonly orderers: OrderingClient;
}

const inForce = async (client: PeerClient, channel: string, sequence: number, until: number): Promise<void> => {
  while (Number((await fetchConfig(client, channel)).getSequence()) < sequence) {
    if (Date.now() > until) throw new Error(`${client.mspId}'s peer has not the new configuration yet`);
    await sleep(20);
  }
};

/** Fabric keeps an update's isolated data with it, in the block, and lets it change nothing. */
const noted = (update: Uint8Array, notes: Readonly<Record<string, string>>): Uint8Array => {
  const entries = Object.entries(notes);
  if (entries.length === 0) return update;
  const message = common.ConfigUpdate.deserializeBinary(update);
  for (const [name, text] of entries) message.getIsolatedDataMap().set(name, Buffer.from(text, 'utf8'));
  return message.serializeBinary();
};

/**
 * Changes the channel's configuration: fetches it, has it changed, signs the difference as all of the signers, submits
 * it as the first of them, and waits until every peer has it. `notes` go into the update under the same signatures.
 * @throws with the orderers' words when the signatures do not meet the policy of what is changed
 */
export const updateConfig = async (
  means: UpdateMeans,
  signers: readonly Signer[],
  change: (config: common.Config) => void,
  notes: Readonly<Record<string, string>> = {},
): Promise<void> => {
  const { binaries, channel, clients, orderers } = means;
  const [first] = clients;
  const [submitter] = signers;
  if (!first || !submitter) throw new Error('an update needs a peer and a signer');
  const original = await fetchConfig(first, channel);
  const updated = original.clone();
  change(updated);
  const update = noted(await computeUpdate(binaries, channel, original, updated), notes);
  const signed = new common.ConfigUpdateEnvelope();
  signed.setConfigUpdate(update);
  signed.setSignaturesList(signers.map((signer) => signatureOf(signer, update)));
  const { header } = newHeader(common.HeaderType.CONFIG_UPDATE, channel, submitter);
  await orderers.configure(envelopeOf(header, signed.serializeBinary(), submitter));
  const until = Date.now() + 20_000;
  const sequence = Number(original.getSequence()) + 1;
  await Promise.all(clients.map((client) => inForce(client, channel, sequence, until)));
};
