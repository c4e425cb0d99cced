import { ofSection, type Rule } from './rule.ts';

const rule = ofSection('1 Who takes part');

/** The rules about who takes part. */
export const members: readonly Rule[] = [
  rule(
    'Effective roles are those of the certificate that the membership record has, too',
    'CALLER_CERTIFICATE',
    'CALLER_NOT_MEMBER',
    'CALLER_ROLE',
  ),
  rule('An entity takes part through its host operator', 'CALLER_HOST', 'OPERATOR_UNKNOWN'),
  rule('An operator speaks through its administrator', 'CALLER_NOT_ADMIN', 'CALLER_NOT_COMMITTEE'),
  rule(
    'The charter is in force when every operator has ratified the same text',
    'CHARTER_EXISTS',
    'CHARTER_INCONSISTENT',
    'CHARTER_DIGEST',
    'RATIFIED_ALREADY',
    'NOT_FOUNDED',
  ),
  rule(
    'Membership changes by a majority of the operators, one vote each, and the subject does not vote',
    'PROPOSAL_UNDECIDED',
    'VOTE_REPEATED',
    'VOTE_SUBJECT',
  ),
  rule('A proposal expires', 'PROPOSAL_EXPIRY', 'PROPOSAL_CLOSED'),
  rule('Registrars, regulators and profiles also need the regulator', 'PROPOSAL_UNDECIDED', 'REGULATOR_NOT_ASKED'),
  rule(
    'A committee has three to seven members; of three one leaves only after its replacement has joined',
    'COMMITTEE_SIZE',
    'COMMITTEE_SAME',
    'COMMITTEE_MEMBER',
  ),
  rule(
    'A change of the committee in the channel’s configuration is tied to a passed proposal',
    'PROPOSAL_MANDATE',
    'PROPOSAL_EXECUTED',
  ),
  rule(
    'Leaving names who succeeds to records and duties, and each of them agrees',
    'LEAVE_SUCCESSOR',
    'LEAVE_HOST',
    'SUCCESSOR_ONLY',
    'PROPOSAL_UNDECIDED',
  ),
  rule(
    'Who stays silent in a case is replaced by a majority of the committee, once',
    'REPLACEMENT_FIT',
    'REPLACEMENT_KNOWN',
    'HANDOVER_NOBODY',
    'HANDOVER_INVOLVED',
  ),
  rule(
    'A lost or exposed key is replaced on the word of two people of its entity, or of its host and the regulator',
    'KEY_WORD',
    'KEY_WORD_REPEATED',
    'KEY_CERTIFICATE',
    'KEY_SINCE',
    'KEY_STATE',
    'CALLER_KEY_REPLACED',
  ),
  rule(
    'An agency traces on a recorded legal basis, with a time limit, and each use is on the ledger',
    'BASIS_TERM',
    'BASIS_AGENCY',
    'BASIS_STATE',
    'BASIS_START',
  ),
  rule('Stretches of a gateway’s read log follow each other without a gap', 'READING_SPAN'),
  rule('Acceptor, reviewer and issuer of a case are different people', 'CASE_SAME_PERSON'),
  rule(
    'Whoever acted in a case or an order decides nothing in it: a witness never arbitrates',
    'ORDER_PARTY',
    'APPEAL_INVOLVED',
    'MEASURE_BODY',
    'EDGE_ARBITER',
  ),
  rule('A registrar’s own application goes to another registrar', 'RULE_REGISTRAR', 'CASE_REGISTRAR'),
];
