import { createHmac, randomBytes } from 'node:crypto';
import { commitment } from '@suyuan/schemas';
import { madeOnce } from '../made-once.ts';

const BYTES = 32;

/** What opens the commitment of a node. */
export interface Opening {
  readonly id: string;
  readonly salt: string;
  readonly commitment: string;
}

/** Opens the commitment of any node; the same for every reader and whenever asked. */
export type Opener = (id: string) => Opening;

/** The commitment of a node that a reader may not see: `salt` and `id` open it, and nobody guesses the salt. */
export const nodeCommitment = (salt: string, id: string): string => commitment(salt, 'node', id);

/** Salts follow from a key that this gateway keeps to itself, and from the node's id. */
export function opener(key: Uint8Array): Opener {
  return (id) => {
    const salt = createHmac('sha256', key).update(`node/${id}`).digest('hex').slice(0, 32);
    return { id, salt, commitment: nodeCommitment(salt, id) };
  };
}

/**
 * The key of a file, which is made when there is none, readable by its owner alone. Gateways that share a database
 * share it; a gateway that lost it gives other commitments than before.
 * @throws Error when the file holds something else
 */
export function openKey(file: string): Uint8Array {
  const key = madeOnce(file, () => randomBytes(BYTES));
  if (key.length !== BYTES) throw new Error(`${file} must hold ${BYTES} bytes; it has ${key.length}`);
  return key;
}
