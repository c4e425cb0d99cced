import { type Static, Type } from 'typebox';
import { Sha256, strict } from './base.ts';
import { Money } from './money.ts';

/** The characters of FIN X, in which banks exchange identifiers. */
export const BankReference = Type.String({ pattern: "^[A-Za-z0-9/?:().,'+ -]{1,35}$" });
export const EndToEndId = Type.String({ pattern: '^S[0-9A-F]{32}[0-9]{2}$', description: 'Bound to its order' });
const Status = Type.String({ pattern: '^[A-Z]{4}$', description: 'ISO 20022 external code' });

const common = {
  messageId: BankReference,
  sha256: Sha256,
  endToEndId: EndToEndId,
  status: Status,
  amount: Money,
};

export const Pain002 = strict({
  version: Type.Literal('pain.002.001.10'),
  ...common,
  originalMessageId: BankReference,
});
export const Camt054 = strict({
  version: Type.Literal('camt.054.001.08'),
  ...common,
  account: Type.String({ minLength: 1, maxLength: 34, description: 'The account that the entry is of' }),
  direction: Type.Enum(['CRDT', 'DBIT']),
  reversal: Type.Boolean(),
  returned: Type.Boolean({ description: 'The entry gives reasons of a return (RtrInf)' }),
  reference: Type.Optional(BankReference),
});

/** What a bank says of the payment of one order, as read from its message; `sha256` is that of the message's bytes. */
export const BankMessage = Type.Union([strict({ pain002: Pain002 }), strict({ camt054: Camt054 })]);

export type BankMessage = Static<typeof BankMessage>;
export type BankReport = Static<typeof Pain002> | Static<typeof Camt054>;

/** The report that a message is, of whichever kind. */
export const reportIn = (message: BankMessage): BankReport =>
  'pain002' in message ? message.pain002 : message.camt054;

/** Settled: the money is there. Codes of ISO 20022's external lists; every other status is on the way, or refused. */
const SETTLED = { 'pain.002.001.10': ['ACSC', 'ACCC'], 'camt.054.001.08': ['BOOK'] } as const;

export const isSettled = ({ version, status }: BankReport) => (SETTLED[version] as readonly string[]).includes(status);

export type BankCommand = 'trade:secure' | 'trade:reject' | 'trade:payOut' | 'trade:return' | 'trade:reverse';

/**
 * The command that a bank's message is: a pain.002 answers the buyer's instruction, a camt.054 tells of an entry on the
 * supervised account. Money in is secured, money out is paid out or, with the reasons of a return, returned; the
 * reversal of a debit brings it back. Undefined for what is not settled, or not about money that we know.
 */
export function bankCommand(report: BankReport): BankCommand | undefined {
  if (report.version === 'pain.002.001.10' && report.status === 'RJCT') return 'trade:reject';
  if (!isSettled(report)) return undefined;
  if (report.version === 'pain.002.001.10') return 'trade:secure';
  if (report.reversal) return report.direction === 'CRDT' ? 'trade:reverse' : undefined;
  if (report.direction === 'CRDT') return 'trade:secure';
  return report.returned ? 'trade:return' : 'trade:payOut';
}
