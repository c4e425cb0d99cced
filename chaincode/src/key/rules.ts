import { type Actor, type KeyReplacement, refuse } from '@suyuan/schemas';

type Word = KeyReplacement['words'][number];

/** Whose key it is: what its certificate says, and the entity that answers for it. */
export type KeyOf = { readonly fingerprint: string; readonly person: string; readonly entity: string };

/** Who gives a word on a key, with which key of its own. */
export type Witness = Word & { readonly fingerprint: string };

const samePerson = (a: Actor, b: Actor) => a.msp === b.msp && a.person === b.person;

/** The first word on a key. */
export function report(key: KeyOf, since: string, reason: string, witness: Witness, time: string): KeyReplacement {
  if (since > time) throw refuse('KEY_SINCE', {}, 'since');
  const { fingerprint, person, entity } = key;
  mustBeOwnKey(fingerprint, witness);
  const { by, as } = witness;
  return {
    schema: 'key-replacement/1',
    fingerprint,
    person,
    entity,
    since,
    reason,
    words: [{ by, as }],
    state: 'reported',
    time,
  };
}

/** Another word; the key is replaced on those of two people of its entity, or of its host and the regulator. */
export function confirm(found: KeyReplacement, witness: Witness, time: string): KeyReplacement {
  const { fingerprint, state } = found;
  if (state !== 'reported') throw refuse('KEY_STATE', { fingerprint, state }, 'fingerprint');
  mustBeOwnKey(fingerprint, witness);
  const { by, as } = witness;
  if (found.words.some((word) => samePerson(word.by, by))) {
    throw refuse('KEY_WORD_REPEATED', { person: by.person }, 'fingerprint');
  }
  const words = [...found.words, { by, as }];
  return { ...found, words, state: enough(words) ? 'replaced' : 'reported', time };
}

/** Nobody gives a word with the very key that it is about. */
function mustBeOwnKey(fingerprint: string, { by, fingerprint: own }: Witness): void {
  if (fingerprint === own) throw refuse('KEY_WORD_REPEATED', { person: by.person }, 'fingerprint');
}

function enough(words: readonly Word[]): boolean {
  const by = (as: Word['as']) => words.filter((word) => word.as === as).length;
  return by('colleague') >= 2 || (by('host') >= 1 && by('regulator') >= 1);
}
