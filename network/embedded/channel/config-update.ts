import { randomBytes } from 'node:crypto';
import { common } from '@hyperledger/fabric-protos';
import { keyFromPem } from '../../identity/keys.ts';
import { signLowS } from '../../identity/signature.ts';
import { serializeIdentity } from '../msp/identity.ts';
import { validSigners } from '../policy/signers.ts';
import { asBuffer } from '../wire/bytes.ts';
import { configPayload } from './config-block.ts';
import type { Configuration } from './configuration.ts';
import { mspConfig, type OperatorMembership } from './membership.ts';

export interface UpdateSigner {
  readonly mspId: string;
  readonly certificate: string;
  readonly key: string;
}

const parts = ['Application', 'Orderer'] as const;

/** A group with nothing but its version: what an update must name to reach further down. */
const skeleton = (group: common.ConfigGroup): common.ConfigGroup => {
  const copy = new common.ConfigGroup();
  copy.setVersion(group.getVersion());
  return copy;
};

interface Change {
  readonly readSet: common.ConfigGroup;
  readonly writeSet: common.ConfigGroup;
  readonly result: common.Config;
}

/** Replaces the operator's MSP wherever the channel has it: Fabric refuses two versions of one MSP. */
const changeOf = (configuration: Configuration, membership: OperatorMembership): Change => {
  const result = configuration.config.clone();
  const channel = result.getChannelGroup();
  if (!channel) throw new Error('the configuration has no channel group');
  const readSet = skeleton(channel);
  const writeSet = skeleton(channel);
  for (const name of parts) {
    const part = channel.getGroupsMap().get(name);
    const operator = part?.getGroupsMap().get(membership.mspId);
    const value = operator?.getValuesMap().get('MSP');
    if (!part || !operator || !value) continue;
    value.setVersion(value.getVersion() + 1);
    value.setValue(mspConfig(membership).serializeBinary());
    const [readPart, writePart] = [skeleton(part), skeleton(part)];
    const [readOperator, writeOperator] = [skeleton(operator), skeleton(operator)];
    writeOperator.getValuesMap().set('MSP', value.clone());
    readPart.getGroupsMap().set(membership.mspId, readOperator);
    writePart.getGroupsMap().set(membership.mspId, writeOperator);
    readSet.getGroupsMap().set(name, readPart);
    writeSet.getGroupsMap().set(name, writePart);
  }
  result.setSequence(result.getSequence() + 1);
  return { readSet, writeSet, result };
};

const signatureHeader = (identity: Uint8Array): Uint8Array => {
  const header = new common.SignatureHeader();
  header.setCreator(identity);
  header.setNonce(randomBytes(24));
  return header.serializeBinary();
};

/**
 * A configuration that gives an operator new membership material, such as a revocation list, signed
 * by that operator's administrator, ordered by the orderer.
 * @throws when the operator's own policy `Admins` is not met by the signer
 */
export const updateMembership = (
  channel: string,
  configuration: Configuration,
  membership: OperatorMembership,
  administrator: UpdateSigner,
  orderer: UpdateSigner,
): { readonly envelope: Buffer; readonly config: common.ConfigEnvelope } => {
  const { readSet, writeSet, result } = changeOf(configuration, membership);
  const update = new common.ConfigUpdate();
  update.setChannelId(channel);
  update.setReadSet(readSet);
  update.setWriteSet(writeSet);
  const identity = serializeIdentity(administrator.mspId, administrator.certificate);
  const signature = new common.ConfigSignature();
  signature.setSignatureHeader(signatureHeader(identity));
  const message = Buffer.concat([signature.getSignatureHeader_asU8(), update.serializeBinary()]);
  signature.setSignature(signLowS(message, keyFromPem(administrator.key)));
  const signed = new common.ConfigUpdateEnvelope();
  signed.setConfigUpdate(update.serializeBinary());
  signed.setSignaturesList([signature]);

  const signers = validSigners(
    [{ identity, message, signature: signature.getSignature_asU8() }],
    configuration.members,
  );
  const policy = configuration.policy(`/Channel/Application/${membership.mspId}/Admins`);
  if (!policy(signers, configuration.members)) throw new Error('the signer is not an administrator of the operator');

  const lastUpdate = new common.Envelope();
  const updatePayload = common.Payload.deserializeBinary(configPayload(channel, new common.ConfigEnvelope(), identity));
  const header = updatePayload.getHeader();
  const channelHeader = common.ChannelHeader.deserializeBinary(header?.getChannelHeader_asU8() ?? new Uint8Array());
  channelHeader.setType(common.HeaderType.CONFIG_UPDATE);
  header?.setChannelHeader(channelHeader.serializeBinary());
  updatePayload.setData(signed.serializeBinary());
  lastUpdate.setPayload(updatePayload.serializeBinary());
  lastUpdate.setSignature(signLowS(lastUpdate.getPayload_asU8(), keyFromPem(administrator.key)));

  const config = new common.ConfigEnvelope();
  config.setConfig(result);
  config.setLastUpdate(lastUpdate);
  const envelope = new common.Envelope();
  envelope.setPayload(configPayload(channel, config, serializeIdentity(orderer.mspId, orderer.certificate)));
  envelope.setSignature(signLowS(envelope.getPayload_asU8(), keyFromPem(orderer.key)));
  return { envelope: asBuffer(envelope.serializeBinary()), config };
};
