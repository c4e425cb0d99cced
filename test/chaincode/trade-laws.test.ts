import { type BankMessageMark, digest, type Office, type OrderState, Refusal, reportIn } from '@suyuan/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Recorded } from '../../chaincode/src/ledger/keys.ts';
import { deliver, forgo, receive, witness } from '../../chaincode/src/trade/rules/delivery.ts';
import { arbitrate, dispute, replaceBank } from '../../chaincode/src/trade/rules/disputes.ts';
import { instruct, match, report } from '../../chaincode/src/trade/rules/money.ts';
import { end, officer, type Party } from '../../chaincode/src/trade/rules/order.ts';
import { settle, type World } from '../../chaincode/src/trade/rules/settlement.ts';
import { advance } from '../../chaincode/src/trade/rules/silence.ts';
import { ORDER, type TradeCommand } from '../../chaincode/src/trade/table.ts';
import { at } from '../support/cases.ts';
import { orderLaws } from '../support/laws/orders.ts';
import { apply, BODIES, bankCalled, bankMessage, buying, FILES, hands, placed, START } from '../support/trade.ts';

const DAY = 86_400_000;
const ACTIONS = [
  'match',
  'decline',
  'cancel',
  'instruct',
  'secure',
  'reject',
  'deliver',
  'forgo',
  'receive',
  'witness',
  'dispute',
  'payOut',
  'return',
  'reverse',
  'settle',
  'arbitrate',
  'replaceBank',
  'advance',
] as const;
type Action = (typeof ACTIONS)[number];
type State = { world: World; marks: Map<string, BankMessageMark>; time: number; n: number; goesBack: boolean };

const OTHERS = [digest('something else')];

/** What a command decides; `flag` chooses between what a party may say. */
function decide({ world, marks, time, n, goesBack }: State, action: Action, by: Party, flag: boolean, message: number) {
  const setting = at(new Date(time).toISOString(), n);
  const { order, payment } = world;
  switch (action) {
    case 'match':
      return [match(order, bankCalled('bank'), by, setting)];
    case 'decline':
      return [end(order, 'trade:decline', by, '理由', setting)];
    case 'cancel':
      return [end(order, 'trade:cancel', by, '理由', setting)];
    case 'instruct':
      return instruct(order, { messageId: 'PAIN-1', sha256: digest('pain') }, by, setting);
    case 'secure':
    case 'reject':
    case 'payOut':
    case 'return':
    case 'reverse': {
      const said = bankMessage(order, action, message);
      const known = marks.get(`${by.entity}/${reportIn(said).messageId}`);
      return report(world, `trade:${action}`, { message: said, known }, by, BODIES, setting);
    }
    case 'deliver':
      return [deliver(order, { agreement: order.agreement, digests: FILES }, FILES, by, setting)];
    case 'forgo':
      return [forgo(order, '理由', by, setting)];
    case 'receive':
      return [receive(order, flag ? FILES : OTHERS, by, BODIES, setting)];
    case 'witness':
      return [witness(order, flag ? FILES : OTHERS, by, setting.time)];
    case 'dispute':
      return [dispute(order, { reason: '不符', evidence: [] }, by, BODIES, setting)];
    case 'settle': {
      const told = payment?.reports.at(-1)?.message;
      const last = told && reportIn(told);
      const payOut = { messageId: last?.messageId ?? '', sha256: last?.sha256 ?? '' };
      return settle(world, { agreement: order.agreement, delivery: FILES, payOut }, buying, by, setting);
    }
    case 'arbitrate':
      return [arbitrate(order, { award: flag ? 'pay-out' : 'return', reason: '理由', found: FILES }, by, setting)];
    case 'replaceBank':
      return by.entity === 'regulator' ? [replaceBank(order, bankCalled('second-bank'), '失联', by, setting)] : [];
    case 'advance':
      return advance(world, BODIES, goesBack, buying, setting);
  }
}

function step(state: State, action: Action, by: Party, flag: boolean, message: number): State {
  const before = JSON.stringify(state.world);
  try {
    const documents: readonly Recorded[] = decide(state, action, by, flag, message);
    // A sale gives no right to the asset: whoever held one holds it still.
    expect(documents.map(({ schema }) => schema)).not.toContain('asset/1');
    const marks = new Map(state.marks);
    for (const document of documents) {
      if (document.schema === 'bank-message/1') marks.set(`${document.bank}/${document.messageId}`, document);
    }
    follows(state.world, apply(state.world, documents), action);
    return { ...state, world: apply(state.world, documents), marks, n: state.n + 1 };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(JSON.stringify(state.world)).toBe(before);
    return state;
  }
}

