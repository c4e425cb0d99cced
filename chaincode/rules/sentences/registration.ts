import { ofSection, type Rule } from './rule.ts';

const rule = ofSection('3 Registration');

/** The rules of registration. */
export const registration: readonly Rule[] = [
  rule('What pre-check passes, submit accepts', 'PRECHECK_FAILED'),
  rule(
    'Every state names who moves next and until when; silence comes into force once that has passed',
    'CASE_STATE',
    'CASE_PARTY',
    'DEADLINE_PASSED',
    'DEADLINE_AHEAD',
    'DEADLINE_NONE',
  ),
  rule('At most two returns for a case, one objection for an entity', 'CASE_RETURNS', 'OBJECTION_REPEATED'),
  rule(
    'An end is appealed once, to someone uninvolved',
    'APPEAL_REPEATED',
    'APPEAL_LATE',
    'APPEAL_NOBODY',
    'APPEAL_INVOLVED',
  ),
  rule(
    'Profiles and calendars are versioned, and a case pins its profile',
    'PROFILE_VERSION',
    'PROFILE_UNKNOWN',
    'CALENDAR_VERSION',
    'RULE_PROFILE',
  ),
  rule(
    'A peer endorses near its own clock and nothing before the ledger’s; a record’s time never runs backwards',
    'TIME_SKEW',
    'TIME_BEFORE_CLOCK',
    'TIME_BACKWARDS',
  ),
  rule('A command is carried out once', 'COMMAND_REPEATED'),
];
