import type { Asset, Case, Entity, Roster } from '@suyuan/schemas';
import type { Party, Setting } from '../../chaincode/src/registration/rules/case.ts';
import { receipt } from '../../chaincode/src/registration/rules/custody.ts';
import { submit } from '../../chaincode/src/registration/rules/intake.ts';
import type { Facts } from '../../chaincode/src/registration/rules/precheck.ts';
import { calendarText, initial, profile, txId } from './builders.ts';

export const who = (entity: string, person: string, msp = `${entity}-msp`): Party => ({ msp, entity, person });

export const people = {
  holder: who('huaxin', 'li'),
  other: who('qixiang', 'wang'),
  acceptor: who('registry', 'lin'),
  reviewer: who('registry', 'zhou'),
  issuer: who('registry', 'wu'),
  southern: who('south-registry', 'he'),
  arbiter: who('arbitration', 'sun'),
};

export const roster: Roster = {
  schema: 'roster/1',
  operators: [],
  registrars: ['registry', 'south-registry'],
  appealBodies: ['arbitration', 'regulator'],
  regulators: ['regulator'],
  time: '2026-01-01T00:00:00.000Z',
};

export function entity(id: string, roles: Entity['roles'] = ['holder']): Entity {
  const time = '2026-01-01T00:00:00.000Z';
  return {
    schema: 'entity/1',
    id,
    title: { zh: id },
    host: `${id}-msp`,
    roles,
    clearance: 'important',
    state: 'active',
    since: time,
    time,
  };
}

/** The setting of a decision at a time: the national profile, the calendar of 2026. */
export function at(time: string, n = 1): Setting {
  return { profile: profile(), calendar: { ...calendarText }, txId: txId(n), time };
}

export function factsAt(time: string, change: Partial<Facts> = {}): Facts {
  return {
    application: initial('huaxin', 'divisions.json'),
    profile: profile(),
    applicant: entity('huaxin'),
    ownMotion: false,
    asset: undefined,
    ...unheld,
    transferee: undefined,
    inputs: [],
    registrar: 'registry',
    registrars: roster.registrars,
    answering: undefined,
    time,
    ...change,
  };
}

/** What an issuance looks at where nothing holds the asset back. */
export const unheld = { certificate: undefined, freeze: undefined, encumbrances: undefined };

/** The same case once its registrar has said that it holds the documents. */
export function received(found: Case, time: string, by: Party = people.acceptor): Case {
  const documents = found.application?.evidence.map(({ sha256 }) => sha256) ?? [];
  return receipt(found, by, documents, at(time));
}

/** A case as submitted at a time by the holder to the first registrar. */
export function submitted(time: string): { found: Case; asset: Asset } {
  const submission = { facts: factsAt(time), by: people.holder, duplicates: [] };
  return submit(submission, at(time)) as { found: Case; asset: Asset };
}
