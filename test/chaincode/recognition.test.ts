import {
  type Certificate,
  type Commands,
  type Recognised,
  type Recognition,
  recognitionStateAt,
} from '@suyuan/schemas';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Caller, MemoryLedger } from '../support/memory.ts';
import { certificate, NUMBER, world } from '../support/registered.ts';

type Name = Extract<keyof Commands, `recognition:${string}`>;

const DAY = 86_400_000;
const hex = '0'.repeat(32);
const sha256 = `sha256:${hex}${hex}`;
const paper = { kind: 'other', name: '证明包', sha256, size: 1, mediaType: 'application/json' };
const profile = { id: 'general', version: 1 };
const local = { profile, certificate: NUMBER };
const ABROAD = `GD-2026-${'1'.repeat(17)}`;
const until = '2026-06-01T00:00:00.000Z';
const foreign = {
  network: { genesis: 'a'.repeat(64), title: { zh: '他域登记网络' } },
  digest: sha256,
  issuer: '他域登记机构',
  validUntil: until,
  bundle: paper,
};
const abroad = { profile, certificate: ABROAD, foreign };

let founded: MemoryLedger;
let ledger: MemoryLedger;
let people: Awaited<ReturnType<typeof world>>['people'];
let registering: Caller;

const code = async (by: Caller, name: Name, command: object) => (await ledger.refusal(by, name, command)).code;
const recognised = async (said: object = local) =>
  (await ledger.submit(people.he, 'recognition:recognise', said)).subject;
const read = (id: string) => ledger.read<Recognition>(`recognition/${id}`);
const standing = (recognition: string) => ledger.evaluate(people.li, 'recognition:standing', { recognition });
const put = (change: Partial<Certificate>) =>
  ledger.state.set(`certificate/${NUMBER}`, JSON.stringify({ ...certificate, ...change }));

beforeAll(async () => {
  ({ ledger: founded, people } = await world());
  const entity = { ...founded.read<object>('entity/huaxin'), roles: ['holder', 'registrar'] };
  founded.state.set('entity/huaxin', JSON.stringify(entity));
  registering = await founded.caller('GroupMSP', 'zheng', 'huaxin', ['registrar']);
});
beforeEach(() => {
  ledger = founded.fork();
});

