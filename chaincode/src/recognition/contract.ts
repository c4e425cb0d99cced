import {
  type Recognised,
  type Recognition,
  recognitionChanged,
  recognitionId,
  recognitionStateAt,
} from '@suyuan/schemas';
import { needRole } from '../access/caller.ts';
import { key } from '../ledger/keys.ts';
import { contract, type Decision, type Ledger } from '../ledger/transaction.ts';
import { inForce } from '../registration/setting.ts';
import { acknowledge, recognise, update, withdraw } from './rules.ts';
import { recognised } from './state.ts';

async function registrar(ledger: Ledger) {
  const member = await ledger.member();
  needRole(member, 'registrar');
  return member.actor;
}

const known = (ledger: Ledger, id: string) => ledger.need('recognition/1', key.recognition(id), 'recognition');

function decided(recognition: Recognition, of: Recognised, time: string): Decision {
  const { id, certificate, foreign } = recognition;
  const state = recognitionStateAt(recognition, of, time);
  return { documents: [recognition], outcome: { subject: id, state, ...(foreign ? {} : { certificate }) } };
}

/** 跨区域互认: a registrar recognises a certificate of another profile or network, and is told when that changes. */
export const RecognitionContract = contract(
  'recognition',
  {
    'recognition:recognise': async (ledger, { profile, certificate: number, foreign }) => {
      const by = await registrar(ledger);
      await inForce(ledger, profile);
      const named = { registrar: by.entity, profile: profile.id, certificate: number };
      const id = recognitionId({ ...named, genesis: foreign?.network.genesis });
      const existing = await ledger.get('recognition/1', key.recognition(id));
      const of = foreign
        ? { foreign }
        : { certificate: await ledger.need('certificate/1', key.certificate(number), 'certificate') };
      const made = recognise({ id, number, profile, of, existing }, by, ledger.time);
      return decided(made, await recognised(ledger, made), ledger.time);
    },

    'recognition:update': async (ledger, { recognition: id, state, evidence }) => {
      const by = await registrar(ledger);
      const made = update(await known(ledger, id), by, { state, evidence }, ledger.time);
      return decided(made, await recognised(ledger, made), ledger.time);
    },

    'recognition:acknowledge': async (ledger, { recognition: id, state }) => {
      const by = await registrar(ledger);
      const found = await known(ledger, id);
      const of = await recognised(ledger, found);
      return decided(acknowledge(found, of, by, state, ledger.time), of, ledger.time);
    },

    'recognition:withdraw': async (ledger, { recognition: id, reason }) => {
      const by = await registrar(ledger);
      const made = withdraw(await known(ledger, id), by, reason, ledger.time);
      return decided(made, await recognised(ledger, made), ledger.time);
    },
  },
  {
    'recognition:read': (ledger, { recognition }) => known(ledger, recognition),
    'recognition:standing': async (ledger, { recognition: id }) => {
      const found = await known(ledger, id);
      const of = await recognised(ledger, found);
      const { time } = ledger;
      return { state: recognitionStateAt(found, of, time), changed: recognitionChanged(found, of, time), time };
    },
  },
);
