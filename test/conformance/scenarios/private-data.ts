import { commandId } from '../../support/network.ts';
import { keyPolicyOf, type Rule } from '../../support/policies.ts';
import type { Call, Recorder } from '../recorder.ts';

const VAULT = '_implicit_org_GroupMSP';
const COMMITTEE: Rule = [2, 'RegistrarMSP', 'ExchangeMSP', 'RegulatorMSP'];
const GUARDED = keyPolicyOf([2, 'GroupMSP', COMMITTEE]).toString('base64');

const by = (person: string, ...endorsers: string[]): Call => ({ person, endorsers });
const host = by('li-holder', 'GroupMSP');
const together = by('li-holder', 'GroupMSP', 'RegistrarMSP', 'ExchangeMSP');
const committee = by('lin-acceptor', 'RegistrarMSP', 'ExchangeMSP');
const told = (call: Call, value: string): Call => ({ ...call, transient: { value } });

/** The hash of a private value as each operator's peer has it. */
async function hashes(play: Recorder, step: string, collection: string, key: string): Promise<void> {
  for (const { mspId } of play.network.connection.operators) {
    const admin: Call = { person: 'admin', msp: mspId, endorsers: [mspId] };
    await play.query(`${step} at ${mspId}`, admin, 'privateHash', collection, key);
  }
}

/** Values that only some operators' peers hold. */
export const privateData: Readonly<Record<string, (play: Recorder) => Promise<void>>> = {
  async 'an operator’s implicit collection'(play) {
    const key = `private-${commandId()}`;
    await play.call('put', told(host, 'secret'), 'putPrivate', VAULT, key);
    await play.query('read there', host, 'getPrivate', VAULT, key);
    await play.query('another’s peer has no value', by('lin-acceptor', 'RegistrarMSP'), 'getPrivate', VAULT, key);
    await play.query('another’s client asks there', by('lin-acceptor', 'GroupMSP'), 'getPrivate', VAULT, key);
    await hashes(play, 'hash', VAULT, key);
    await play.call('others plant a value', told(committee, 'x'), 'putPrivate', VAULT, `${key}-planted`);
    await play.call('public and private at once', told(host, 'x'), 'putBoth', VAULT, `${key}-both`);
    await play.call('the hash in a public transaction', committee, 'notePrivateHash', VAULT, key, `${key}-noted`);
    await play.query('a range of it', host, 'privateRange', VAULT, key, `${key}~`);
    await play.call('remove', host, 'removePrivate', VAULT, key);
    await hashes(play, 'hash after removal', VAULT, key);
  },

  async 'a collection of two operators'(play) {
    const key = `shared-${commandId()}`;
    const members = by('lin-acceptor', 'RegistrarMSP', 'ExchangeMSP');
    await play.call('a member writes', told(members, 'between two'), 'putPrivate', 'shared', key);
    await play.query('a member reads', by('lin-acceptor', 'RegistrarMSP'), 'getPrivate', 'shared', key);
    await play.query('the other reads', by('zhao-exchange', 'ExchangeMSP'), 'getPrivate', 'shared', key);
    const stranger = by('li-holder', 'RegistrarMSP', 'ExchangeMSP');
    await play.call('a stranger writes', told(stranger, 'x'), 'putPrivate', 'shared', `${key}-x`);
    await play.query('a stranger reads', by('li-holder', 'RegistrarMSP'), 'getPrivate', 'shared', key);
    await play.query('a stranger asks its own peer', by('li-holder', 'GroupMSP'), 'getPrivate', 'shared', key);
    const one = by('lin-acceptor', 'RegistrarMSP');
    await play.call('one endorsement', told(one, 'x'), 'putPrivate', 'shared', `${key}-one`);
    await hashes(play, 'hash', 'shared', key);
    await play.call('an unknown collection', told(members, 'x'), 'putPrivate', 'nowhere', key);
  },

  async 'a private key with a validation parameter, and its purge'(play) {
    const key = `guarded-${commandId()}`;
    await play.call('put and lock', told(host, 'guarded'), 'putAndLockPrivate', VAULT, key, GUARDED);
    await play.query('its parameter', host, 'privateParameter', VAULT, key);
    await play.call('the host overwrites', told(host, 'changed'), 'putPrivate', VAULT, key);
    await play.call('the host purges', host, 'purgePrivate', VAULT, key);
    await play.call('the committee purges', committee, 'purgePrivate', VAULT, key);
    await hashes(play, 'hash', VAULT, key);
    await play.call('all of them purge', together, 'purgePrivate', VAULT, key);
    await hashes(play, 'hash after the purge', VAULT, key);
    await play.query('its value', host, 'getPrivate', VAULT, key);
    await play.query('its parameter after the purge', host, 'privateParameter', VAULT, key);
  },
};
