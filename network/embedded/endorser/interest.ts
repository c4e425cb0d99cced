import { common, peer } from '@hyperledger/fabric-protos';

/** What of one chaincode a transaction touched, as far as it decides who must endorse it. */
export interface Touched {
  readonly chaincode: string;
  /** By collection, empty for public state: whether some key written has no parameter of its own; absent when none was written. */
  readonly written: ReadonlyMap<string, boolean>;
  /** Validation parameters of the keys written. */
  readonly parameters: readonly Uint8Array[];
  /** Collections of which values were read. */
  readonly read: ReadonlySet<string>;
}

const call = (chaincode: string): peer.ChaincodeCall => {
  const message = new peer.ChaincodeCall();
  message.setName(chaincode);
  return message;
};

const publicCall = (touched: Touched): peer.ChaincodeCall[] => {
  const { chaincode, written, parameters } = touched;
  // A transaction that writes nothing there needs the chaincode's own policy.
  const required = written.size === 0 || written.get('') === true;
  if (parameters.length === 0) return required ? [call(chaincode)] : [];
  const message = call(chaincode);
  message.setKeyPoliciesList(parameters.map((bytes) => common.SignaturePolicyEnvelope.deserializeBinary(bytes)));
  message.setDisregardNamespacePolicy(!required);
  return [message];
};

const collectionCalls = ({ chaincode, written, read }: Touched): peer.ChaincodeCall[] => {
  const needed = [...written].filter(([name, unguarded]) => name !== '' && unguarded).map(([name]) => name);
  return [...new Set([...needed, ...read])].sort().map((collection) => {
    const message = call(chaincode);
    message.setCollectionNamesList([collection]);
    message.setNoPrivateReads(!read.has(collection));
    return message;
  });
};

/** Fabric's ChaincodeInterest: the policies that the endorsers must satisfy together, chaincode by chaincode. */
export const interestOf = (touched: readonly Touched[]): peer.ChaincodeInterest => {
  const interest = new peer.ChaincodeInterest();
  interest.setChaincodesList(touched.flatMap((each) => [...publicCall(each), ...collectionCalls(each)]));
  return interest;
};
