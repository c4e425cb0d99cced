import type { Asset, Case, Certificate, Entity, Measure, ProposalContent } from '@suyuan/schemas';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MemoryLedger } from '../support/memory.ts';
import { asset, certificate, NUMBER, world } from '../support/registered.ts';

const DAY = 86_400_000;
type World = Awaited<ReturnType<typeof world>>;

/** Passes a proposal: everybody who may say something agrees. */
async function pass(ledger: MemoryLedger, content: ProposalContent): Promise<void> {
  const expiresAt = new Date(ledger.time + DAY).toISOString();
  const admin = (msp: string) => ledger.admin(msp);
  const { subject: proposal } = await ledger.submit(await admin('RegulatorMSP'), 'membership:propose', {
    content,
    expiresAt,
  });
  const agree = { proposal, inFavour: true };
  for (const msp of ['RegistrarMSP', 'ExchangeMSP', 'RegulatorMSP', 'GroupMSP']) {
    await ledger.submit(await admin(msp), 'membership:vote', agree).catch(() => undefined);
  }
  const people: [string, string, string, string][] = [
    ['RegulatorMSP', 'qian', 'regulator', 'regulator'],
    ['ExchangeMSP', 'he', 'south-registry', 'registrar'],
    ['GroupMSP', 'li', 'huaxin', 'holder'],
    ['GroupMSP', 'wang', 'qixiang', 'holder'],
  ];
  for (const [msp, name, entity, role] of people) {
    const person = await ledger.caller(msp, name, entity, [role]);
    await ledger.submit(person, 'membership:approve', agree).catch(() => undefined);
    await ledger.submit(person, 'membership:consent', agree).catch(() => undefined);
  }
  const { state } = await ledger.submit(await admin('RegulatorMSP'), 'membership:enact', { proposal });
  expect(state).toBe('enacted');
}

const entered = (id: string, host: string, roles: Entity['roles']): ProposalContent => ({
  kind: 'enter',
  entity: { id, title: { zh: id }, host, roles, clearance: 'core' },
});

describe('a registrar that left', () => {
  let w: World;
  const hand = (record: object) => w.ledger.submit(w.people.li, 'record:handOver', { record });
  const refusal = async (record: object) => (await w.ledger.refusal(w.people.li, 'record:handOver', { record })).code;

  beforeAll(async () => {
    w = await world();
    await pass(w.ledger, { kind: 'committee', msp: 'GroupMSP', member: true });
    await pass(w.ledger, { kind: 'committee', msp: 'RegistrarMSP', member: false });
    await w.ledger.submit(w.people.lin, 'certificate:suspend', { certificate: NUMBER, reason: '投诉' });
    expect(await refusal({ certificate: NUMBER })).toBe('HANDOVER_NOBODY');
    await pass(w.ledger, entered('hosted', 'RegistrarMSP', ['holder']));
    await pass(w.ledger, {
      kind: 'leave',
      entity: 'registry',
      successors: [{ role: 'registrar', entity: 'south-registry' }],
      host: 'GroupMSP',
    });
  });

  it('acts no more, and its successor takes certificates, measures and cases over one by one', async () => {
    const { ledger, people } = w;
    const code = (await ledger.refusal(people.lin, 'certificate:reinstate', { certificate: NUMBER, reason: '查实' }))
      .code;
    expect(code).toBe('CALLER_NOT_MEMBER');
    await hand({ certificate: NUMBER });
    expect(ledger.read<Certificate>(`certificate/${NUMBER}`).registrar).toBe('south-registry');
    const measure = ledger.read<Certificate>(`certificate/${NUMBER}`).changed?.measure ?? '';
    await hand({ measure });
    expect(ledger.read<Measure>(`measure/${measure}`).orderer).toBe('south-registry');
    await hand({ case: certificate.case });
    expect(ledger.read<Case>(`case/${certificate.case}`)).toMatchObject({
      state: 'submitted',
      registrar: 'south-registry',
      next: { entity: 'south-registry' },
    });
    await ledger.submit(people.he, 'certificate:reinstate', { certificate: NUMBER, reason: '查实' });
    expect(ledger.read<Measure>(`measure/${measure}`).state).toBe('lifted');
    expect(await refusal({ certificate: NUMBER })).toBe('HANDOVER_NOBODY');
  });

  it('and what its operator hosted goes to another host', async () => {
    expect(await refusal({ entity: 'huaxin' })).toBe('HANDOVER_NOBODY');
    await hand({ entity: 'hosted' });
    expect(w.ledger.read<Entity>('entity/hosted').host).toBe('GroupMSP');
  });
});