describe('a recognition', () => {
  it('is of an active certificate, by a registrar under another profile, once', async () => {
    expect(await code(people.li, 'recognition:recognise', local)).toBe('CALLER_ROLE');
    expect(await code(people.lin, 'recognition:recognise', local)).toBe('RECOGNITION_PARTY');
    expect(await code(registering, 'recognition:recognise', local)).toBe('RECOGNITION_PARTY');
    expect(await code(people.he, 'recognition:recognise', { ...local, profile: certificate.profile })).toBe(
      'RECOGNITION_PROFILE',
    );
    expect(await code(people.he, 'recognition:recognise', { ...local, profile: { id: 'general', version: 2 } })).toBe(
      'PROFILE_UNKNOWN',
    );
    expect(await code(people.he, 'recognition:recognise', { ...local, certificate: ABROAD })).toBe('NOT_FOUND');
    const id = await recognised();
    expect(read(id)).toMatchObject({ registrar: 'south-registry', ground: 'ledger', state: 'recognised' });
    expect(read(id)).not.toHaveProperty('foreign');
    expect(await ledger.evaluate(people.li, 'recognition:read', { recognition: id })).toEqual(read(id));
    expect(await code(people.he, 'recognition:recognise', local)).toBe('RECOGNITION_EXISTS');
    expect(await recognised({ ...local, profile: { id: 'ip-work', version: 1 } })).not.toBe(id);
    expect(ledger.read(`certificate/${NUMBER}`)).toEqual(certificate);
  });

  it.each([
    ['suspended', { state: 'suspended' }],
    ['revoked', { state: 'revoked' }],
    ['superseded', { state: 'superseded' }],
    ['cancelled', { state: 'cancelled' }],
    ['expired', { validUntil: '2026-03-01T00:00:00.000Z' }],
  ] as const)('is not of one that is %s, and ends when it becomes so', async (state, change) => {
    const id = await recognised();
    put(change);
    expect(await standing(id)).toMatchObject({ state, changed: true });
    const body = await ledger.refusal(people.he, 'recognition:recognise', {
      ...local,
      profile: { id: 'ip-work', version: 1 },
    });
    expect(body).toMatchObject({ code: 'RECOGNITION_CERTIFICATE', params: { state } });
  });

  it('is told to its registrar as changed until that acknowledges the state it is in by now', async () => {
    const recognition = await recognised();
    const sees = (state: string) => ({ recognition, state });
    expect(await code(people.he, 'recognition:acknowledge', sees('active'))).toBe('RECOGNITION_UNCHANGED');
    put({ state: 'suspended', time: ledger.now });
    expect(await standing(recognition)).toMatchObject({ state: 'suspended', changed: true });
    expect(await code(people.lin, 'recognition:acknowledge', sees('suspended'))).toBe('RECOGNITION_REGISTRAR');
    expect(await code(people.he, 'recognition:acknowledge', sees('revoked'))).toBe('RECOGNITION_SEEN');
    await ledger.submit(people.he, 'recognition:acknowledge', sees('suspended'));
    expect(await standing(recognition)).toMatchObject({ state: 'suspended', changed: false });
    ledger.time += DAY;
    put({ time: ledger.now });
    expect(await standing(recognition)).toMatchObject({ state: 'active', changed: true });
  });

  it('is withdrawn by its registrar, and may be made anew', async () => {
    const recognition = await recognised();
    const withdraws = { recognition, reason: '不再互认' };
    expect(await code(people.lin, 'recognition:withdraw', withdraws)).toBe('RECOGNITION_REGISTRAR');
    await ledger.submit(people.he, 'recognition:withdraw', withdraws);
    expect(read(recognition)).toMatchObject({ state: 'withdrawn', withdrawal: { reason: '不再互认' } });
    put({ state: 'revoked' });
    expect(await standing(recognition)).toMatchObject({ state: 'withdrawn', changed: false });
    expect(await code(people.he, 'recognition:withdraw', withdraws)).toBe('RECOGNITION_WITHDRAWN');
    expect(await code(people.he, 'recognition:acknowledge', { recognition, state: 'revoked' })).toBe(
      'RECOGNITION_WITHDRAWN',
    );
    put({});
    expect(await recognised()).toBe(recognition);
  });

  it('of another network is a claim of its registrar, which says what became of the certificate there', async () => {
    const id = await recognised(abroad);
    expect(read(id)).toMatchObject({
      ground: 'claim',
      foreign: { digest: sha256, bundle: paper, state: 'active', saidBy: { person: 'he' } },
    });
    const says = (state: string, recognition = id) => ({ recognition, state, evidence: paper });
    expect(await code(people.lin, 'recognition:update', says('revoked'))).toBe('RECOGNITION_REGISTRAR');
    expect(await code(people.he, 'recognition:update', says('active'))).toBe('RECOGNITION_UNCHANGED');
    expect(await code(people.he, 'recognition:update', says('revoked', await recognised()))).toBe('RECOGNITION_LEDGER');
    await ledger.submit(people.he, 'recognition:update', says('suspended'));
    expect(await standing(id)).toMatchObject({ state: 'suspended', changed: false });
    await ledger.submit(people.he, 'recognition:update', says('active'));
    expect(recognitionStateAt(read(id), read(id).foreign as Recognised, until)).toBe('active');
    ledger.time = Date.parse(until) + 1;
    expect(await standing(id)).toMatchObject({ state: 'expired', changed: true });
    await ledger.submit(people.he, 'recognition:acknowledge', { recognition: id, state: 'expired' });
    expect(await standing(id)).toMatchObject({ state: 'expired', changed: false });
  });

  it('of another network is another one than of the same number here, or of a third network', async () => {
    const third = { ...foreign, network: { ...foreign.network, genesis: 'b'.repeat(64) } };
    const ids = [
      await recognised(),
      await recognised({ ...local, foreign }),
      await recognised({ ...local, foreign: third }),
    ];
    expect(new Set(ids).size).toBe(3);
    expect(await code(people.he, 'recognition:recognise', { ...local, foreign })).toBe('RECOGNITION_EXISTS');
    ledger.time = Date.parse(until) + 1;
    expect(await code(people.he, 'recognition:recognise', abroad)).toBe('RECOGNITION_CERTIFICATE');
  });
});
