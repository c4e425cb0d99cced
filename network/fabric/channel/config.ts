import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { common } from '@hyperledger/fabric-protos';
import type { Binaries } from '../binaries.ts';
import type { PeerClient } from '../client/peer.ts';

/** The channel's configuration in force, as a peer has it. */
export const fetchConfig = async (client: PeerClient, channel: string): Promise<common.Config> => {
  const answer = await client.ask(channel, 'cscc', ['GetChannelConfig', channel]);
  return common.Config.deserializeBinary(answer);
};

/** A group of the configuration by its path below the channel. @throws when it is not there */
export const groupAt = (config: common.Config, ...path: readonly string[]): common.ConfigGroup => {
  let group = config.getChannelGroup();
  for (const name of path) group = group?.getGroupsMap().get(name);
  if (!group) throw new Error(`the channel's configuration has no group ${path.join('/')}`);
  return group;
};

/**
 * The update that leads from one configuration to another, computed by Fabric's own configtxlator.
 * @throws when there is no difference
 */
export const computeUpdate = async (
  binaries: Binaries,
  channel: string,
  original: common.Config,
  updated: common.Config,
): Promise<Uint8Array> => {
  const folder = mkdtempSync(join(tmpdir(), 'suyuan-config-'));
  const file = (name: string): string => join(folder, name);
  try {
    writeFileSync(file('original'), original.serializeBinary());
    writeFileSync(file('updated'), updated.serializeBinary());
    const files = ['--original', file('original'), '--updated', file('updated'), '--output', file('update')];
    await promisify(execFile)(binaries.configtxlator, ['compute_update', '--channel_id', channel, ...files]);
    return readFileSync(file('update'));
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    if (stderr?.includes('no differences detected')) throw new Error('the channel is so configured already');
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
