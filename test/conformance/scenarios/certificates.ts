import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonical } from '@suyuan/schemas';
import { issueCertificate } from '../../../network/identity/authority.ts';
import { operatorFolder, readAuthority } from '../../../network/identity/folders.ts';
import { initial } from '../../support/builders.ts';
import { readTestConnection } from '../../support/fabric.ts';
import { abreast, commandId } from '../../support/network.ts';
import { runScript } from '../../support/platform.ts';
import { connectWith } from '../clients.ts';
import type { Recorder } from '../recorder.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const registration = {
  name: 'registration:submit',
  argument: () =>
    canonical({
      commandId: commandId(),
      profile: { id: 'general', version: 1 },
      registrar: 'registry',
      application: initial('huaxin', commandId()),
    }),
};

async function network(play: Recorder, ...args: string[]): Promise<void> {
  const { code, output } = await runScript('network/cli.ts', {}, [...args, '--home', play.network.home]);
  if (code !== 0) throw new Error(output);
}

/** A certificate of the holder's operator, made by its own authority. */
function issued(play: Recorder, notBefore: Date, notAfter: Date) {
  const folder = operatorFolder(join(play.network.home, 'network/operators'), 'group');
  return issueCertificate(readAuthority(folder.authority), {
    commonName: 'short-lived',
    organizationalUnit: 'client',
    days: 1,
    notBefore,
    notAfter,
    attributes: { 'suyuan.entity': 'huaxin', 'suyuan.roles': 'holder', 'suyuan.clearance': 'general' },
  });
}

/** Whose word a network takes. */
export const certificates: Readonly<Record<string, (play: Recorder) => Promise<void>>> = {
  async 'certificates out of their time'(play) {
    const now = Date.now();
    const at = (milliseconds: number) => new Date(now + milliseconds);
    // The authority's own certificate began five minutes before the network was founded.
    const cases: readonly [string, number, number][] = [
      ['in force', -MINUTE_MS, DAY_MS],
      ['expired', -2 * MINUTE_MS, -MINUTE_MS],
      ['not yet in force', DAY_MS, 2 * DAY_MS],
      ['older than its authority', -DAY_MS, DAY_MS],
    ];
    for (const [step, from, until] of cases) {
      await connectWith(play, step, { identity: await issued(play, at(from), at(until)) }, registration);
    }
  },

  async 'a certificate that is revoked'(play) {
    const name = `leaver-${commandId()}`;
    await network(play, 'enroll', '--operator', 'GroupMSP', '--entity', 'huaxin', '--name', name, '--roles', 'holder');
    const people = readTestConnection(play.network.connectionFile).operators.flatMap((operator) => operator.people);
    const person = people.find((one) => one.name === name);
    if (!person) throw new Error(`${name} is not enrolled`);
    const identity = { certificate: readFileSync(person.certificate, 'utf8'), key: readFileSync(person.key, 'utf8') };
    await connectWith(play, 'before', { identity }, registration);
    await connectWith(play, 'endorsed before, submitted after', { identity }, registration, async () => {
      await network(play, 'revoke', '--name', name, '--operator', 'GroupMSP');
      await abreast(play.network);
    });
    await connectWith(play, 'after', { identity }, registration);
  },
};
