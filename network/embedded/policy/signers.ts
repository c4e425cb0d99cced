import type { Member, Members } from '../msp/members.ts';
import { asBuffer } from '../wire/bytes.ts';

/** One signature over a message by a serialised identity. */
export interface SignedBy {
  readonly identity: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** The known members whose signature holds, each once: the input of every policy, as in Fabric. */
export const validSigners = (signatures: readonly SignedBy[], members: Members): Member[] => {
  const seen = new Set<string>();
  const signers: Member[] = [];
  for (const { identity, message, signature } of signatures) {
    const key = asBuffer(identity).toString('latin1');
    if (seen.has(key)) continue;
    seen.add(key);
    try {
      const member = members.member(identity);
      if (member.identity.verify(message, signature)) signers.push(member);
    } catch {
      // An identity that nobody knows signs for nobody.
    }
  }
  return signers;
};
