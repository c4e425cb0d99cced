import { key } from '../ledger/keys.ts';
import type { Reader } from '../ledger/reader.ts';
import type { Bearer } from './rules/stand-in.ts';

/** What the ledger says of who bears a duty in a record or a case: two point reads. */
export async function bearer(ledger: Reader, subject: string, id: string): Promise<Bearer> {
  return {
    id,
    entity: await ledger.get('entity/1', key.entity(id)),
    replacement: await ledger.get('replacement/1', key.replacement(subject, id)),
  };
}
