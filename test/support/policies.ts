import { common, msp } from '@hyperledger/fabric-protos';

/** A rule of a signature policy: a peer of an operator, or so many of other rules. */
export type Rule = string | readonly [number, ...Rule[]];

/** A raw SignaturePolicyEnvelope, as key-level endorsement wants it: `[2, 'A', [1, 'B', 'C']]`. */
export const keyPolicyOf = (rule: Rule): Buffer => {
  const names: string[] = [];
  const encode = (part: Rule): common.SignaturePolicy => {
    const policy = new common.SignaturePolicy();
    if (typeof part === 'string') {
      if (!names.includes(part)) names.push(part);
      policy.setSignedBy(names.indexOf(part));
      return policy;
    }
    const [needed, ...rules] = part;
    const outOf = new common.SignaturePolicy.NOutOf();
    outOf.setN(needed);
    outOf.setRulesList(rules.map(encode));
    policy.setNOutOf(outOf);
    return policy;
  };
  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setRule(encode(rule));
  envelope.setIdentitiesList(
    names.map((mspId) => {
      const role = new msp.MSPRole();
      role.setMspIdentifier(mspId);
      role.setRole(msp.MSPRole.MSPRoleType.PEER);
      const principal = new msp.MSPPrincipal();
      principal.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
      principal.setPrincipal(role.serializeBinary());
      return principal;
    }),
  );
  return Buffer.from(envelope.serializeBinary());
};
