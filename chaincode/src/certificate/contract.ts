import { needRole } from '../access/caller.ts';
import { key } from '../ledger/keys.ts';
import { contract, type Decision, type Ledger } from '../ledger/transaction.ts';
import { change } from './rules.ts';

type Ordered = { certificate: string; reason: string };

async function decide(ledger: Ledger, command: Ordered, to: 'suspended' | 'active' | 'revoked'): Promise<Decision> {
  const member = await ledger.member();
  needRole(member, 'registrar');
  const certificate = await ledger.need('certificate/1', key.certificate(command.certificate), 'certificate');
  const changed = change(certificate, to, member.actor, command.reason, ledger.time);
  return {
    documents: [changed],
    outcome: { subject: changed.number, state: changed.state, certificate: changed.number },
  };
}

/** What a registrar does to a certificate after it was issued. */
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
