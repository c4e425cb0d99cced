import { type BankCommand, type BankMessage, bankCommand, digest, orderOf, refuse, reportIn } from '@suyuan/schemas';
import { CAMT_054, readCamt054 } from './camt054.ts';
import { check, type Type } from './grammar.ts';
import { PAIN_002, readPain002 } from './pain002.ts';
import type { Found } from './reading.ts';
import { type Element, parseXml } from './xml.ts';

type Kind = { readonly type: Type; readonly read: (root: Element, sha256: string) => Found[] };

/** Messages that a bank sends, by namespace. */
const KINDS: Readonly<Record<string, Kind>> = {
  'urn:iso:std:iso:20022:tech:xsd:pain.002.001.10': { type: PAIN_002, read: readPain002 },
  'urn:iso:std:iso:20022:tech:xsd:camt.054.001.08': { type: CAMT_054, read: readCamt054 },
};

/** A command that a bank's message is about one order. */
export interface Reported {
  readonly function: BankCommand;
  readonly command: { readonly commandId: string; readonly order: string; readonly message: BankMessage };
}

export interface Read {
  readonly sha256: string;
  readonly commands: readonly Reported[];
  /** Transactions of the message that are about no order of this platform. */
  readonly others: number;
}

const ours = ({ endToEndId }: Found) => endToEndId !== undefined && /^S[0-9A-F]{32}/.test(endToEndId);

function reported(found: Found, sha256: string): Reported {
  const { endToEndId = '', path } = found;
  const order = orderOf(endToEndId);
  if (!order) throw refuse('ISO_ORDER', { rule: `the check digits of ${endToEndId} do not fit` }, path);
  const message = found.message();
  const report = reportIn(message);
  const name = bankCommand(report);
  if (!name) throw refuse('PAYMENT_UNSETTLED', { status: report.status }, path);
  // The id follows from message and order, so that a message that is sent twice is one command.
  const commandId = `iso-${digest(`${sha256}/${order}`).slice('sha256:'.length, 47)}`;
  return { function: name, command: { commandId, order, message } };
}

/**
 * Reads a bank's pain.002.001.10 or camt.054.001.08 into the commands that it is, one for each order.
 * @throws XML_REFUSED, ISO_MESSAGE, ISO_SCHEMA, ISO_SUM, ISO_ORDER, PAYMENT_UNSETTLED, each with the place
 */
export function readBankMessage(bytes: Uint8Array): Read {
  const { namespace, root } = parseXml(bytes);
  const kind = Object.hasOwn(KINDS, namespace) ? KINDS[namespace] : undefined;
  if (!kind || root.name !== 'Document') throw refuse('ISO_MESSAGE', { namespace: namespace.slice(0, 100) });
  check(root, kind.type);
  const sha256 = digest(bytes);
  const found = kind.read(root, sha256);
  const commands = found.filter(ours).map((one) => reported(one, sha256));
  if (commands.length === 0) throw refuse('ISO_ORDER', { rule: 'no EndToEndId is one of an order' });
  const orders = commands.map(({ command }) => command.order);
  const twice = orders.find((order, n) => orders.indexOf(order) !== n);
  if (twice) throw refuse('ISO_ORDER', { rule: `the message is about ${twice} more than once` });
  return { sha256, commands, others: found.length - commands.length };
}
