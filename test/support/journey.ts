import { setTimeout as sleep } from 'node:timers/promises';
import type { Application, CommandName, Outcome } from '@suyuan/schemas';
import { PROFILE } from '../conformance/scenarios/platform.ts';
import { abreast, commandId, type TestNetwork } from './network.ts';

/** Sends a command as a person, under a fresh id, and waits until every peer has its block. */
export type Act = (person: string, name: CommandName, command: object, msp?: string) => Promise<Outcome>;

export const acting =
  (network: () => TestNetwork): Act =>
  async (person, name, command, msp) => {
    const outcome = await network()
      .as(person, msp)
      .submit(name, { commandId: commandId(), ...command });
    await abreast(network());
    return outcome;
  };

/** The second holder, qixiang, enters by vote. */
export async function enter(act: Act): Promise<void> {
  const entity = {
    id: 'qixiang',
    title: { zh: '启象科技' },
    host: 'GroupMSP',
    roles: ['holder'],
    clearance: 'general',
  };
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const content = { kind: 'enter', entity };
  const { subject } = await act('admin', 'membership:propose', { content, expiresAt }, 'GroupMSP');
  for (const msp of ['RegistrarMSP', 'ExchangeMSP', 'GroupMSP'])
    await act('admin', 'membership:vote', { proposal: subject, inFavour: true }, msp);
  await act('admin', 'membership:enact', { proposal: subject }, 'GroupMSP');
}

/** Applications of a person in the short profile, taken to their certificates together. */
export async function register(act: Act, person: string, ...applications: Application[]): Promise<Outcome[]> {
  const cases = [];
  for (const application of applications) {
    const asked = { profile: PROFILE, registrar: 'registry', application };
    const on = { case: (await act(person, 'registration:submit', asked)).subject };
    const documents = application.evidence.map(({ sha256 }) => sha256);
    await act('lin-acceptor', 'registration:receipt', { ...on, documents });
    await act('lin-acceptor', 'registration:accept', on);
    await act('zhou-reviewer', 'registration:review', on);
    await act('zhou-reviewer', 'registration:openPublicity', on);
    cases.push(on);
  }
  await sleep(1500);
  const issued = [];
  for (const on of cases) issued.push(await act('wu-issuer', 'registration:issue', on));
  return issued;
}
