import { SuyuanError } from '@suyuan/client/errors';
import type { BankCommand, BankMessage } from '@suyuan/schemas';
import { ask, OFFLINE } from '../data/http.ts';
import { token } from '../session/token.ts';

/** The buyer's account, which the bank debits: in the message alone, and in no record. */
export type Debtor = { readonly account: string; readonly agent: string };
export type Instruction = { readonly messageId: string; readonly sha256: string };

/** One order's part in a bank's message, as the command that it is. */
export type Reported = {
  readonly function: BankCommand;
  readonly command: { readonly commandId: string; readonly order: string; readonly message: BankMessage };
};

/** Sends what is no GraphQL to one's gateway, and reads a refusal as one. */
async function post(path: string, body: BodyInit, type: string): Promise<Response> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': type, authorization: `Bearer ${token() ?? ''}` },
    body,
  }).catch((cause: unknown) => {
    throw new SuyuanError(String(cause), OFFLINE);
  });
  if (response.ok) return response;
  const { error } = (await response.json().catch(() => ({}))) as { error?: { code: string; en?: string } };
  throw new SuyuanError(
    error?.en ?? `The gateway answered ${response.status}`,
    error?.code ?? 'UNREADABLE_ANSWER',
    error,
  );
}

/** Id and digest of the pain.001 of an order: what `trade:instruct` names. */
export const instructionOf = async (order: string, debtor: Debtor): Promise<Instruction> =>
  (await ask(`/iso20022/orders/${order}/instruction`, debtor)) as Instruction;

/** The pain.001 itself, for the buyer's bank. */
export async function paymentFile(order: string, debtor: Debtor): Promise<Blob> {
  const response = await post(`/iso20022/orders/${order}/pain.001`, JSON.stringify(debtor), 'application/json');
  return response.blob();
}

/** What a bank's pain.002 or camt.054 says of each order that it is about. */
export async function readMessage(file: Blob): Promise<readonly Reported[]> {
  const response = await post('/iso20022/commands', file, 'application/xml');
  return ((await response.json()) as { commands: readonly Reported[] }).commands;
}

/** Id and digest of a bank's message, by which others name it. */
export function namedBy({ command: { message } }: Reported): Instruction {
  const { messageId, sha256 } = 'pain002' in message ? message.pain002 : message.camt054;
  return { messageId, sha256 };
}

/** Has the browser save a file. */
export function save(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
