import { common, type msp as mspProtos } from '@hyperledger/fabric-protos';
import type { Member, Members } from '../msp/members.ts';

/** Whether these members, each with a verified signature and each counted once, are enough. */
export type Policy = (signers: readonly Member[], members: Members) => boolean;

type Rule = (signers: readonly Member[], used: boolean[], members: Members) => boolean;

const compile = (policy: common.SignaturePolicy, principals: readonly mspProtos.MSPPrincipal[]): Rule => {
  const outOf = policy.getNOutOf();
  if (outOf) {
    const needed = outOf.getN();
    const rules = outOf.getRulesList().map((rule) => compile(rule, principals));
    return (signers, used, members) => {
      let satisfied = 0;
      for (const rule of rules) {
        const attempt = [...used];
        if (!rule(signers, attempt, members)) continue;
        satisfied += 1;
        for (const [index, taken] of attempt.entries()) used[index] = taken;
      }
      return satisfied >= needed;
    };
  }
  const principal = principals[policy.getSignedBy()];
  if (policy.getTypeCase() !== common.SignaturePolicy.TypeCase.SIGNED_BY || !principal) {
    throw new Error('identity index out of range or unknown policy type');
  }
  return (signers, used, members) => {
    const index = signers.findIndex((signer, i) => !used[i] && members.satisfies(signer, principal));
    if (index < 0) return false;
    used[index] = true;
    return true;
  };
};

/**
 * Fabric's signature policy: n out of rules, each rule a principal or again n out of rules; a signer
 * satisfies one rule only.
 * @throws when the policy refers to a principal that it does not list
 */
export const signaturePolicy = (envelope: common.SignaturePolicyEnvelope): Policy => {
  const rule = envelope.getRule();
  if (!rule) throw new Error('a signature policy needs a rule');
  const compiled = compile(rule, envelope.getIdentitiesList());
  return (signers, members) =>
    compiled(
      signers,
      signers.map(() => false),
      members,
    );
};
