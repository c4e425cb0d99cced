import type { Commands } from '@suyuan/schemas';
import { type Member, needRole } from '../access/caller.ts';
import { key, type Recorded } from '../ledger/keys.ts';
import { contract, type Ledger } from '../ledger/transaction.ts';
import { subjectOf } from '../measure/state.ts';
import { roster } from '../membership/state.ts';
import { bearerOf, caseHanded } from '../registration/rules/handover.ts';
import { pinned } from '../registration/setting.ts';
import { settingWith } from '../registration/state.ts';
import { assetHanded, certificateHanded, entityHanded, measureHanded } from './rules/records.ts';
import { bearer } from './state.ts';

type Handed = { readonly subject: string; readonly documents: readonly Recorded[] };

async function settingFor(ledger: Ledger, profile: { id: string; version: number }) {
  return { ...(await settingWith(ledger, await pinned(ledger, profile))), roster: await roster(ledger) };
}

async function certificate(ledger: Ledger, number: string): Promise<Handed> {
  const found = await ledger.need('certificate/1', key.certificate(number), 'record');
  const registrar = await bearer(ledger, number, found.registrar);
  return { subject: number, documents: [certificateHanded(found, registrar, await roster(ledger), ledger.time)] };
}

async function asset(ledger: Ledger, id: string, member: Member): Promise<Handed> {
  needRole(member, 'registrar');
  const found = await ledger.need('asset/1', key.asset(id), 'record');
  const held = found.certificate ? await ledger.get('certificate/1', key.certificate(found.certificate)) : undefined;
  const holder = await bearer(ledger, id, found.entity);
  return {
    subject: id,
    documents: assetHanded(found, held, holder, member.actor, await settingFor(ledger, found.profile)),
  };
}

async function caseFile(ledger: Ledger, id: string): Promise<Handed> {
  const found = await ledger.need('case/1', key.case(id), 'record');
  const setting = await settingFor(ledger, found.profile);
  const bears = await bearer(ledger, id, bearerOf(found));
  return { subject: id, documents: [caseHanded(found, bears, setting.roster, setting)] };
}

async function measure(ledger: Ledger, id: string): Promise<Handed> {
  const found = await ledger.need('measure/1', key.measure(id), 'record');
  const { profile } = await subjectOf(ledger, found);
  const body = found.appeal ? await bearer(ledger, id, found.appeal.body) : undefined;
  const orderer = await bearer(ledger, id, found.orderer);
  return { subject: id, documents: [measureHanded(found, body, orderer, await settingFor(ledger, profile))] };
}

async function entity(ledger: Ledger, id: string): Promise<Handed> {
  const found = await ledger.need('entity/1', key.entity(id), 'record');
  return { subject: id, documents: [entityHanded(found, await roster(ledger), ledger.time)] };
}

function handOver(ledger: Ledger, record: Commands['record:handOver']['record'], member: Member): Promise<Handed> {
  if ('asset' in record) return asset(ledger, record.asset, member);
  if ('certificate' in record) return certificate(ledger, record.certificate);
  if ('case' in record) return caseFile(ledger, record.case);
  if ('measure' in record) return measure(ledger, record.measure);
  return entity(ledger, record.entity);
}

/** Records pass, one by one, from who left to its successors, and cases from who stayed silent to who was voted in. */
export const RecordContract = contract(
  'record',
  {
    'record:handOver': async (ledger, { record }) => {
      const member = await ledger.member();
      const { subject, documents } = await handOver(ledger, record, member);
      const certificate = documents.find((document) => document.schema === 'certificate/1')?.number;
      return { documents, outcome: { subject, ...(certificate ? { certificate } : {}) } };
    },
  },
  {},
);
