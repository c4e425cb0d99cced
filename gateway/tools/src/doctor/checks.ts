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

/** Every PEM certificate of some folders: those that end soon or have ended, else how many were looked at. */
export function certificateFindings(folders: readonly string[], now = Date.now()): Finding[] {
  const files = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map((file) => join(folder, String(file))))
    .filter((file) => file.endsWith('.pem'));
  const ends = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return text.includes('BEGIN CERTIFICATE') ? [{ file, at: new X509Certificate(text).validToDate }] : [];
  });
  const what = 'certificates';
  if (ends.length === 0)
    return [
      { what, state: 'soon', said: `none lies in ${folders.join(', ')}`, todo: 'set SUYUAN_HOME or SUYUAN_CONNECTION' },
    ];
  const ending = ends.map(({ file, at }) => certificateFinding(file, at, now)).filter(({ state }) => state !== 'well');
  if (ending.length > 0) return ending;
  const days = Math.floor((Math.min(...ends.map(({ at }) => at.getTime())) - now) / DAY_MS);
  return [{ what, state: 'well', said: `${ends.length}, of which the first ends in ${days} days` }];
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

/** A peer as it was found: why it cannot be reached, or when its certificate ends. */
export interface Reached {
  readonly operator: string;
  readonly address: string;
  /** It is that of the gateway's own operator. */
  readonly own: boolean;
  readonly error?: string;
  readonly ends?: Date;
}

export function peerFinding({ operator, address, own, error, ends }: Reached, now: number): Finding {
  const what = `peer of ${operator}`;
  const at = `${address}${own ? ', the own one' : ''}`;
  if (error === undefined) {
    const certificate = certificateFinding(what, ends ?? new Date(now), now);
    return { ...certificate, said: `answers at ${at}; its TLS certificate ${certificate.said}` };
  }
  const said = `no answer at ${at}: ${error}`;
  return own
    ? { what, state: 'ill', said, todo: 'start it, or see its log; nothing private is read or written without it' }
    : { what, state: 'soon', said, todo: 'ask its operator; a committee goes on without one of its members' };
}

/** How long ago the newest block was made: the committee's gateways tick the ledger's clock, so that there is always one. */
export function tickFinding(time: string, now: number): Finding {
  const seconds = Math.max(0, Math.round((now - Date.parse(time)) / 1000));
  const said = `the newest block was made ${seconds} s ago`;
  return seconds <= 300
    ? { what: 'ledger clock', state: 'well', said }
    : {
        what: 'ledger clock',
        state: 'soon',
        said,
        todo: 'deadlines stand still: see that a gateway of a committee operator runs, and its SUYUAN_TICK_SECONDS',
      };
}

/** The version of Node by which something runs, beside the one that package.json pins. */
export const versionFinding = (wanted: string, running: string, what = 'Node'): Finding =>
  running === wanted
    ? { what, state: 'well', said: running }
    : { what, state: 'ill', said: `${running}, not ${wanted}`, todo: 'npm ci, and start by npm' };
