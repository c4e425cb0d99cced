import type { Asset, Certificate } from '@suyuan/schemas';
import { people, submitted } from './cases.ts';
import { MemoryLedger } from './memory.ts';

const { found, asset: applied } = submitted('2026-03-02T02:00:00.000Z');
export const NUMBER = 'GG-2026-00000000000000001';
const { openCase: _, ...rest } = applied;

/** An asset as it stands once it is registered. */
export const asset: Asset = { ...rest, state: 'registered', certificate: NUMBER };
export const certificate: Certificate = {
  schema: 'certificate/1',
  number: NUMBER,
  case: found.id,
  asset: asset.id,
  assetVersion: 1,
  holder: asset.entity,
  registrar: 'registry',
  profile: asset.profile,
  commitments: {},
  committedIn: asset.committedIn,
  issuedAt: asset.time,
  issuedBy: people.issuer,
  state: 'active',
  time: asset.time,
};

/** A founded consortium with one registered asset, and the people of the story. */
export async function world() {
  const ledger = new MemoryLedger();
  await ledger.found();
  const put = (key: string, document: object) => ledger.state.set(key, JSON.stringify(document));
  put(`asset/${asset.id}`, asset);
  put(`certificate/${NUMBER}`, certificate);
  put(`case/${found.id}`, found);
  const people = {
    li: await ledger.caller('GroupMSP', 'li', 'huaxin', ['holder']),
    lin: await ledger.caller('RegistrarMSP', 'lin', 'registry', ['registrar']),
    zhou: await ledger.caller('RegistrarMSP', 'zhou', 'registry', ['registrar']),
    he: await ledger.caller('ExchangeMSP', 'he', 'south-registry', ['registrar']),
    qian: await ledger.caller('RegulatorMSP', 'qian', 'regulator', ['regulator']),
    sun: await ledger.caller('RegulatorMSP', 'sun', 'arbitration', ['arbiter']),
  };
  return { ledger, people };
}
