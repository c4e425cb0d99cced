import { common, msp as mspProtos } from '@hyperledger/fabric-protos';
import type { Message } from 'google-protobuf';

const { Rule } = common.ImplicitMetaPolicy;

/** Sets a configuration value that the group's administrators may change. */
export const setValue = (group: common.ConfigGroup, name: string, value: Message, modPolicy = 'Admins'): void => {
  const entry = new common.ConfigValue();
  entry.setValue(value.serializeBinary());
  entry.setModPolicy(modPolicy);
  group.getValuesMap().set(name, entry);
};

/** Sets a policy that the group's administrators may change. */
export const setPolicy = (group: common.ConfigGroup, name: string, type: number, value: Message): void => {
  const policy = new common.Policy();
  policy.setType(type);
  policy.setValue(value.serializeBinary());
  const entry = new common.ConfigPolicy();
  entry.setPolicy(policy);
  entry.setModPolicy('Admins');
  group.getPoliciesMap().set(name, entry);
};

/** A policy over the same-named policies of the group's children. */
export const setMetaPolicy = (
  group: common.ConfigGroup,
  name: string,
  rule: keyof typeof Rule,
  subPolicy: string,
): void => {
  const meta = new common.ImplicitMetaPolicy();
  meta.setRule(Rule[rule]);
  meta.setSubPolicy(subPolicy);
  setPolicy(group, name, common.Policy.PolicyType.IMPLICIT_META, meta);
};

export type RoleName = keyof typeof mspProtos.MSPRole.MSPRoleType;

/** `needed` of these roles must sign. */
export const setSignaturePolicy = (
  group: common.ConfigGroup,
  name: string,
  needed: number,
  roles: readonly { readonly mspId: string; readonly role: RoleName }[],
): void => {
  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setIdentitiesList(
    roles.map(({ mspId, role }) => {
      const value = new mspProtos.MSPRole();
      value.setMspIdentifier(mspId);
      value.setRole(mspProtos.MSPRole.MSPRoleType[role]);
      const principal = new mspProtos.MSPPrincipal();
      principal.setPrincipalClassification(mspProtos.MSPPrincipal.Classification.ROLE);
      principal.setPrincipal(value.serializeBinary());
      return principal;
    }),
  );
  const outOf = new common.SignaturePolicy.NOutOf();
  outOf.setN(needed);
  outOf.setRulesList(
    roles.map((_, index) => {
      const signedBy = new common.SignaturePolicy();
      signedBy.setSignedBy(index);
      return signedBy;
    }),
  );
  const rule = new common.SignaturePolicy();
  rule.setNOutOf(outOf);
  envelope.setRule(rule);
  setPolicy(group, name, common.Policy.PolicyType.SIGNATURE, envelope);
};

/** Switches on one capability, such as V2_5. */
export const setCapability = (group: common.ConfigGroup, capability: string): void => {
  const capabilities = new common.Capabilities();
  capabilities.getCapabilitiesMap().set(capability, new common.Capability());
  setValue(group, 'Capabilities', capabilities);
};
