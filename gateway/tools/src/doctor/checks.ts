import { X509Certificate } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

/** What was looked at, how it is, and what to do where it is not well. */
export interface Finding {
  readonly what: string;
  readonly state: 'well' | 'soon' | 'ill';
  readonly said: string;
  readonly todo?: string;
}

const DAY_MS = 86_400_000;

/** A certificate near its end, or past it. */
export function certificateFinding(what: string, ends: Date, now: number): Finding {
  const days = Math.floor((ends.getTime() - now) / DAY_MS);
  const said = `ends ${ends.toISOString().slice(0, 10)}, in ${days} days`;
  if (days < 0) return { what, state: 'ill', said, todo: 'renew it: nothing that it signs is taken any more' };
  return days < 30 ? { what, state: 'soon', said, todo: 'renew it before it ends' } : { what, state: 'well', said };
}

/** Every PEM certificate of some folders. */
export function certificateFindings(folders: readonly string[], now = Date.now()): Finding[] {
  const files = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map((file) => join(folder, String(file))))
    .filter((file) => file.endsWith('.pem'));
  return files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    if (!text.includes('BEGIN CERTIFICATE')) return [];
    const finding = certificateFinding(file, new X509Certificate(text).validToDate, now);
    return finding.state === 'well' ? [] : [finding];
  });
}

export function diskFinding(folder: string): Finding {
  const { bavail, blocks, bsize } = statfsSync(folder);
  const free = bavail / Math.max(1, blocks);
  const said = `${Math.round((bavail * bsize) / 2 ** 30)} GiB free, ${Math.round(free * 100)} %`;
  if (free < 0.05) return { what: 'disk', state: 'ill', said, todo: 'make room: the database stops when it is full' };
  return free < 0.15 ? { what: 'disk', state: 'soon', said, todo: 'make room' } : { what: 'disk', state: 'well', said };
}

/** The gateway's clock beside this machine's, by the Date of an answer; a peer endorses nothing five minutes off. */
export function clockFinding(date: string | null, now: number): Finding {
  const off = Math.round(Math.abs(Date.parse(date ?? '') - now) / 1000);
  const said = `${off} s apart`;
  if (!(off <= 60)) return { what: 'clocks', state: 'ill', said, todo: 'set both by NTP' };
  return off > 5
    ? { what: 'clocks', state: 'soon', said, todo: 'see to NTP' }
    : { what: 'clocks', state: 'well', said };
}

interface Ready {
  readonly ready: boolean;
  readonly reason?: string;
  readonly block: number;
  readonly height?: number;
}

/** What `/readyz` says of the ledger and of how far it is read. */
export function lagFinding({ ready, reason, block, height }: Ready): Finding {
  const lag = height === undefined ? undefined : height - 1 - block;
  const said = `block ${block}${lag === undefined ? '' : `, ${lag} behind the peer`}`;
  if (ready) return { what: 'ledger', state: 'well', said };
  const todo =
    lag === undefined
      ? 'see whether the peer of the connection runs, and the gateway’s log'
      : 'wait; where it does not go on, the log says at which block and why';
  return { what: 'ledger', state: 'ill', said: `${reason ?? 'not ready'}; ${said}`, todo };
}

export const versionFinding = (wanted: string, running: string): Finding =>
  running === wanted
    ? { what: 'Node', state: 'well', said: running }
    : { what: 'Node', state: 'ill', said: `${running}, not ${wanted}`, todo: 'npm ci, and start by npm' };