describe('a holder that left', () => {
  it('is succeeded under a new certificate, which its registrar issues', async () => {
    const { ledger, people } = await world();
    await pass(ledger, entered('qixiang', 'GroupMSP', ['holder']));
    await pass(ledger, {
      kind: 'leave',
      entity: 'huaxin',
      successors: [{ role: 'holder', entity: 'qixiang' }],
      host: 'ExchangeMSP',
    });
    const record = { asset: asset.id };
    expect((await ledger.refusal(people.he, 'record:handOver', { record })).code).toBe('CERTIFICATE_REGISTRAR');
    const { certificate: number } = await ledger.submit(people.lin, 'record:handOver', { record });
    const held = ledger.read<Asset>(`asset/${asset.id}`);
    expect(held).toMatchObject({ entity: 'qixiang', certificate: number, text: { rights: [{ holder: 'qixiang' }] } });
    expect(ledger.read<Certificate>(`certificate/${number}`)).toMatchObject({
      holder: 'qixiang',
      supersedes: NUMBER,
      state: 'active',
    });
    expect(ledger.read<Certificate>(`certificate/${NUMBER}`).state).toBe('superseded');
  });
});

describe('who stays silent', () => {
  it('is replaced in one case by vote, once its deadline has passed, and even after its silence had its effect', async () => {
    const { ledger, people } = await world();
    const { measure = '' } = await ledger.submit(people.lin, 'certificate:suspend', {
      certificate: NUMBER,
      reason: '投诉',
    });
    await ledger.submit(people.li, 'measure:appeal', { measure, grounds: '不服' });
    const replace = { kind: 'replace' as const, subject: measure, silent: 'arbitration' };
    await pass(ledger, entered('arbitration-2', 'GroupMSP', ['arbiter']));
    await pass(ledger, { ...replace, role: 'arbiter', successor: 'arbitration-2' });
    const record = { measure };
    expect((await ledger.refusal(people.li, 'record:handOver', { record })).code).toBe('DEADLINE_AHEAD');
    ledger.time += 200 * DAY;
    await ledger.submit(people.lin, 'measure:advance', { measure });
    await ledger.submit(people.li, 'record:handOver', { record });
    expect(ledger.read<Measure>(`measure/${measure}`)).toMatchObject({
      state: 'appealed',
      appeal: { body: 'arbitration-2' },
      next: { entity: 'arbitration-2' },
    });
    const arbiter = await ledger.caller('GroupMSP', 'zheng', 'arbitration-2', ['arbiter']);
    await ledger.submit(arbiter, 'measure:decide', { measure, allow: true, reason: '理由成立' });
    expect(ledger.read<Certificate>(`certificate/${NUMBER}`).state).toBe('active');
  });

  it('is not replaced by a party', async () => {
    const { ledger, people } = await world();
    await pass(ledger, entered('huaxin-registry', 'GroupMSP', ['registrar']));
    const found = ledger.read<Case>(`case/${certificate.case}`);
    ledger.state.set(
      `case/${found.id}`,
      JSON.stringify({ ...found, involved: [...found.involved, 'huaxin-registry'] }),
    );
    await pass(ledger, {
      kind: 'replace',
      subject: found.id,
      role: 'registrar',
      silent: 'registry',
      successor: 'huaxin-registry',
    });
    ledger.time += 200 * DAY;
    const refusal = await ledger.refusal(people.li, 'record:handOver', { record: { case: found.id } });
    expect(refusal.code).toBe('HANDOVER_INVOLVED');
  });
});
