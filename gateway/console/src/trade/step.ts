import { type Asked, act, type Done } from '../session/act.ts';
import type { Dropped } from './Digests.tsx';
import { type Debtor, instructionOf, namedBy, type Reported } from './messages.ts';
import type { Order, Step } from './moves.ts';

/** What a form has written down. */
export type Written = {
  readonly text: string;
  readonly bank: string;
  readonly debtor: Debtor;
  readonly files: readonly Dropped[];
  readonly message: Reported | undefined;
  readonly award: 'pay-out' | 'return';
};

export const NOTHING: Written = {
  text: '',
  bank: '',
  debtor: { account: '', agent: '' },
  files: [],
  message: undefined,
  award: 'return',
};

/** The message by which the bank said that it has paid out, where the reader is told of it. */
export const payOutOf = ({ payment }: Order) =>
  payment?.reports?.findLast(({ command }) => command === 'trade:payOut')?.report;

/** The digests on which an order's parties agree: what the buyer, or else the witness, or else the seller says. */
export const agreedDigests = ({ sent, received, witnessed }: Order): readonly string[] =>
  (received ?? witnessed ?? sent)?.digests ?? [];

/** Whether a form says all that its step needs. */
export function isWhole(step: Step, of: Order, { text, bank, debtor, files, message }: Written): boolean {
  switch (step) {
    case 'trade:match':
      return bank !== '';
    case 'trade:replaceBank':
      return bank !== '' && text.trim() !== '';
    case 'trade:instruct':
      return debtor.account !== '' && debtor.agent !== '';
    case 'trade:deliver':
    case 'trade:receive':
    case 'trade:witness':
      return files.length > 0;
    case 'trade:report':
      return message !== undefined;
    case 'trade:settle':
      return message !== undefined || payOutOf(of) !== undefined;
    default:
      return text.trim() !== '';
  }
}

/** Signs and sends what a form says. */
export async function send(step: Step, of: Order, written: Written): Promise<Done> {
  const { text, bank, debtor, files, message, award } = written;
  const order = of.id;
  const digests = files.map(({ sha256 }) => sha256);
  switch (step) {
    case 'trade:match':
      return act(step, { order, bank });
    case 'trade:replaceBank':
      return act(step, { order, bank, reason: text });
    case 'trade:instruct':
      return act(step, { order, instruction: await instructionOf(order, debtor) });
    case 'trade:deliver':
      return act(step, { order, agreement: of.agreement, digests });
    case 'trade:receive':
    case 'trade:witness':
      return act(step, { order, digests });
    case 'trade:dispute':
      return act(step, { order, reason: text, evidence: [] });
    case 'trade:arbitrate': {
      const found = award === 'pay-out' && of.sent ? { found: [...of.sent.digests] } : {};
      return act(step, { order, award, reason: text, ...found });
    }
    case 'trade:settle': {
      const report = payOutOf(of);
      const payOut = message ? namedBy(message) : { messageId: report?.messageId ?? '', sha256: report?.sha256 ?? '' };
      return act(step, { order, agreement: of.agreement, delivery: [...agreedDigests(of)], payOut });
    }
    case 'trade:report':
      if (!message) throw new Error('There is no message');
      return act(message.function, message.command);
    default:
      return act(step, { order, reason: text } as Asked<typeof step>);
  }
}
