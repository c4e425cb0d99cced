import { peer } from '@hyperledger/fabric-protos';

/** The namespace in which Fabric keeps the definitions of chaincodes. */
export const lifecycleNamespace = '_lifecycle';

/** Counts the definitions of one chaincode; every simulation reads it. */
export const sequenceKey = (name: string): string => `namespaces/fields/${name}/Sequence`;

const { StateData, StateMetadata } = peer.lifecycle;

const bytesField = (value: Uint8Array): Uint8Array => {
  const data = new StateData();
  data.setBytes(value);
  return data.serializeBinary();
};

/** A chaincode as the channel agreed on it. */
export interface Definition {
  readonly name: string;
  readonly sequence: number;
  readonly version: string;
  /** Path of a policy in the channel configuration. */
  readonly policy: string;
  /** The explicit collections, a `CollectionConfigPackage`; empty when there are none. */
  readonly collections: Uint8Array;
}

/** Every key of a definition: a peer reads them all for a transaction with private data. */
export const definitionKeys = (name: string): readonly string[] => [
  ...['Collections', 'EndorsementInfo', 'Sequence', 'ValidationInfo'].map(
    (field) => `namespaces/fields/${name}/${field}`,
  ),
  `namespaces/metadata/${name}`,
];

/** The keys and values that a commit of the definition writes, as Fabric's lifecycle serialises them. */
export const definitionState = (definition: Definition): ReadonlyMap<string, Uint8Array> => {
  const { name } = definition;
  const metadata = new StateMetadata();
  metadata.setDatatype('ChaincodeDefinition');
  metadata.setFieldsList(['Sequence', 'EndorsementInfo', 'ValidationInfo', 'Collections']);
  const sequence = new StateData();
  sequence.setInt64(definition.sequence);
  const endorsement = new peer.lifecycle.ChaincodeEndorsementInfo();
  endorsement.setVersion(definition.version);
  endorsement.setEndorsementPlugin('escc');
  const policy = new peer.ApplicationPolicy();
  policy.setChannelConfigPolicyReference(definition.policy);
  const validation = new peer.lifecycle.ChaincodeValidationInfo();
  validation.setValidationPlugin('vscc');
  validation.setValidationParameter(policy.serializeBinary());
  return new Map([
    [`namespaces/fields/${name}/Collections`, bytesField(definition.collections)],
    [`namespaces/fields/${name}/EndorsementInfo`, bytesField(endorsement.serializeBinary())],
    [sequenceKey(name), sequence.serializeBinary()],
    [`namespaces/fields/${name}/ValidationInfo`, bytesField(validation.serializeBinary())],
    [`namespaces/metadata/${name}`, metadata.serializeBinary()],
  ]);
};

/** Reads what a commit wrote; undefined when the chaincode is not defined. */
export const readDefinition = (name: string, get: (key: string) => Uint8Array | undefined): Definition | undefined => {
  const part = (field: string): peer.lifecycle.StateData =>
    StateData.deserializeBinary(get(`namespaces/fields/${name}/${field}`) ?? new Uint8Array());
  if (!get(sequenceKey(name))) return undefined;
  const endorsement = peer.lifecycle.ChaincodeEndorsementInfo.deserializeBinary(
    part('EndorsementInfo').getBytes_asU8(),
  );
  const validation = peer.lifecycle.ChaincodeValidationInfo.deserializeBinary(part('ValidationInfo').getBytes_asU8());
  const policy = peer.ApplicationPolicy.deserializeBinary(validation.getValidationParameter_asU8());
  return {
    name,
    sequence: part('Sequence').getInt64(),
    version: endorsement.getVersion(),
    policy: policy.getChannelConfigPolicyReference(),
    collections: part('Collections').getBytes_asU8(),
  };
};
