import { ofSection, type Rule } from './rule.ts';

const rule = ofSection('4 Certificates');

/** The rules about certificates and batches of them. */
export const certificates: readonly Rule[] = [
  rule(
    'A registrar suspends, reinstates, revokes; what it ordered it lifts, by another person',
    'CERTIFICATE_STATE',
    'CERTIFICATE_REGISTRAR',
    'CERTIFICATE_SAME_PERSON',
  ),
  rule(
    'A batch is one application, whose summary adds up and whose leaves are sealed once',
    'RULE_BATCH_COUNT',
    'RULE_BATCH_KIND',
    'RULE_BATCH_SEALED',
    'RULE_BATCH_KEPT',
  ),
  rule(
    'Objections are to single leaves of a batch, by their inclusion proof',
    'OBJECTION_LEAF',
    'OBJECTION_MANY',
    'LEAF_PROOF',
  ),
  rule(
    'A batch is active when two operators have signed that they hold its file',
    'BATCH_STATE',
    'CUSTODY_OTHER',
    'CUSTODY_REPEATED',
  ),
  rule(
    'A leaf is used, suspended or revoked alone; its first use is proved on the ledger, and is one',
    'LEAF_PROOF',
    'LEAF_STATE',
    'LEAF_UNKNOWN',
  ),
  rule(
    'A suspension, revocation or freeze is appealed once, by the holder, to someone uninvolved',
    'MEASURE_PARTY',
    'MEASURE_APPEALED',
    'MEASURE_LATE',
    'MEASURE_NOBODY',
    'MEASURE_BODY',
    'MEASURE_STATE',
  ),
  rule(
    'What a certificate’s state does to agreements, sub-licences, paid orders and computations is one table',
    'USE_HELD',
    'USE_ENDED',
    'STANDING_CERTIFICATE',
  ),
  rule(
    'A registrar of another profile or network recognises an active certificate, once, without a second review',
    'RECOGNITION_PARTY',
    'RECOGNITION_PROFILE',
    'RECOGNITION_CERTIFICATE',
    'RECOGNITION_EXISTS',
  ),
  rule(
    'A recognition follows its certificate, or what its registrar claims of one of another network, until it is withdrawn',
    'RECOGNITION_LEDGER',
    'RECOGNITION_REGISTRAR',
    'RECOGNITION_WITHDRAWN',
  ),
  rule(
    'Its registrar is told when the certificate changes, and acknowledges the state that it saw',
    'RECOGNITION_UNCHANGED',
    'RECOGNITION_SEEN',
  ),
  rule('A freeze is lifted by who ordered it, or by appeal', 'FREEZE_STATE', 'FREEZE_ORDERER'),
];
