import { setTimeout as sleep } from 'node:timers/promises';
import { type Case, documentsOf, Refusal } from '@suyuan/schemas';
import { readCertificate, type Trust, type Wallet } from '../identity/index.ts';
import type { Ledger, SigningIdentity } from '../ledger/index.ts';
import type { Log } from '../log.ts';
import type { Projector } from '../projector/index.ts';
import type { Reads } from '../store/index.ts';
import type { Courier } from './courier.ts';

interface Parts {
  readonly reads: Reads;
  readonly courier: Courier;
  readonly ledger: Ledger;
  readonly projector: Projector;
  readonly trust: Trust;
  /** Keys of entities' own systems. A demonstration's people sign themselves. */
  readonly wallets: ReadonlyMap<string, Wallet>;
  /** Whether receipts are signed here where a registrar's wallet is. */
  readonly signs: boolean;
  readonly log: Log;
  readonly signal: AbortSignal;
}

const AGAIN_MS = 30_000;
const PAGE = 100;

/** Somebody of a registrar whose key is kept here, as the ledger will judge. */
function signerOf(registrar: string, { wallets, trust }: Parts): SigningIdentity | undefined {
  for (const { certificate, sign } of wallets.values()) {
    const read = readCertificate(certificate);
    const { entity, roles } = read.attributes;
    if (entity === registrar && roles.includes('registrar')) return { msp: trust.check(read).msp, certificate, sign };
  }
  return undefined;
}

/** The next cases that wait for the receipt of a registrar that this operator hosts, by nearest deadline. */
async function* owed({ reads, ledger }: Parts): AsyncGenerator<Case> {
  const hosted = await reads.hosted(ledger.operator.mspId);
  const registrars = hosted.filter(({ roles }) => roles.includes('registrar')).map(({ id }) => id);
  const filter = [
    { column: 'next_entity', in: registrars },
    { column: 'state', in: ['submitted', 'accepted'] },
  ];
  let after: string | undefined;
  for (;;) {
    const asked = { rule: 'all' as const, filter, sort: { column: 'deadline', descending: false }, first: PAGE, after };
    const { rows, hasNextPage } = await reads.list('case_file', asked);
    yield* rows.map(({ row }) => row).filter(({ next }) => next?.action === 'registration:receipt');
    if (!hasNextPage) return;
    after = rows.at(-1)?.cursor;
  }
}

/** Fetches the documents of a case; once they are here, gives the receipt where its registrar's wallet is. */
async function receive(found: Case, parts: Parts): Promise<void> {
  const { courier, ledger, log, signs } = parts;
  const documents = [...new Set(documentsOf(found).map(({ sha256 }) => sha256))];
  const here = await Promise.all(documents.map((sha256) => courier.bring(sha256, found.applicant)));
  const signer = signs && here.every(Boolean) ? signerOf(found.registrar, parts) : undefined;
  if (!signer) return;
  // The same for every gateway of this operator, and anew after a resubmission.
  const commandId = `receipt-${found.id}-${found.committedIn.slice(0, 12)}`;
  const { transactionId } = await ledger.submitAs(signer, 'registration:receipt', {
    commandId,
    case: found.id,
    documents,
  });
  log.info({ case: found.id, documents: documents.length, transactionId }, 'a custody receipt was given');
}

/** Another gateway of the operator, or a person, was faster. */
const isGiven = (error: unknown) =>
  error instanceof Refusal && ['RECEIPT_GIVEN', 'COMMAND_REPEATED', 'CASE_STATE'].includes(error.body.code);

async function round(parts: Parts): Promise<void> {
  const cases = await Array.fromAsync(owed(parts));
  const received = cases.map((found) =>
    receive(found, parts).catch((error: unknown) => {
      if (!isGiven(error)) parts.log.warn({ case: found.id, err: error }, 'a case’s documents could not be received');
    }),
  );
  await Promise.all(received);
}

/**
 * Custody for the registrars that this operator hosts: documents are fetched as soon as the projection shows that they
 * are owed a receipt, and tried again while they are. Resolves when the signal aborts.
 */
export async function keepCustody(parts: Parts): Promise<void> {
  const { projector, signal, log } = parts;
  let news = Promise.withResolvers<void>();
  const forget = projector.listen(({ batch }) => {
    if (batch.current.case_file.size > 0) news.resolve();
  });
  while (!signal.aborted) {
    await round(parts).catch((error: unknown) => log.warn({ err: error }, 'custody is tried again'));
    const rest = new AbortController();
    const waited = sleep(AGAIN_MS, undefined, { signal: AbortSignal.any([signal, rest.signal]), ref: false });
    await Promise.race([news.promise, waited.catch(() => undefined)]);
    rest.abort();
    news = Promise.withResolvers<void>();
  }
  forget();
}
