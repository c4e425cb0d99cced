import type { Asset, CommandName, Objection } from '@suyuan/schemas';
import { Refusal } from '@suyuan/schemas';
import fc from 'fast-check';
import { expect } from 'vitest';
import { commandId, type TestNetwork } from '../network.ts';
import { caseCommand, caseLaws, caseStep } from './cases.ts';
import { Followed } from './followed.ts';
import { licenceCommand, licenceLaws, licenceStep, type Sent } from './licences.ts';
import { entitled, gapsIn, lineageCommand, lineageLaws, lineageStep } from './lineage.ts';
import { prepared, SIGNERS, type Tried } from './market.ts';
import { orderCommand, orderLaws, orderStep } from './orders.ts';

export const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('case' as const), of: caseStep }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('licence' as const), of: licenceStep }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('order' as const), of: orderStep }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('lineage' as const), of: lineageStep }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('again' as const), of: fc.constant(undefined) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Somebody whom a lineage step is for: the two holders, a registrar, an assessor, an arbiter, a regulator. */
const LINE = ['huaxin', 'qixiang', 'yanjiu', 'lin', 'assessment', 'arbitration', 'regulator'];

/** The command of a step on what is on the ledger; undefined where there is nothing of the kind. */
export function commandOf(tried: Tried, ledger: Followed, one: Step): Sent | undefined {
  switch (one.kind) {
    case 'case':
      return caseCommand(ledger.of('case/1'), one.of);
    case 'licence':
      // A revocation would end every later sequence's licences: the pure laws try it.
      return one.of.action === 'revoke' ? undefined : licenceCommand(tried.licensed, one.of);
    case 'order':
      return orderCommand(tried.sold, tried.files, one.of);
    case 'lineage': {
      if (['revoke', 'recall'].includes(one.of.action)) return undefined;
      const [name, command] = lineageCommand(tried.seen, one.of) ?? [];
      const who = LINE[one.of.fit ? entitled(tried.seen, one.of) : one.of.who % LINE.length];
      return name && command && who ? { who, name, command } : undefined;
    }
    case 'again':
      return undefined;
  }
}

/** What holds of everything on the ledger, whoever did what. */
function holds(tried: Tried, ledger: Followed): void {
  for (const found of ledger.of('case/1')) {
    const asset = ledger.read<Asset>(`asset/${found.asset}`);
    const objections = new Map(
      ledger.all<Objection>(`objection/${found.id}/`).map((objection) => [objection.n, objection]),
    );
    // An asset that was issued goes on by cases of its own.
    if (found.state === 'issued' || !asset) continue;
    caseLaws({ found, asset, objections });
  }
  for (const { text, entity } of ledger.of('asset/1')) {
    const rights = text?.rights ?? [];
    expect(new Set(rights.map(({ right }) => right)).size, 'one holder of one right').toBe(rights.length);
    expect(rights.find(({ right }) => right === 'hold')?.holder ?? entity).toBe(entity);
  }
  const time = new Date().toISOString();
  for (const order of ledger.of('order/1')) {
    orderLaws(
      {
        order,
        payment: ledger.of('payment/1').find((payment) => payment.order === order.id),
        certificate: ledger.of('transaction-certificate/1').find(({ number }) => number === order.certificate),
        licence: ledger.of('agreement/1').find(({ id }) => id === order.licence),
      },
      time,
    );
    expect(Number.isSafeInteger(order.price.fen)).toBe(true);
  }
  licenceLaws(ledger);
  lineageLaws(tried.seen);
}

export interface Figures {
  readonly sequences: number;
  readonly accepted: number;
  readonly refused: number;
  readonly repeated: number;
  readonly invalid: number;
  readonly reached: ReadonlyMap<string, number>;
}

/**
 * Sequences of random commands by random callers on a network, all on one ledger. After each what is on it keeps its laws;
 * no refused command is on it, every accepted one once, a repeat never.
 */
export async function lawsOn(network: TestNetwork, sequences: number, seed?: number): Promise<Figures> {
  const ledger = new Followed(network.connectionFile, 'group');
  const tried = await prepared(network, ledger);
  const reached = new Map<string, number>();
  const count = (what: string) => reached.set(what, (reached.get(what) ?? 0) + 1);
  const accepted: string[] = [];
  const refused: string[] = [];
  let repeated = 0;
  let last: { sent: Sent; id: string } | undefined;

  const send = async ({ who, name, command }: Sent, id: string): Promise<void> => {
    const person = SIGNERS[who] ?? 'xu-analyst';
    try {
      await network.as(person).submit(name as CommandName, { ...command, commandId: id });
      await ledger.has(id);
      accepted.push(id);
      count(name);
      last = { sent: { who, name, command }, id };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      count(error.body.code);
      refused.push(id);
    }
  };

  const repeat = async (): Promise<void> => {
    if (!last) return;
    const { who, name, command } = last.sent;
    const again = network.as(SIGNERS[who] ?? 'xu-analyst').submit(name, { ...command, commandId: last.id });
    await expect(again).rejects.toMatchObject({ body: { code: 'COMMAND_REPEATED' } });
    repeated += 1;
  };

  try {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 35, size: 'max' }), async (steps) => {
        for (const one of steps) {
          if (one.kind === 'again') await repeat();
          const sent = commandOf(tried, ledger, one);
          if (sent) await send(sent, commandId());
        }
        holds(tried, ledger);
      }),
      // The ledger goes on: a sequence cannot be tried again on what it was.
      { numRuns: sequences, endOnFailure: true, ...(seed === undefined ? {} : { seed }) },
    );
    await pushed(network, tried, ledger);
    for (const id of accepted) expect(ledger.times(id)).toBe(1);
    for (const id of refused) expect(ledger.times(id)).toBe(0);
    const { invalid } = ledger;
    return { sequences, accepted: accepted.length, refused: refused.length, repeated, invalid, reached };
  } finally {
    await ledger.stop();
  }
}

/** Anybody pushes what is left: then no release is under what its inputs force on it. */
async function pushed(network: TestNetwork, tried: Tried, ledger: Followed): Promise<void> {
  for (let gaps = gapsIn(tried.seen); gaps.length > 0; gaps = gapsIn(tried.seen)) {
    const edges = gaps.slice(0, 50).map(({ from, to }) => ({ from, to }));
    const id = commandId();
    await network.as('xu-analyst').submit('grading:push', { commandId: id, edges });
    await ledger.has(id);
  }
}
