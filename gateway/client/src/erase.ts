import type { Erasure, PrivateQueries, Queries, VaultRecord } from '@suyuan/schemas';
import type { Attested, Client, Receipt } from './client.ts';
import { SuyuanError } from './errors.ts';

/** A vault at one operator's peer, and why it goes. */
export type ToErase = { readonly vault: string; readonly host: string; readonly reason: string };

/** What a peer has left of a vault, by field; and of its record. */
export type Presence = {
  readonly record: 'present' | 'absent';
  readonly fields: Readonly<Record<string, 'present' | 'absent'>>;
};

/** An erasure certificate, and who attested that nothing is left. */
export type ErasureCertificate = {
  readonly erasure: Erasure;
  /** The answer of the committee's peers to `vault:presence`, each under its own signature. */
  readonly attested: Attested<Presence>;
  /** Operators whose word is on the ledger, by MSP. */
  readonly absences: readonly string[];
};

const ABSENCES = `query ($vault: ID!) { vault(id: $vault) { erasures { host absences { msp } } } }`;
type Told = { vault: { erasures: { host: string; absences: { msp: string }[] }[] } | null };

const AGAIN_MS = 300;
const pause = () => new Promise((resolve) => setTimeout(resolve, AGAIN_MS));

async function asked<T>(asking: Promise<T>): Promise<T | undefined> {
  return asking.catch((error: unknown) => {
    if (error instanceof SuyuanError && error.code === 'NOT_FOUND') return undefined;
    throw error;
  });
}

const erasureOf = (client: Client, { vault, host }: Queries['vault:erasure']) =>
  asked(client.ask<Erasure>('vault:erasure', { vault, host }));

/** Purges a vault at one operator's peer; undefined where that is done already. @throws SuyuanError where something holds it */
export async function eraseVault(client: Client, { vault, host, reason }: ToErase): Promise<Receipt | undefined> {
  if (await erasureOf(client, { vault, host })) return undefined;
  const question: PrivateQueries['vault:record'] = { vault };
  const record = await client.ask<VaultRecord>('vault:record', question, host);
  return client.transact('vault:purge', { vault, host, record, reason });
}

const isAbsent = ({ record, fields }: Presence) => [record, ...Object.values(fields)].every((one) => one === 'absent');

/**
 * Asks the committee's peers whether anything is left of an erased vault, waits until they say no, and until the operators of
 * those who signed that have said so on the ledger: which their gateways do by themselves. After `seconds` it answers
 * with what there is. @throws SuyuanError where nothing was erased, Error where the peers still have something
 */
export async function erasureCertificate(
  client: Client,
  { vault, host }: Pick<ToErase, 'vault' | 'host'>,
  seconds = 30,
): Promise<ErasureCertificate> {
  const until = Date.now() + seconds * 1000;
  const erasure = await client.ask<Erasure>('vault:erasure', { vault, host });
  let attested: Attested<Presence> | undefined;
  for (;;) {
    attested = await client.attest<Presence>('vault:presence', { vault, host, fields: erasure.fields });
    if (isAbsent(attested.answer)) break;
    if (Date.now() > until) throw new Error(`Something of ${vault} is still at ${host}`);
    await pause();
  }
  for (;;) {
    const told = await client.query<Told>(ABSENCES, { vault });
    const found = told.vault?.erasures.find((one) => one.host === host)?.absences ?? [];
    const absences = found.map(({ msp }) => msp).sort();
    const all = attested.signers.every(({ msp }) => absences.includes(msp));
    if (all || told.vault === null || Date.now() > until) return { erasure, attested, absences };
    await pause();
  }
}
