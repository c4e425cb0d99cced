import { common } from '@hyperledger/fabric-protos';
import { entriesOf } from '../wire/maps.ts';
import { type Policy, signaturePolicy } from './signature-policy.ts';

const refuse: Policy = () => false;

const implicitMeta = (group: common.ConfigGroup, meta: common.ImplicitMetaPolicy): Policy => {
  const policies = entriesOf(group.getGroupsMap()).map(([, child]) => policyOf(child, meta.getSubPolicy()));
  const { ANY, ALL } = common.ImplicitMetaPolicy.Rule;
  const rule = meta.getRule();
  const majority = Math.floor(policies.length / 2) + 1;
  const wanted = rule === ANY ? 1 : rule === ALL ? policies.length : majority;
  const needed = policies.length === 0 ? 0 : wanted;
  return (signers, members) => policies.filter((policy) => policy(signers, members)).length >= needed;
};

const policyOf = (group: common.ConfigGroup, name: string): Policy => {
  const policy = group.getPoliciesMap().get(name)?.getPolicy();
  if (!policy) return refuse;
  const value = policy.getValue_asU8();
  switch (policy.getType()) {
    case common.Policy.PolicyType.SIGNATURE:
      return signaturePolicy(common.SignaturePolicyEnvelope.deserializeBinary(value));
    case common.Policy.PolicyType.IMPLICIT_META:
      return implicitMeta(group, common.ImplicitMetaPolicy.deserializeBinary(value));
    default:
      return refuse;
  }
};

/**
 * The policy at a path such as `/Channel/Application/Writers`; one that is not there refuses everybody.
 */
export const policyAt = (channel: common.ConfigGroup, path: string): Policy => {
  const [root, ...rest] = path.split('/').filter(Boolean);
  const name = rest.pop();
  if (root !== 'Channel' || name === undefined) return refuse;
  let group: common.ConfigGroup | undefined = channel;
  for (const step of rest) group = group?.getGroupsMap().get(step);
  return group ? policyOf(group, name) : refuse;
};
