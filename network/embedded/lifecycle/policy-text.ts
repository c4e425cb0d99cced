import { common, msp } from '@hyperledger/fabric-protos';

const { SignaturePolicy, SignaturePolicyEnvelope } = common;
const roles = msp.MSPRole.MSPRoleType;
const roleNames: Readonly<Record<string, number>> = {
  member: roles.MEMBER,
  admin: roles.ADMIN,
  client: roles.CLIENT,
  peer: roles.PEER,
  orderer: roles.ORDERER,
};

const principal = (name: string): msp.MSPPrincipal => {
  const at = name.lastIndexOf('.');
  const kind = roleNames[name.slice(at + 1)];
  if (at <= 0 || kind === undefined) throw new Error(`unrecognized principal '${name}' in policy string`);
  const role = new msp.MSPRole();
  role.setMspIdentifier(name.slice(0, at));
  role.setRole(kind as ReturnType<typeof role.getRole>);
  const message = new msp.MSPPrincipal();
  message.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
  message.setPrincipal(role.serializeBinary());
  return message;
};

const outOf = (needed: number, rules: common.SignaturePolicy[]): common.SignaturePolicy => {
  const message = new SignaturePolicy.NOutOf();
  message.setN(needed);
  message.setRulesList(rules);
  const policy = new SignaturePolicy();
  policy.setNOutOf(message);
  return policy;
};

/**
 * A policy in the peer command line's language: `OR('A.member', AND('B.peer', 'C.admin'))`, `OutOf(2, …)`.
 * @throws saying which part is not of the language
 */
export const parsePolicy = (text: string): common.SignaturePolicyEnvelope => {
  const tokens = text.match(/'[^']*'|"[^"]*"|[A-Za-z]+|\d+|[(),]|\S/g) ?? [];
  const names: string[] = [];
  const refuse = (token: string | undefined): never => {
    throw new Error(`unexpected ${token ?? 'end'} in policy string ${text}`);
  };
  const take = (expected: RegExp): string => {
    const token = tokens.shift();
    return token !== undefined && expected.test(token) ? token : refuse(token);
  };
  const readRules = (): common.SignaturePolicy[] => {
    const rules = [readRule()];
    while (tokens[0] === ',') {
      tokens.shift();
      rules.push(readRule());
    }
    take(/^\)$/);
    return rules;
  };
  const readRule = (): common.SignaturePolicy => {
    const token = take(/^(['"].*|AND|OR|OutOf)$/i);
    if (/^['"]/.test(token)) {
      const name = token.slice(1, -1);
      if (!names.includes(name)) names.push(name);
      const signedBy = new SignaturePolicy();
      signedBy.setSignedBy(names.indexOf(name));
      return signedBy;
    }
    take(/^\($/);
    const needed = /^outof$/i.test(token) ? Number(take(/^\d+$/)) : undefined;
    if (needed !== undefined) take(/^,$/);
    const rules = readRules();
    return outOf(needed ?? (/^or$/i.test(token) ? 1 : rules.length), rules);
  };
  const rule = readRule();
  if (tokens.length > 0) refuse(tokens[0]);
  const envelope = new SignaturePolicyEnvelope();
  // The outermost rule is always n out of some, as the peer command line makes it.
  envelope.setRule(rule.hasNOutOf() ? rule : outOf(1, [rule]));
  envelope.setIdentitiesList(names.map(principal));
  return envelope;
};
