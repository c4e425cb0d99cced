import type { Receipt } from '@suyuan/client';

const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code: number, text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);

export const bold = (text: string) => paint(1, text);
export const dim = (text: string) => paint(2, text);
export const good = (text: string) => paint(32, text);

/** A heading: one act of the story. */
export function act(zh: string, en: string): void {
  console.log(`\n${bold(`${zh}  ${en}`)}`);
}

/** One step that is on the ledger: what was done, the state after it, transaction and block. */
export function step(text: string, receipt: Receipt): Receipt {
  const state = receipt.state ? ` → ${receipt.state}` : '';
  console.log(
    `  ${good('✓')} ${text}${state}  ${dim(`tx ${receipt.transactionId.slice(0, 16)}…  block ${receipt.block}`)}`,
  );
  return receipt;
}

/** Something to read that wrote nothing. */
export function say(text: string): void {
  console.log(`    ${text}`);
}
