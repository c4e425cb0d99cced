import {
  type Actor,
  type Asset,
  type Case,
  type Erasure,
  type LegalHold,
  type NamedVault,
  type Profile,
  refuse,
  type VaultRecord,
} from '@suyuan/schemas';
import { deadline, latest } from '../../time/deadline.ts';

/** Nobody waits longer than this for a public command that names a vault. */
const UNNAMED_DAYS = 1;
const NO_CALENDAR = { holidays: [], workdays: [] };
const FINAL: readonly Case['state'][] = ['issued', 'refused', 'withdrawn', 'lapsed', 'upheld'];

/** All that a purge looks at. What is named says of what asset, in which case and under which profile. */
export type Held = {
  readonly host: string;
  readonly record: VaultRecord;
  readonly named: NamedVault | undefined;
  readonly asset: Asset | undefined;
  readonly found: Case | undefined;
  readonly openCase: Case | undefined;
  readonly profile: Profile | undefined;
  readonly legalHold: LegalHold | undefined;
};

/**
 * A purge waits for retention, disputes and legal holds. Its certificate tells what was purged, and not what it said.
 */
export function purge(
  kept: Held,
  by: Actor & { entity: string },
  reason: string,
  now: { readonly txId: string; readonly time: string },
): Erasure {
  const { record, named, host } = kept;
  if (record.entity !== by.entity && named?.entity !== by.entity) {
    throw refuse('VAULT_OWNER', { vault: record.vault }, 'vault');
  }
  if (kept.legalHold?.state === 'in-force') {
    const { by: orderer, reason: why } = kept.legalHold;
    throw refuse('VAULT_HELD', { entity: orderer.entity ?? orderer.msp, reason: why }, 'vault');
  }
  if (named) ofNamed(kept, named, now.time);
  else ofUnnamed(record, now.time);
  return {
    schema: 'erasure/1',
    vault: record.vault,
    host,
    entity: record.entity,
    ...(named ? { asset: named.asset } : {}),
    fields: record.fields,
    storedAt: record.time,
    reason,
    by,
    purgedIn: now.txId,
    time: now.time,
  };
}

function ofUnnamed({ time }: VaultRecord, now: string): void {
  const until = new Date(Date.parse(time) + UNNAMED_DAYS * 86_400_000).toISOString();
  if (now <= until) throw refuse('VAULT_YOUNG', { until }, 'vault');
}

function ofNamed(kept: Held, named: NamedVault, now: string): void {
  const { asset, found, openCase, profile } = kept;
  if (!asset || !profile) throw new Error(`vault ${named.vault} is of an asset and a profile that are not there`);
  for (const one of [found, openCase]) if (one) undisputed(one, now);
  if (openCase) inUse(named, openCase.id);
  if (current(named, asset)) inUse(named, asset.state);
  if (found && neverAccepted(found)) return;
  const from = asset.state === 'ended' ? latest(asset.time, named.time) : named.time;
  const until = deadline(from, profile.retention, NO_CALENDAR);
  if (now <= until) throw refuse('VAULT_RETAINED', { until, source: profile.retention.citation.source }, 'vault');
}

function inUse({ vault, asset }: NamedVault, why: string): never {
  throw refuse('VAULT_IN_USE', { vault, asset, why }, 'vault');
}

function undisputed(found: Case, now: string): void {
  const disputed = found.state === 'objected' || found.state === 'appealed';
  const appealable = found.appealUntil !== undefined && now <= found.appealUntil && found.state !== 'issued';
  if (disputed || appealable) throw refuse('VAULT_DISPUTED', { case: found.id }, 'vault');
}

/** The text that is registered now, and every release of an asset that is. */
function current(named: NamedVault, asset: Asset): boolean {
  return asset.state === 'registered' && (named.part === 'release' || asset.vault?.id === named.vault);
}

/** What no registrar accepted is no registration file: no retention holds it. */
const neverAccepted = (found: Case) => FINAL.includes(found.state) && found.held.length === 0;

export type Presence = 'present' | 'absent';

/** Nobody attests the absence of what is still there. */
export function mustBeAbsent({ vault, host }: Erasure, states: Readonly<Record<string, Presence>>): void {
  const left = Object.entries(states).find(([, state]) => state === 'present');
  if (left) throw refuse('VAULT_PRESENT', { vault, host, name: left[0] }, 'vault');
}
