import type { ErrorCode } from '@suyuan/schemas';

/** A rule of the consortium in a sentence, and the refusals that keep it. */
type Rule = { readonly section: string; readonly rule: string; readonly codes: readonly ErrorCode[] };

const rule = (section: string, rule: string, ...codes: ErrorCode[]): Rule => ({ section, rule, codes });

const WHO = '1 Who takes part';
const ASSET = '2 The asset and its releases';
const REGISTRATION = '3 Registration';
const CERTIFICATES = '4 Certificates';
const LINEAGE = '5 Lineage';
const CIRCULATION = '6 Licence, rights, usage';

/** Rules that several refusals keep together. A refusal that none of them names is a rule of its own. */
export const RULES: readonly Rule[] = [
  rule(
    WHO,
    'Effective roles are those of the certificate that the membership record has, too',
    'CALLER_CERTIFICATE',
    'CALLER_NOT_MEMBER',
    'CALLER_ROLE',
  ),
  rule(WHO, 'An entity takes part through its host operator', 'CALLER_HOST', 'OPERATOR_UNKNOWN'),
  rule(WHO, 'An operator speaks through its administrator', 'CALLER_NOT_ADMIN', 'CALLER_NOT_COMMITTEE'),
  rule(
    WHO,
    'The charter is in force when every operator has ratified the same text',
    'CHARTER_EXISTS',
    'CHARTER_INCONSISTENT',
    'CHARTER_DIGEST',
    'RATIFIED_ALREADY',
    'NOT_FOUNDED',
  ),
  rule(
    WHO,
    'Membership changes by a majority of the operators, one vote each, and the subject does not vote',
    'PROPOSAL_UNDECIDED',
    'VOTE_REPEATED',
    'VOTE_SUBJECT',
  ),
  rule(WHO, 'A proposal expires', 'PROPOSAL_EXPIRY', 'PROPOSAL_CLOSED'),
  rule(WHO, 'Registrars, regulators and profiles also need the regulator', 'PROPOSAL_UNDECIDED', 'REGULATOR_NOT_ASKED'),
  rule(WHO, 'Acceptor, reviewer and issuer of a case are different people', 'CASE_SAME_PERSON'),
  rule(WHO, 'A registrar’s own application goes to another registrar', 'RULE_REGISTRAR', 'CASE_REGISTRAR'),
  rule(
    ASSET,
    'A holder publishes releases within the registered descriptor; outside it asks for a change',
    'RELEASE_OWNER',
    'RELEASE_UNREGISTERED',
    'RELEASE_OUTSIDE',
  ),
  rule(ASSET, 'A pledge or a seizure blocks transfer', 'RULE_ENCUMBERED', 'STANDING_ENCUMBERED'),
  rule(
    ASSET,
    'Vault values are written and read at the host of their entity alone, and never written over',
    'VAULT_ELSEWHERE',
    'VAULT_OWNER',
    'VAULT_TAKEN',
    'VAULT_TRANSIENT',
  ),
  rule(
    ASSET,
    'A release has at least the strictest grade of its inputs, and grades only rise',
    'RULE_GRADE_FLOOR',
    'GRADE_NOT_RAISED',
    'GRADE_PARTY',
  ),
  rule(
    ASSET,
    'Core data and an unauthorised source are refused for circulation',
    'RULE_CORE',
    'STANDING_CORE',
    'RULE_UNAUTHORISED',
    'STANDING_UNAUTHORISED',
  ),
  rule(REGISTRATION, 'What pre-check passes, submit accepts', 'PRECHECK_FAILED'),
  rule(
    REGISTRATION,
    'Every state names who moves next and until when; silence comes into force once that has passed',
    'CASE_STATE',
    'CASE_PARTY',
    'DEADLINE_PASSED',
    'DEADLINE_AHEAD',
    'DEADLINE_NONE',
  ),
  rule(
    REGISTRATION,
    'At most two returns for a case, one objection for an entity',
    'CASE_RETURNS',
    'OBJECTION_REPEATED',
  ),
  rule(
    REGISTRATION,
    'An end is appealed once, to someone uninvolved',
    'APPEAL_REPEATED',
    'APPEAL_LATE',
    'APPEAL_NOBODY',
    'APPEAL_INVOLVED',
  ),
  rule(
    REGISTRATION,
    'Profiles and calendars are versioned, and a case pins its profile',
    'PROFILE_VERSION',
    'PROFILE_UNKNOWN',
    'CALENDAR_VERSION',
    'RULE_PROFILE',
  ),
  rule(
    REGISTRATION,
    'A peer endorses near its own clock and nothing before the ledger’s; a record’s time never runs backwards',
    'TIME_SKEW',
    'TIME_BEFORE_CLOCK',
    'TIME_BACKWARDS',
  ),
  rule(REGISTRATION, 'A command is carried out once', 'COMMAND_REPEATED'),
  rule(
    CERTIFICATES,
    'A registrar suspends, reinstates, revokes; what it ordered it lifts, by another person',
    'CERTIFICATE_STATE',
    'CERTIFICATE_REGISTRAR',
    'CERTIFICATE_SAME_PERSON',
  ),
  rule(CERTIFICATES, 'A freeze is lifted by who ordered it, or by appeal', 'FREEZE_STATE', 'FREEZE_ORDERER'),
  rule(
    LINEAGE,
    'An edge is claimed by one side and answered by the other',
    'EDGE_PARTY',
    'EDGE_OTHER_SIDE',
    'EDGE_STATE',
    'EDGE_EXISTS',
  ),
  rule(LINEAGE, 'No cycles: an edge runs from a lower rank to a higher', 'EDGE_RANK', 'EDGE_SELF'),
  rule(
    CIRCULATION,
    'Encumbered, frozen, disputed or higher-graded assets refuse',
    'STANDING_ENCUMBERED',
    'STANDING_FROZEN',
    'STANDING_DISPUTED',
    'STANDING_GRADE',
    'STANDING_CERTIFICATE',
  ),
];
