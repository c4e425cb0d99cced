import type { Basis, BasisUse, ReadLog } from '@suyuan/schemas';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Caller, MemoryLedger } from '../support/memory.ts';
import { world } from '../support/registered.ts';

const hex = '0'.repeat(32);
const start = `rel-${hex}`;
const sha256 = `sha256:${hex}${hex}`;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let ledger: MemoryLedger;
let feng: Caller;
let other: Caller;
let qian: Caller;
let li: Caller;

const after = (ms: number) => new Date(ledger.time + ms).toISOString();
const said = (until: string) => ({
  law: '《数据安全法》第三十五条',
  purpose: '调查取证',
  instruments: [{ kind: 'legal-basis', name: '协查函', sha256, size: 1, mediaType: 'application/pdf' }],
  starts: [start],
  until,
});
const asked = { start, direction: 'upstream', depth: 3, reason: '核查来源' };
const code = async (by: Caller, name: Parameters<MemoryLedger['submit']>[1], command: object) =>
  (await ledger.refusal(by, name, command)).code;

beforeAll(async () => {
  const made = await world();
  ledger = made.ledger;
  ({ qian, li } = made.people);
  feng = await ledger.caller('RegulatorMSP', 'feng', 'tracing-agency', ['agency']);
  const entity = { ...ledger.read<object>('entity/tracing-agency'), id: 'other-agency' };
  ledger.state.set('entity/other-agency', JSON.stringify(entity));
  other = await ledger.caller('RegulatorMSP', 'gao', 'other-agency', ['agency']);
});

describe('a legal basis', () => {
  it('is recorded by an agency, with a time limit', async () => {
    expect(await code(li, 'basis:record', said(after(DAY)))).toBe('CALLER_ROLE');
    expect(await code(feng, 'basis:record', said(after(0)))).toBe('BASIS_TERM');
    expect(await code(feng, 'basis:record', said(after(91 * DAY)))).toBe('BASIS_TERM');
    const { subject } = await ledger.submit(feng, 'basis:record', said(after(DAY)));
    expect(ledger.read<Basis>(`basis/${subject}`)).toMatchObject({
      agency: 'tracing-agency',
      state: 'in-force',
      recordedBy: { person: 'feng' },
      until: after(DAY),
    });
  });

  it('is used from what it names alone, by its agency, and each use is on the ledger, no longer than the basis', async () => {
    const { subject: basis } = await ledger.submit(feng, 'basis:record', said(after(HOUR / 2)));
    const use = { basis, ...asked };
    expect(await code(qian, 'basis:use', use)).toBe('CALLER_ROLE');
    expect(await code(other, 'basis:use', use)).toBe('BASIS_AGENCY');
    expect(await code(feng, 'basis:use', { ...use, start: `rel-${hex.slice(1)}1` })).toBe('BASIS_START');
    const { subject } = await ledger.submit(feng, 'basis:use', use);
    const made = ledger.read<BasisUse>(`basis-use/${subject}`);
    expect(made).toMatchObject({ basis, ...asked, agency: 'tracing-agency', by: { person: 'feng' } });
    expect(made.until).toBe(ledger.read<Basis>(`basis/${basis}`).until);
    expect(await ledger.evaluate(qian, 'basis:readUse', { use: subject })).toEqual(made);
  });

  it('is of no use once it is over, or was ended by its agency or a regulator', async () => {
    const late = ledger.fork();
    const { subject: basis } = await late.submit(feng, 'basis:record', said(after(DAY)));
    const ends = { basis, reason: '结案' };
    expect((await late.refusal(other, 'basis:end', ends)).code).toBe('BASIS_AGENCY');
    expect((await late.refusal(li, 'basis:end', ends)).code).toBe('CALLER_ROLE');
    const over = late.fork();
    over.time += DAY + 1;
    expect((await over.refusal(feng, 'basis:use', { basis, ...asked })).code).toBe('BASIS_STATE');
    await late.submit(qian, 'basis:end', ends);
    expect(late.read<Basis>(`basis/${basis}`)).toMatchObject({ state: 'ended', ended: { reason: '结案' } });
    expect((await late.refusal(feng, 'basis:use', { basis, ...asked })).code).toBe('BASIS_STATE');
    expect((await late.refusal(feng, 'basis:end', ends)).code).toBe('BASIS_STATE');
  });
});

describe('stretches of a read log', () => {
  it('are put on the ledger by a gateway of an operator, each where the last one ended', async () => {
    const gateway: Caller = { ...feng, attributes: { 'suyuan.duty': 'gateway' } };
    const hour = (from: number, until: number) => ({
      from: after(from),
      until: after(until),
      count: 2,
      digest: sha256,
    });
    expect(await code(feng, 'reading:seal', hour(-2 * HOUR, -HOUR))).toBe('CALLER_NOT_GATEWAY');
    const stranger: Caller = { ...gateway, msp: 'StrangerMSP' };
    expect(await code(stranger, 'reading:seal', hour(-2 * HOUR, -HOUR))).toBe('OPERATOR_UNKNOWN');
    await ledger.submit(gateway, 'reading:seal', hour(-3 * HOUR, -2 * HOUR));
    expect(await code(gateway, 'reading:seal', hour(-HOUR, 0))).toBe('READING_SPAN');
    expect(await code(gateway, 'reading:seal', hour(-2 * HOUR, HOUR))).toBe('READING_SPAN');
    await ledger.submit(gateway, 'reading:seal', hour(-2 * HOUR, -HOUR));
    expect(ledger.read<ReadLog>('read-log/RegulatorMSP')).toMatchObject({ count: 2, until: after(-HOUR) });
  });
});
