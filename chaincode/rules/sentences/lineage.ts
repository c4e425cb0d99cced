import { ofSection, type Rule } from './rule.ts';

const rule = ofSection('5 Lineage');

/** The rules of lineage. */
export const lineage: readonly Rule[] = [
  rule(
    'An edge is claimed by one side and answered by the other',
    'EDGE_PARTY',
    'EDGE_OTHER_SIDE',
    'EDGE_STATE',
    'EDGE_EXISTS',
  ),
  rule('Who claimed an edge withdraws it until it is confirmed', 'EDGE_CLAIMANT', 'EDGE_STATE', 'EDGE_NAMED'),
  rule('A dispute goes to an uninvolved arbiter, who decides in time', 'EDGE_ARBITER', 'DEADLINE_PASSED'),
  rule(
    'An alias ties an external name to an asset; its holder confirms',
    'ALIAS_EXISTS',
    'ALIAS_STATE',
    'ALIAS_HOLDER',
    'ALIAS_PARTY',
  ),
  rule(
    'A holder or regulator marks a release as wrong; nothing new is built on it, and it does not circulate',
    'RECALL_PARTY',
    'RECALL_EXISTS',
    'RECALL_REPLACEMENT',
    'RULE_RECALLED',
    'STANDING_RECALLED',
  ),
  rule(
    'Downstream entities sign what they did; who ordered a recall withdraws it',
    'RECALL_OWN',
    'RECALL_STATE',
    'RECALL_ORDERER',
  ),
  rule(
    'Silence leaves an edge unanswered or disputed, for good unless the other side answers later',
    'DEADLINE_AHEAD',
    'DEADLINE_NONE',
    'EDGE_STATE',
  ),
  rule('A claim by the upstream side raises no grade until it is confirmed', 'GRADE_EDGE'),
  rule('No cycles: an edge runs from a lower rank to a higher', 'EDGE_RANK', 'EDGE_SELF'),
];
