import { idOf } from '@suyuan/schemas';
import { needRole } from '../access/caller.ts';
import { key } from '../ledger/keys.ts';
import { contract } from '../ledger/transaction.ts';
import { end, record, use } from './rules.ts';

/** 溯源依据: an agency traces on a recorded legal basis, with a time limit, and each use of it is on the ledger. */
export const BasisContract = contract(
  'basis',
  {
    'basis:record': async (ledger, said) => {
      const member = await ledger.member();
      needRole(member, 'agency');
      const basis = record(idOf('bas', ledger.txId), said, member.actor, ledger.time);
      return { documents: [basis], outcome: { subject: basis.id, state: basis.state } };
    },

    'basis:end': async (ledger, { basis: id, reason }) => {
      const member = await ledger.member();
      needRole(member, 'agency', 'regulator');
      const found = await ledger.need('basis/1', key.basis(id), 'basis');
      const basis = end(found, member.actor, member.roles.has('regulator'), reason, ledger.time);
      return { documents: [basis], outcome: { subject: id, state: basis.state } };
    },

    'basis:use': async (ledger, { basis: id, ...asked }) => {
      const member = await ledger.member();
      needRole(member, 'agency');
      const basis = await ledger.need('basis/1', key.basis(id), 'basis');
      const made = use(idOf('bus', ledger.txId), basis, asked, member.actor, ledger.time);
      return { documents: [made], outcome: { subject: made.id, state: basis.state } };
    },
  },
  {
    'basis:read': (ledger, { basis }) => ledger.need('basis/1', key.basis(basis), 'basis'),
    'basis:readUse': (ledger, { use: id }) => ledger.need('basis-use/1', key.basisUse(id), 'use'),
  },
);
