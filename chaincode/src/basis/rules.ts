import { type Actor, type Basis, type BasisUse, refuse } from '@suyuan/schemas';

type Party = Actor & { entity: string };

const DAY_MS = 86_400_000;
/** Defaults of this consortium, where no text gives a figure: how long a basis lasts at most, and one use of it. */
const LONGEST_DAYS = 90;
const USE_MS = 3_600_000;

const after = (time: string, ms: number) => new Date(Date.parse(time) + ms).toISOString();

/** What an agency records before it traces: on which provision and paper, from where, until when. */
export function record(
  id: string,
  said: Pick<Basis, 'law' | 'purpose' | 'instruments' | 'starts' | 'until'>,
  by: Party,
  time: string,
): Basis {
  if (said.until <= time || said.until > after(time, LONGEST_DAYS * DAY_MS))
    throw refuse('BASIS_TERM', { now: time, days: LONGEST_DAYS }, 'until');
  const { law, purpose, instruments, starts, until } = said;
  return {
    schema: 'basis/1',
    id,
    agency: by.entity,
    law,
    purpose,
    instruments,
    starts,
    until,
    recordedBy: by,
    recordedAt: time,
    state: 'in-force',
    time,
  };
}

function inForce({ id, state, until }: Basis, time: string): void {
  if (state !== 'in-force' || time > until) throw refuse('BASIS_STATE', { id, until }, 'basis');
}

/** The agency ends its basis, or a regulator does. */
export function end(basis: Basis, by: Party, regulator: boolean, reason: string, time: string): Basis {
  const { id, agency } = basis;
  if (by.entity !== agency && !regulator) throw refuse('BASIS_AGENCY', { id, agency }, 'basis');
  inForce(basis, time);
  return { ...basis, state: 'ended', ended: { by, reason, at: time }, time };
}

/** One trace from a start that the basis names; what it answers may be read for an hour, but not after the basis. */
export function use(
  id: string,
  basis: Basis,
  asked: Pick<BasisUse, 'start' | 'direction' | 'depth' | 'reason'>,
  by: Party,
  time: string,
): BasisUse {
  const { id: of, agency, starts, until } = basis;
  if (by.entity !== agency) throw refuse('BASIS_AGENCY', { id: of, agency }, 'basis');
  inForce(basis, time);
  const { start, direction, depth, reason } = asked;
  if (!starts.includes(start)) throw refuse('BASIS_START', { id: of, start }, 'start');
  const hour = after(time, USE_MS);
  return {
    schema: 'basis-use/1',
    id,
    basis: of,
    agency,
    start,
    direction,
    depth,
    reason,
    by,
    until: [hour, until].sort()[0] as string,
    time,
  };
}
