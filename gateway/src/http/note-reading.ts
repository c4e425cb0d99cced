import type { Request } from 'express';
import type { Reader } from '../access/index.ts';
import type { Reading, Readings } from '../readings/index.ts';
import { arrivalOf } from './arrival.ts';

/** Evidence and whole blocks are nobody's business by their nature: whoever reads one stands in the read log before it is sent. */
export async function noteReading(
  what: Reading['what'],
  id: string,
  request: Request,
  { person, msp, entity }: Reader,
  readings: Readings,
): Promise<void> {
  if (!person || !msp) return;
  const { requestId } = arrivalOf(request);
  readings.note({ what, id, grade: undefined, person, msp, entity, request: requestId });
  await readings.written();
}
