import type { Recognised, Recognition } from '@suyuan/schemas';
import { key } from '../ledger/keys.ts';
import type { Reader } from '../ledger/reader.ts';

/** What a recognition follows: the certificate on this ledger, or what its registrar claims of one of another network. */
export async function recognised(ledger: Reader, { foreign, certificate }: Recognition): Promise<Recognised> {
  return foreign ?? ledger.need('certificate/1', key.certificate(certificate));
}
