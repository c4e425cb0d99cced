import { refuse } from '@suyuan/schemas';

/** Where an event stands: its block, and its place among those that the block may bring a subscription. */
export interface EventPlace {
  readonly block: number;
  readonly index: number;
}

export const eventId = ({ block, index }: EventPlace): string => `${block}-${index}`;

/** The place that an id names; undefined for none. @throws REQUEST_MALFORMED */
export function eventPlace(id: unknown): EventPlace | undefined {
  if (id === undefined || id === null || id === '') return undefined;
  const [, block, index] = /^(\d{1,9})-(\d{1,9})$/.exec(String(id)) ?? [];
  if (block === undefined || index === undefined)
    throw refuse('REQUEST_MALFORMED', { rule: 'an event id is like 120-3' }, 'lastEventId');
  return { block: Number(block), index: Number(index) };
}
