import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '@suyuan/schemas';
import type { Log } from '../log.ts';
import type { Ledger } from './ledger.ts';

/** Where a gateway is, and the certificate (PEM) by which it is known there. */
export interface Address {
  readonly address: string;
  readonly certificate: string;
}

const AGAIN_MS = 10_000;

/**
 * Has the ledger say where this gateway is, once, where it says something else; tries again until it does. Resolves then,
 * or when the signal aborts.
 */
export async function announce(
  ledger: Ledger,
  own: Address,
  recorded: () => Promise<Address | undefined>,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const now = await recorded();
      if (now?.address === own.address && now.certificate === own.certificate) return;
      await ledger.announce(own);
      log.info({ address: own.address }, 'this gateway’s address is on the ledger');
      return;
    } catch (error) {
      const early = error instanceof Refusal && error.body.code === 'NOT_FOUNDED';
      if (!early) log.warn({ err: error }, 'this gateway’s address could not be announced');
    }
    await sleep(AGAIN_MS, undefined, { signal }).catch(() => undefined);
  }
}
