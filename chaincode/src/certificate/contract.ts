import type { Certificate } from '@suyuan/schemas';
import { needRole } from '../access/caller.ts';
import { key } from '../ledger/keys.ts';
import { contract, type Decision, type Ledger } from '../ledger/transaction.ts';
import { end } from '../measure/rules.ts';
import { measureOf, ordered } from '../measure/state.ts';
import { change } from './rules.ts';

type Ordered = { certificate: string; reason: string };

/** A certificate that says which measure holds it. */
const held = (certificate: Certificate, measure: string): Certificate =>
  certificate.changed ? { ...certificate, changed: { ...certificate.changed, measure } } : certificate;

async function decide(ledger: Ledger, command: Ordered, to: 'suspended' | 'active' | 'revoked'): Promise<Decision> {
  const member = await ledger.member();
  needRole(member, 'registrar');
  const certificate = await ledger.need('certificate/1', key.certificate(command.certificate), 'certificate');
  const before = await measureOf(ledger, certificate.changed?.measure);
  const changed = change(certificate, to, member.actor, command.reason, ledger.time, before?.orderer);
  const outcome = { subject: changed.number, state: changed.state, certificate: changed.number };
  const ended = (state: 'lifted' | 'replaced') =>
    before ? [end(before, state, member.actor, command.reason, ledger.time)] : [];
  if (to === 'active') return { documents: [changed, ...ended('lifted')], outcome };
  const asset = await ledger.need('asset/1', key.asset(certificate.asset));
  const kind = to === 'suspended' ? 'suspension' : 'revocation';
  const measure = await ordered(ledger, kind, asset, certificate, member.actor, command.reason);
  return {
    documents: [held(changed, measure.id), measure, ...ended('replaced')],
    outcome: { ...outcome, measure: measure.id },
  };
}

/** What a registrar does to a certificate after it was issued; each suspension and revocation is a measure. */
export const CertificateContract = contract(
  'certificate',
  {
    'certificate:suspend': (ledger, command) => decide(ledger, command, 'suspended'),
    'certificate:reinstate': (ledger, command) => decide(ledger, command, 'active'),
    'certificate:revoke': (ledger, command) => decide(ledger, command, 'revoked'),
  },
  {
    'certificate:read': (ledger, { certificate }) =>
      ledger.need('certificate/1', key.certificate(certificate), 'certificate'),
    'certificate:history': (ledger, { certificate }) => ledger.history(key.certificate(certificate)),
  },
);
