import { ofSection, type Rule } from './rule.ts';

const rule = ofSection('2 The asset and its releases');

/** The rules about assets, their releases and what is hidden of them. */
export const assets: readonly Rule[] = [
  rule(
    'A holder publishes releases within the registered descriptor; outside it asks for a change',
    'RELEASE_OWNER',
    'RELEASE_UNREGISTERED',
    'RELEASE_OUTSIDE',
  ),
  rule('A pledge or a seizure blocks transfer', 'RULE_ENCUMBERED', 'STANDING_ENCUMBERED'),
  rule(
    'Vault values are written and read at the host of their entity alone, and never written over',
    'VAULT_ELSEWHERE',
    'VAULT_OWNER',
    'VAULT_TAKEN',
    'VAULT_TRANSIENT',
  ),
  rule(
    'A restricted asset’s public command names its vault and commitments that the vault bears out',
    'VAULT_NEEDED',
    'VAULT_OPEN_ASSET',
    'VAULT_NOT_THERE',
    'VAULT_MISMATCH',
    'VAULT_POLICY',
    'VAULT_NAMED',
  ),
  rule('Rules over hidden values are checked where they are', 'VAULT_SHAPE', 'VAULT_CLAIM'),
  rule(
    'A vault is opened on the ledger, on a ground, and delivered to the host of whom it is open to',
    'VAULT_OPENED',
    'VAULT_GROUND',
    'VAULT_UNOPENED',
    'VAULT_UNDELIVERED',
  ),
  rule(
    'A purge is refused under retention, dispute, use or legal hold, and its absence is attested',
    'VAULT_RECORD',
    'VAULT_YOUNG',
    'VAULT_IN_USE',
    'VAULT_DISPUTED',
    'VAULT_RETAINED',
    'VAULT_HELD',
    'VAULT_HOLD_STATE',
    'VAULT_PRESENT',
  ),
  rule(
    'A release has at least the strictest grade of its inputs, and grades only rise',
    'RULE_GRADE_FLOOR',
    'GRADE_NOT_RAISED',
    'GRADE_PARTY',
  ),
  rule(
    'A raise is pushed down the lineage, hop by hop, by anyone; child, parent and edge are checked',
    'GRADE_EDGE',
    'GRADE_REACHED',
  ),
  rule(
    'A de-identification report names the grades of the inputs; an uninvolved registrar accepts it',
    'REPORT_GRADE',
    'REPORT_PARTY',
    'REPORT_REGISTRAR',
    'REPORT_STATE',
    'REPORT_SUBJECT',
  ),
  rule(
    'Core data and an unauthorised source are refused for circulation',
    'RULE_CORE',
    'STANDING_CORE',
    'RULE_UNAUTHORISED',
    'STANDING_UNAUTHORISED',
  ),
];
