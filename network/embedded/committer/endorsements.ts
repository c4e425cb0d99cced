import { peer } from '@hyperledger/fabric-protos';
import { lifecycleNamespace } from '../lifecycle/definition.ts';
import { keyPolicy } from '../policy/key-policy.ts';
import type { Policy } from '../policy/signature-policy.ts';
import { parameterOf } from '../proposal/metadata.ts';
import type { NamespaceSet } from '../proposal/transaction.ts';
import type { HashReader } from '../storage/private.ts';
import { type CheckedTransaction, type Rules, type ValidationCode, valid } from './check.ts';

const { ENDORSEMENT_POLICY_FAILURE, INVALID_CHAINCODE } = peer.TxValidationCode;

/** A key that is written to, as it stands in state: of private data, its hash. */
interface Place {
  readonly collection: string;
  readonly key: string | Uint8Array;
}

const writtenPlaces = ({ set, collections }: NamespaceSet): Place[] => [
  ...set.getWritesList().map((write) => ({ collection: '', key: write.getKey() })),
  ...parameterPlaces({ set, collections: [] }),
  ...collections.flatMap(({ collection, set: hashed }) =>
    hashed.getHashedWritesList().map((write) => ({ collection, key: write.getKeyHash_asU8() })),
  ),
  ...parameterPlaces({ set: undefined, collections }),
];

/** Keys whose metadata is written. */
const parameterPlaces = ({
  set,
  collections,
}: {
  readonly set: NamespaceSet['set'] | undefined;
  readonly collections: NamespaceSet['collections'];
}): Place[] => [
  ...(set?.getMetadataWritesList() ?? []).map((write) => ({ collection: '', key: write.getKey() })),
  ...collections.flatMap(({ collection, set: hashed }) =>
    hashed.getMetadataWritesList().map((write) => ({ collection, key: write.getKeyHash_asU8() })),
  ),
];

const idOf = (namespace: string, { collection, key }: Place): string =>
  `${namespace}\0${collection}\0${typeof key === 'string' ? key : Buffer.from(key).toString('latin1')}`;

/**
 * Judges the endorsements of one block's transactions in their order: each key written by its own
 * validation parameter, else by its collection's policy, else by the chaincode's. A transaction that
 * writes a key whose parameter an earlier one of the block changes fails, whether or not that one
 * turns out to conflict: as in Fabric, parameters are judged before state.
 */
export class EndorsementJudge {
  readonly #rules: Rules;
  readonly #hashes: HashReader;
  readonly #changed = new Set<string>();

  constructor(rules: Rules, hashes: HashReader) {
    this.#rules = rules;
    this.#hashes = hashes;
  }

  judge(checked: CheckedTransaction): ValidationCode {
    const { namespaces, endorsed } = checked;
    for (const namespace of endorsed) {
      const set = namespaces.find((entry) => entry.namespace === namespace);
      const code = this.#judgeNamespace(namespace, set, checked);
      if (code !== valid) return code;
    }
    for (const set of namespaces) {
      for (const place of parameterPlaces(set)) this.#changed.add(idOf(set.namespace, place));
    }
    return valid;
  }

  #judgeNamespace(namespace: string, set: NamespaceSet | undefined, checked: CheckedTransaction): ValidationCode {
    const { configuration, policyOf, collectionsOf } = this.#rules;
    const path = namespace === lifecycleNamespace ? '/Channel/Application/LifecycleEndorsement' : policyOf(namespace);
    if (path === undefined) return INVALID_CHAINCODE;
    const met = (policy: string | Policy): boolean =>
      (typeof policy === 'string' ? configuration.policy(policy) : policy)(checked.signers, configuration.members);
    const asked = new Map<string, boolean>();
    const ask = (name: string, policy: string | Policy): boolean => {
      const answer = asked.get(name) ?? met(policy);
      asked.set(name, answer);
      return answer;
    };
    const places = set ? writtenPlaces(set) : [];
    if (places.length === 0 && !ask('', path)) return ENDORSEMENT_POLICY_FAILURE;
    for (const place of places) {
      if (this.#changed.has(idOf(namespace, place))) return ENDORSEMENT_POLICY_FAILURE;
      const { collection, key } = place;
      const parameter = parameterOf(this.#hashes.metadata(namespace, collection, key));
      if (parameter) {
        if (!met(keyPolicy(parameter))) return ENDORSEMENT_POLICY_FAILURE;
        continue;
      }
      const known = collection === '' ? undefined : collectionsOf(namespace).get(collection);
      if (collection !== '' && !known) return ENDORSEMENT_POLICY_FAILURE;
      const own = known?.endorsement;
      if (!(own ? ask(collection, own) : ask('', path))) return ENDORSEMENT_POLICY_FAILURE;
    }
    return valid;
  }
}
