import type { BankCommand, BankMessage } from '@suyuan/schemas';
import { ask, fetchFile } from '../data/http.ts';

/** The buyer's account, which the bank debits: in the message alone, and in no record. */
export type Debtor = { readonly account: string; readonly agent: string };
export type Instruction = { readonly messageId: string; readonly sha256: string };

/** One order's part in a bank's message, as the command that it is. */
export type Reported = {
  readonly function: BankCommand;
  readonly command: { readonly commandId: string; readonly order: string; readonly message: BankMessage };
};

const post = (path: string, body: BodyInit, type: string): Promise<Blob> =>
  fetchFile(path, { method: 'POST', headers: { 'content-type': type }, body });

/** Id and digest of the pain.001 of an order: what `trade:instruct` names. */
export const instructionOf = async (order: string, debtor: Debtor): Promise<Instruction> =>
  (await ask(`/iso20022/orders/${order}/instruction`, debtor)) as Instruction;

/** The pain.001 itself, for the buyer's bank. */
export const paymentFile = (order: string, debtor: Debtor): Promise<Blob> =>
  post(`/iso20022/orders/${order}/pain.001`, JSON.stringify(debtor), 'application/json');

/** What a bank's pain.002 or camt.054 says of each order that it is about. */
export async function readMessage(file: Blob): Promise<readonly Reported[]> {
  const answer = await post('/iso20022/commands', file, 'application/xml');
  return (JSON.parse(await answer.text()) as { commands: readonly Reported[] }).commands;
}

/** Id and digest of a bank's message, by which others name it. */
export function namedBy({ command: { message } }: Reported): Instruction {
  const { messageId, sha256 } = 'pain002' in message ? message.pain002 : message.camt054;
  return { messageId, sha256 };
}
