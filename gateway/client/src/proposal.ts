import { common, gateway, peer } from '@hyperledger/fabric-protos';

/** A command as Fabric carries it: function name and canonical JSON. */
export type Invocation = { readonly function: string; readonly command: string };

/** What bytes say, and the part of them that a signature covers. */
export type Signable = { readonly invocation: Invocation; readonly toSign: Uint8Array };

/** A proposal also says what goes with it and to whom: operators by their MSPs, none where the policy chooses. */
export type Proposed = Signable & {
  readonly transient: Readonly<Record<string, string>>;
  readonly at: readonly string[];
};

function invocationOf(input: Uint8Array): Invocation {
  const spec = peer.ChaincodeInvocationSpec.deserializeBinary(input).getChaincodeSpec();
  const [name, command, ...more] = spec?.getInput()?.getArgsList_asU8() ?? [];
  if (!name || !command || more.length > 0) throw new Error('These bytes do not hold one command');
  const text = new TextDecoder();
  return { function: text.decode(name), command: text.decode(command) };
}

/** The command inside a proposal's own bytes: what a signature on them would say. */
export function readProposal(bytes: Uint8Array): Proposed {
  const proposed = gateway.ProposedTransaction.deserializeBinary(bytes);
  const signed = proposed.getProposal();
  const toSign = signed?.getProposalBytes_asU8() ?? new Uint8Array();
  const proposal = peer.Proposal.deserializeBinary(toSign);
  const payload = peer.ChaincodeProposalPayload.deserializeBinary(proposal.getPayload_asU8());
  const text = new TextDecoder();
  const secrets = payload.getTransientmapMap().toArray() as [string, Uint8Array][];
  const transient = Object.fromEntries(secrets.map(([name, value]) => [name, text.decode(value)]));
  const at = proposed.getEndorsingOrganizationsList();
  return { invocation: invocationOf(payload.getInput_asU8()), toSign, transient, at };
}

/** The command inside an endorsed transaction's own bytes. */
export function readTransaction(bytes: Uint8Array): Signable {
  const envelope = gateway.PreparedTransaction.deserializeBinary(bytes).getEnvelope();
  const toSign = envelope?.getPayload_asU8() ?? new Uint8Array();
  const payload = common.Payload.deserializeBinary(toSign);
  const [action] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const inner = peer.ChaincodeActionPayload.deserializeBinary(action?.getPayload_asU8() ?? new Uint8Array());
  const proposal = peer.ChaincodeProposalPayload.deserializeBinary(inner.getChaincodeProposalPayload_asU8());
  return { invocation: invocationOf(proposal.getInput_asU8()), toSign };
}
