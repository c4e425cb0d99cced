import { ofSection, type Rule } from './rule.ts';

const rule = ofSection('6 Licence, rights, usage');

/** The rules of licences, rights and usage. */
export const circulation: readonly Rule[] = [
  rule(
    'Encumbered, frozen, disputed or higher-graded assets refuse',
    'STANDING_ENCUMBERED',
    'STANDING_FROZEN',
    'STANDING_DISPUTED',
    'STANDING_GRADE',
    'STANDING_CERTIFICATE',
  ),
  rule('Who has the right to operate an asset in force licenses it', 'LICENCE_RIGHT'),
  rule(
    'A restricted asset is licensed and sold once its holder has revealed rights and encumbrances, which its commitments bear out',
    'LICENCE_UNREADABLE',
    'TRADE_UNREADABLE',
    'VAULT_MISMATCH',
    'VAULT_OPEN_ASSET',
  ),
  rule(
    'A grant lies within what it rests on, which is in force: at most eight agreements, by their ids',
    'LICENCE_WIDER',
    'LICENCE_ONWARD',
    'LICENCE_SUBJECT',
    'LICENCE_DEPTH',
    'LICENCE_STATE',
  ),
  rule(
    'An agreement binds two entities by both signatures, upon the terms that both have read',
    'LICENCE_PARTY',
    'LICENCE_SELF',
    'LICENCE_VERSION',
    'LICENCE_STATE',
  ),
  rule(
    'A licensee is one that the terms name and that is cleared for the grade of the data',
    'LICENCE_RECIPIENT',
    'LICENCE_CLEARANCE',
  ),
  rule('A sub-licence draws its quota from its parent’s remainder', 'LICENCE_QUOTA', 'LICENCE_DIVISION'),
  rule('Cross-border agreements name their route and its evidence', 'LICENCE_ROUTE'),
  rule(
    'Either side ends an agreement by notice, for breach with evidence; a regulator at once',
    'LICENCE_NOTICE',
    'LICENCE_GROUND',
    'LICENCE_PARTY',
  ),
  rule(
    'A use is allowed by right, or by an agreement that grants it and all that this rests on',
    'USE_UNLICENSED',
    'USE_AGREEMENT',
    'USE_CHAIN',
    'USE_ACTION',
    'USE_PURPOSE',
    'USE_RECIPIENT',
    'USE_TERRITORY',
    'USE_PERIOD',
    'USE_GRADE',
  ),
  rule(
    'No new use of what is suspended or frozen, none of what was revoked while it was licensed',
    'USE_HELD',
    'USE_ENDED',
  ),
  rule('Counted uses spend the slots of lanes', 'USE_SPENT', 'USE_LANE', 'USE_UNCOUNTED'),
  rule('A refusal of a use is put on record as the ledger gives it', 'USE_ANSWER', 'USE_ALLOWED', 'USE_AHEAD'),
];
