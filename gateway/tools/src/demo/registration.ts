import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, type Receipt, SuyuanError } from '@suyuan/client';
import type { Application } from '@suyuan/schemas';
import { type Described, statementOf } from './application.ts';
import type { Cast } from './cast.ts';
import { say, step } from './print.ts';
import { DEMO_PROFILE } from './profile.ts';

/** The holder brings its source statement to its gateway, then applies. */
export async function submit(holder: Client, about: Described, application: Application): Promise<Receipt> {
  await holder.upload(new TextEncoder().encode(statementOf(about)), { mediaType: 'text/plain' });
  const { profile } = await holder.query<{ profile: { version: number } }>(
    'query ($id: ID!) { profile(id: $id) { version } }',
    { id: DEMO_PROFILE },
  );
  const version = profile.version;
  return step(
    `持有方提交《${about.zh}》 submitted`,
    await holder.transact('registration:submit', {
      profile: { id: DEMO_PROFILE, version },
      registrar: 'registry',
      application,
    }),
  );
}

/** The registrar looks at the documents that the application names and gives its receipt: it starts the clock. */
async function giveReceipt(acceptor: Client, id: string, title: string): Promise<void> {
  const { case: found } = await acceptor.query<{ case: { application: Applied } }>(
    'query ($id: ID!) { case(id: $id) { application { evidence { sha256 name } batch { file { sha256 } } } } }',
    { id },
  );
  const { evidence: papers, batch } = found.application;
  const evidence = [...papers, ...(batch ? [{ name: 'leaves.ndjson', sha256: batch.file.sha256 }] : [])];
  for (const { sha256, name } of evidence) {
    const bytes = Buffer.concat(await Array.fromAsync(acceptor.download(sha256)));
    say(`${name}: ${bytes.length} bytes, ${sha256.slice(0, 23)}…`);
  }
  const documents = evidence.map(({ sha256 }) => sha256);
  step(
    `林受理 gives the custody receipt for《${title}》`,
    await acceptor.transact('registration:receipt', { case: id, documents }),
  );
}

type Applied = { readonly evidence: Named[]; readonly batch: { readonly file: { readonly sha256: string } } | null };
type Named = { readonly sha256: string; readonly name: string };

/** Receipt, acceptance, review and publicity, by two different people of the registrar. */
export async function toPublicity(cast: Cast, id: string, title: string): Promise<void> {
  const acceptor = await cast.as('lin-acceptor');
  const reviewer = await cast.as('zhou-reviewer');
  await giveReceipt(acceptor, id, title);
  step(`林受理 accepts《${title}》`, await acceptor.transact('registration:accept', { case: id }));
  step(`周审查 takes it up`, await reviewer.transact('registration:review', { case: id }));
  step(`周审查 opens publicity`, await reviewer.transact('registration:openPublicity', { case: id }));
}

/** Tries again at the deadline that a refusal names: a dismissed objection can be appealed for some time. */
async function whenDue(send: () => Promise<Receipt>): Promise<Receipt> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof SuyuanError) || error.code !== 'DEADLINE_AHEAD') throw error;
    await sleep(Math.max(0, Date.parse(String(error.details.params?.deadline)) - Date.now()) + 250);
    return send();
  }
}

/** Waits until publicity is over by the ledger's own stored time, then a third person issues. */
export async function issue(cast: Cast, id: string, title: string): Promise<Receipt> {
  const issuer = await cast.as('wu-issuer');
  const { case: found } = await issuer.query<{ case: { publicity: { until: string } } }>(
    'query ($id: ID!) { case(id: $id) { publicity { until } } }',
    { id },
  );
  await sleep(Math.max(0, Date.parse(found.publicity.until) - Date.now()) + 250);
  const receipt = await whenDue(() => issuer.transact('registration:issue', { case: id }));
  return step(`吴发证 issues《${title}》 ${receipt.certificate?.number ?? ''}`, receipt);
}
