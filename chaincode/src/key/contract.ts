import { refuse } from '@suyuan/schemas';
import { readCertificate, type Said } from '../access/certificate.ts';
import { key } from '../ledger/keys.ts';
import { contract, type Ledger } from '../ledger/transaction.ts';
import { roster } from '../membership/state.ts';
import { confirm, type KeyOf, report, type Witness } from './rules.ts';

/**
 * Whose key a certificate is of. One of an operator's administrator names no entity: it is of the operator's own where
 * its authority is the reporter's, whose certificate Fabric has checked.
 */
async function keyOf(ledger: Ledger, said: Said): Promise<KeyOf> {
  const { fingerprint, person, issuer } = said;
  if (said.entity) return { fingerprint, person, entity: said.entity };
  const { operators } = await roster(ledger);
  const operator = operators.find(({ msp }) => msp === ledger.signer.msp);
  if (!said.admin || !operator || issuer !== ledger.signer.issuer) throw refuse('KEY_CERTIFICATE', {}, 'certificate');
  return { fingerprint, person, entity: operator.entity };
}

/** As whom the caller gives its word on a key of an entity: a colleague, the host's administrator, or a regulator. */
async function witness(ledger: Ledger, entity: string): Promise<Witness> {
  const { msp, admin, fingerprint, entity: own } = ledger.signer;
  const record = await ledger.get('entity/1', key.entity(entity));
  if (!record) throw refuse('KEY_CERTIFICATE', {}, 'certificate');
  if (admin && own === undefined) {
    if (record.host !== msp) throw refuse('KEY_WORD', { entity });
    return { by: ledger.actor, as: 'host', fingerprint };
  }
  const member = await ledger.member();
  if (member.entity.id === entity) return { by: member.actor, as: 'colleague', fingerprint };
  if (!member.roles.has('regulator')) throw refuse('KEY_WORD', { entity });
  return { by: member.actor, as: 'regulator', fingerprint };
}

/** A lost or exposed key is replaced on two words; from then on the ledger takes nothing that it signs. */
export const KeyContract = contract(
  'key',
  {
    'key:report': async (ledger, { certificate, since, reason }) => {
      const said = readCertificate(certificate);
      if (!said) throw refuse('KEY_CERTIFICATE', {}, 'certificate');
      const found = await ledger.get('key-replacement/1', key.keyReplacement(said.fingerprint));
      if (found) throw refuse('KEY_STATE', { fingerprint: said.fingerprint, state: found.state }, 'certificate');
      const of = await keyOf(ledger, said);
      const made = report(of, since, reason, await witness(ledger, of.entity), ledger.time);
      return { documents: [made], outcome: { subject: made.fingerprint, state: made.state } };
    },

    'key:confirm': async (ledger, { fingerprint }) => {
      const found = await ledger.need('key-replacement/1', key.keyReplacement(fingerprint), 'fingerprint');
      const made = confirm(found, await witness(ledger, found.entity), ledger.time);
      return { documents: [made], outcome: { subject: fingerprint, state: made.state } };
    },
  },
  {
    'key:read': (ledger, { fingerprint }) =>
      ledger.need('key-replacement/1', key.keyReplacement(fingerprint), 'fingerprint'),
  },
);
