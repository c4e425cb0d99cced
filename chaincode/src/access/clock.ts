import { type Clock, refuse } from '@suyuan/schemas';

const SKEW_SECONDS = Number(process.env.SUYUAN_CLOCK_SKEW_SECONDS ?? 300);

/**
 * A peer endorses only near its own clock, and nothing before the ledger's. The machine's clock decides whether a
 * peer endorses, never what is written: this is the one place in chaincode that reads it.
 */
export function checkTime(time: string, clock: Clock | undefined, writes: boolean): void {
  if (writes && Math.abs(Date.parse(time) - Date.now()) > SKEW_SECONDS * 1000) {
    throw refuse('TIME_SKEW', { time, limit: SKEW_SECONDS });
  }
  if (writes && clock && time < clock.time) throw refuse('TIME_BEFORE_CLOCK', { time, clock: clock.time });
}

const AHEAD_SECONDS = Number(process.env.SUYUAN_CLOCK_AHEAD_SECONDS ?? 5);

/** The ledger's clock runs hardly ahead of a peer's: else one tick would shut everybody out until its time came. */
export function checkAhead(time: string): void {
  if (Date.parse(time) - Date.now() > AHEAD_SECONDS * 1000) throw refuse('TIME_SKEW', { time, limit: AHEAD_SECONDS });
}