const command = (action: Action): TradeCommand => `trade:${action}`;

/** Every step is one of the table's, and nothing that is instructed is cancelled. */
function follows(from: World, to: World, action: Action): void {
  const before = from.order.state;
  const after = to.order.state;
  const row = ORDER[before];
  const allowed = action === 'advance' ? [...(row.awaited?.to ?? []), 'returning'] : row.moves[command(action)]?.to;
  if (from.order !== to.order) expect(allowed, `${before} by ${action}`).toContain(after);
  if (from.order.instruction) expect(after).not.toBe('cancelled');
}

function holds({ world, marks, time }: State): void {
  orderLaws(world, new Date(time).toISOString());
  expect(marks.size).toBe(world.payment?.reports.length ?? 0);
}

const someone = fc.constantFrom<Party>(...Object.values(hands));
/** Mostly whoever the table awaits: else random walks seldom leave the first states. */
const draws = fc.array(
  fc.record({
    action: fc.option(fc.constantFrom(...ACTIONS), { nil: undefined, freq: 2 }),
    pick: fc.nat(9),
    by: fc.option(someone, { nil: undefined, freq: 4 }),
    flag: fc.boolean(),
    wait: fc.constantFrom(0, 0, 0, 0, 1000, DAY, 20 * DAY, 45 * DAY),
    message: fc.integer({ min: 1, max: 6 }),
    goesBack: fc.boolean(),
  }),
  { minLength: 1, maxLength: 25 },
);

/** The story up to a settled order; walks begin somewhere on it, so that they act on every state. */
const STORY: readonly Action[] = ['match', 'instruct', 'secure', 'deliver', 'receive', 'payOut', 'settle'];

/** Whoever holds an office of the order. */
function handOf({ world: { order } }: State, office: Office): Party {
  const entity = office === 'regulator' ? 'regulator' : officer(order, office);
  return Object.values(hands).find((hand) => hand.entity === entity) ?? hands.stranger;
}

/** Moves of the state, by whoever holds the office: what makes a walk go somewhere. */
function likely(state: State, pick: number): [Action, Party] {
  const { order } = state.world;
  const moves = [...Object.entries(ORDER[order.state].moves), ['trade:advance', { by: ['buyer'] }] as const];
  const [name, move] = moves[pick % moves.length] ?? ['trade:advance', { by: ['buyer'] }];
  return [name.slice('trade:'.length) as Action, handOf(state, move?.by[0] ?? 'buyer')];
}

describe('whatever anybody does to an order, in whatever order', () => {
  it('keeps its laws, and time alone brings it to a named end', () => {
    const reached = new Set<OrderState>();
    fc.assert(
      fc.property(draws, fc.nat(STORY.length), (drawn, so) => {
        let state: State = {
          world: { order: placed() },
          marks: new Map(),
          time: Date.parse(START),
          n: 3,
          goesBack: false,
        };
        for (const action of STORY.slice(0, so)) {
          const by = handOf(state, ORDER[state.world.order.state].moves[command(action)]?.by[0] ?? 'buyer');
          state = step(state, action, by, true, 0);
          reached.add(state.world.order.state);
          holds(state);
        }
        for (const draw of drawn) {
          state = { ...state, time: state.time + draw.wait, goesBack: draw.goesBack && draw.wait > DAY };
          const [action, by] = likely(state, draw.pick);
          state = step(state, draw.action ?? action, draw.by ?? by, draw.flag, draw.message);
          reached.add(state.world.order.state);
          holds(state);
        }
        for (let silences = 0; state.world.order.next; silences += 1) {
          expect(silences).toBeLessThan(8);
          const time = Date.parse(state.world.order.next.deadline) + 1;
          const documents = decide({ ...state, time, goesBack: false }, 'advance', hands.stranger, false, 1);
          state = { ...state, time, world: apply(state.world, documents), n: state.n + 1 };
          reached.add(state.world.order.state);
          holds(state);
        }
      }),
      { numRuns: 1500 },
    );
    expect([...reached].sort()).toEqual((Object.keys(ORDER) as OrderState[]).sort());
  }, 60_000);
});
