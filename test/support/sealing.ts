import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandName, Outcome } from '@suyuan/schemas';
import type { MadeBatch } from './batches.ts';
import { initial } from './builders.ts';

/** Sends a command as a person; who is called the same at several operators is told by the operator. */
export type Act = (person: string, name: CommandName, command: object, msp?: string) => Promise<Outcome>;

const { evidence } = initial('huaxin', 'batch');

/** Submits a batch and brings it to publicity, in a profile with clocks of a second. */
export async function publicised(act: Act, made: MadeBatch, profile: { id: string; version: number }) {
  const application = { type: 'batch', batch: made.text, evidence };
  const submitted = await act('li-holder', 'registration:submit', { profile, registrar: 'registry', application });
  const on = { case: submitted.subject };
  const documents = [...evidence.map(({ sha256 }) => sha256), made.text.file.sha256];
  await act('lin-acceptor', 'registration:receipt', { ...on, documents });
  await act('lin-acceptor', 'registration:accept', on);
  await act('zhou-reviewer', 'registration:review', on);
  await act('zhou-reviewer', 'registration:openPublicity', on);
  return { case: submitted.subject, batch: submitted.batch ?? '' };
}

/** Seals it once publicity, and every time to appeal, is over. */
export async function sealedAfter(act: Act, id: string, ms: number): Promise<Outcome> {
  await sleep(ms);
  return act('wu-issuer', 'registration:issue', { case: id });
}

/** Two operators sign that they hold the file; answers the batch's state. */
export async function attested(act: Act, batch: string, made: MadeBatch): Promise<(string | undefined)[]> {
  const said = { batch, file: made.text.file.sha256, root: made.text.root };
  const first = await act('admin', 'batch:attest', said, 'GroupMSP');
  const second = await act('admin', 'batch:attest', said, 'RegistrarMSP');
  return [first.state, second.state];
}
